// Result: 106
using NurseryGen;

namespace Demo;

internal sealed partial class Worker
{
    private int _sum;

    public int Sum => _sum;

    [Nursery]
    public partial Task RunAsync(int count, CancellationToken cancellationToken = default);

    private async Task RunAsync(RunNursery nursery, int count)
    {
        for (var i = 1; i <= count; i++)
            nursery.StartWork(i);

        await nursery.JoinAsync();
        Interlocked.Add(ref _sum, 100);
    }

    [Child]
    private async Task WorkAsync(int number, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        Interlocked.Add(ref _sum, number);
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var worker = new Worker();
        await worker.RunAsync(3);
        return $"{worker.Sum}";
    }
}
