// Result: 2,4|2,4|2,4|2,4|2,4|2,4|2,4
using NurseryGen;

namespace Demo;

internal sealed partial class Doubler
{
    [Nursery(MaxConcurrency = 8)]
    public partial Task<int[]> ArrayAsync([Each(nameof(DoubleAsync))] int[] numbers, CancellationToken cancellationToken = default);

    [Nursery]
    public partial ValueTask<IReadOnlyList<int>> ListAsync([Each(nameof(DoubleAsync))] List<int> numbers);

    [Nursery]
    public partial Task<int[]> EnumerableAsync([Each(nameof(DoubleAsync))] IEnumerable<int> numbers);

    [Nursery]
    public partial Task<int[]> AsyncEnumerableAsync([Each(nameof(DoubleAsync))] IAsyncEnumerable<int> numbers);

    [Nursery]
    public partial Task<int[]> MemoryAsync([Each(nameof(DoubleAsync))] ReadOnlyMemory<int> numbers);

    [Nursery]
    public partial Task<int[]> ChannelAsync([Each(nameof(DoubleAsync))] System.Threading.Channels.ChannelReader<int> numbers);

    [Nursery]
    public partial Task<int[]> QueueAsync([Each(nameof(DoubleAsync))] Queue<int> numbers);

    [Child]
    private async Task<int> DoubleAsync(int number, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        return number * 2;
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        int[] numbers = [1, 2];
        var doubler = new Doubler();
        var channel = System.Threading.Channels.Channel.CreateUnbounded<int>();
        await channel.Writer.WriteAsync(1);
        await channel.Writer.WriteAsync(2);
        channel.Writer.Complete();
        IReadOnlyList<int>[] results =
        [
            await doubler.ArrayAsync(numbers), await doubler.ListAsync([.. numbers]), await doubler.EnumerableAsync(numbers),
            await doubler.AsyncEnumerableAsync(Numbers()), await doubler.MemoryAsync(numbers), await doubler.ChannelAsync(channel.Reader),
            await doubler.QueueAsync(new Queue<int>(numbers)),
        ];
        return string.Join('|', results.Select(result => string.Join(',', result)));
    }

    private static async IAsyncEnumerable<int> Numbers()
    {
        yield return 1;
        await Task.Yield();
        yield return 2;
    }
}
