// Result: 6
using NurseryGen;

namespace Demo;

internal sealed partial class Worker
{
    private int _sum;

    public int Sum => _sum;

    [Nursery]
    public partial ValueTask<int> RunAsync(int count, CancellationToken cancellationToken = default);

    private async ValueTask<int> RunAsync(RunNursery nursery, int count)
    {
        for (var i = 1; i <= count; i++)
            nursery.StartWork(i);

        await nursery.JoinAsync();
        return _sum;
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
        var result = await worker.RunAsync(3);
        return $"{result}";
    }
}
