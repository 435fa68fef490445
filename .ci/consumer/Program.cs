// What somebody writes on the first day: children, a failure, a time-out.
using NurseryGen;

var failure = "none";
var consumer = new Consumer();
try
{
    await consumer.RunAsync(3).ConfigureAwait(false);
}
catch (Exception error) when (ExceptionGroup.Matches<InvalidOperationException>(error))
{
    failure = error.Message;
}

var timeout = "none";
try
{
    await consumer.SlowAsync().ConfigureAwait(false);
}
catch (NurseryTimeoutException error)
{
    timeout = error.Name;
}

var squares = await consumer.SquareAllAsync([1, 2, 3]).ConfigureAwait(false);
Console.WriteLine($"children: {consumer.Children}, failure: {failure}, time-out: {timeout}, squares: {string.Join(' ', squares)}");

internal sealed partial class Consumer
{
    private int _children;

    public int Children => _children;

    [Nursery]
    public partial Task RunAsync(int count, CancellationToken cancellationToken = default);

    [Timeout(20)]
    public partial Task SlowAsync(CancellationToken cancellationToken = default);

    private static async Task RunAsync(RunNursery nursery, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            nursery.StartWork(i);
        }

        await nursery.JoinAsync().ConfigureAwait(false);
    }

    [Child(nameof(RunAsync))]
    private async Task WorkAsync(int number, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _children);
        await Task.Yield();
        if (number == 2)
        {
            throw new InvalidOperationException($"child {number}");
        }
    }

    [Nursery(MaxConcurrency = 2)]
    public partial Task<int[]> SquareAllAsync([Each(nameof(SquareAsync))] IEnumerable<int> numbers, CancellationToken cancellationToken = default);

    [Child]
    private static Task<int> SquareAsync(int number) => Task.FromResult(number * number);

    private static Task SlowAsync(CancelScope scope) => Task.Delay(Timeout.Infinite, scope.Token);
}
