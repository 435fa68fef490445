// expect: NUR101
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static partial class Program
{
    private static async Task Main(string[] arguments)
    {
        await SaveAsync(arguments.Length > 0);
        Console.WriteLine(File.ReadAllText("state.txt"));
    }

    [Nursery]
    private static partial Task SaveAsync(bool careful, CancellationToken cancellationToken = default);

    private static async Task SaveAsync(SaveNursery nursery, bool careful)
    {
        var written = [|File.WriteAllTextAsync("state.txt", "42", nursery.Token)|];
        await Task.Delay(10, nursery.Token);
        if (careful) await written;
    }
}

// Without an argument nobody awaits the write: the file that is read afterwards may be empty, or still open.
