// expect: NUR107
using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static class Program
{
    private static async Task Main()
    {
        await foreach (var line in LinesAsync(Console.In))
        {
            Console.WriteLine(line);
            await Task.Delay(2_000);
        }
    }

    private static async IAsyncEnumerable<string> LinesAsync(
        TextReader reader, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), cancellationToken);
        while (await reader.ReadLineAsync(scope.Token) is { } line)
        {
            [|yield return line;|]
        }
    }
}

// The deadline runs while the consumer is busy: the second line times out however fast it is read.
