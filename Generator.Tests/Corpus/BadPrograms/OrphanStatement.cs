// expect: NUR101
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static partial class Program
{
    private static Task Main() => BackUpAsync(["a.txt", "b.txt"]);

    [Nursery]
    private static partial Task BackUpAsync(string[] paths, CancellationToken cancellationToken = default);

    private static Task BackUpAsync(BackUpNursery nursery, string[] paths)
    {
        foreach (var path in paths) nursery.StartCopy(path);
        return Task.CompletedTask;
    }

    // Not async, so the compiler has nothing to say either.
    [Child]
    private static Task CopyAsync(string path, CancellationToken cancellationToken)
    {
        [|File.WriteAllTextAsync(path + ".bak", path, cancellationToken)|];
        Console.WriteLine($"{path} is safe");
        return Task.CompletedTask;
    }
}

// BackUpAsync returns while files are still being written; a full disk goes unnoticed.
