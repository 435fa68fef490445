// expect: NUR205
using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static partial class Program
{
    private static Task Main() => RunAsync();

    [Nursery, Timeout(100)]
    private static partial Task RunAsync(CancellationToken cancellationToken = default);

    private static Task RunAsync(RunNursery nursery)
    {
        for (var i = 0; i < 2; i++) nursery.StartCount($"{i}.txt");
        return Task.CompletedTask;
    }

    [Child]
    private static async Task CountAsync(string path, CancellationToken cancellationToken)
    {
        var count = 0;
        try
        {
            while (true)
            {
                await Task.Delay(10, cancellationToken);
                count++;
            }
        }
        finally
        {
            await File.WriteAllTextAsync(path, $"{count}", [|cancellationToken|]);
        }
    }
}

// When the finally runs the token is cancelled already: no count is ever written.
