// Result: 1,2,3|a
using NurseryGen;

namespace Demo;

internal sealed partial class Streams(TimeProvider clock)
{
    [Nursery(MaxConcurrency = 8)]
    public partial IAsyncEnumerable<int> AddAsync(
        [Each(nameof(AddOneAsync))] IAsyncEnumerable<int> numbers,
        int offset,
        [Timeout] TimeSpan limit,
        CancellationToken cancellationToken = default);

    [Nursery, Timeout(5_000, MoveOn = true)]
    public static partial IAsyncEnumerable<T> EchoAsync<T>([Each(nameof(Echo))] params T[] items);

    [Child]
    private async Task<int> AddOneAsync(int number, int offset, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        return number + offset;
    }

    [Child]
    private static T Echo<T>(T item) => item;
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var numbers = new List<int>();
        await foreach (var number in new Streams(TimeProvider.System).AddAsync(Numbers(), 1, TimeSpan.FromMinutes(1)))
            numbers.Add(number);

        var texts = "";
        await foreach (var text in Streams.EchoAsync("a"))
            texts += text;

        numbers.Sort();
        return $"{string.Join(',', numbers)}|{texts}";
    }

    private static async IAsyncEnumerable<int> Numbers()
    {
        for (var number = 0; number < 3; number++)
        {
            await Task.Yield();
            yield return number;
        }
    }
}
