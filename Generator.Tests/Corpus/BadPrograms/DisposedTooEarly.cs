// expect: NUR106
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static partial class Program
{
    private static Task Main() => WriteAsync(3);

    [Nursery]
    private static partial Task WriteAsync(int count, CancellationToken cancellationToken = default);

    private static async Task WriteAsync(WriteNursery nursery, int count)
    {
        await using var file = File.Create("out.bin");
        await file.WriteAsync(new byte[16], nursery.Token);
        for (var i = 0; i < count; i++) nursery.StartAppend([|file|], i);
    }

    [Child]
    private static async Task AppendAsync(Stream file, int number, CancellationToken cancellationToken)
    {
        await Task.Delay(number, cancellationToken);
        await file.WriteAsync(BitConverter.GetBytes(number), cancellationToken);
    }
}

// The file is closed when the body returns, which is before its children write: ObjectDisposedException.
