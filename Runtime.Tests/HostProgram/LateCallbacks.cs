using System.Runtime.ExceptionServices;
using NurseryGen;

/// <summary>Disposes of cancel scopes while callbacks on their tokens run, which throw later. It counts the exceptions that nobody
/// handles.</summary>
internal static class LateCallbacks
{
    private const int Rounds = 1_000;

    public static int Run()
    {
        var late = 0;
        ExceptionHandling.SetUnhandledExceptionHandler(error =>
        {
            Interlocked.Add(ref late, ((AggregateException)error).InnerExceptions.Count);
            return true;
        });
        Console.WriteLine("running");
        var thrown = Round(disposesWhileTheCallbackRuns: true);
        SpinWait.SpinUntil(() => Volatile.Read(ref late) + thrown > 0);
        Console.WriteLine($"late: {late}, by Dispose: {thrown}");

        // At the same moment: either may be first.
        late = thrown = 0;
        for (var i = 0; i < Rounds; i++)
            thrown += Round(disposesWhileTheCallbackRuns: false);

        SpinWait.SpinUntil(() => Volatile.Read(ref late) + thrown >= Rounds);
        Console.WriteLine($"in all: {late + thrown}");
        return 0;
    }

    /// <returns>How many exceptions Dispose threw.</returns>
    private static int Round(bool disposesWhileTheCallbackRuns)
    {
        using var outer = new CancellationTokenSource();
        using var running = new ManualResetEventSlim();
        using var mayThrow = new ManualResetEventSlim();
        var scope = CancelScope.MoveOnAfter(Timeout.InfiniteTimeSpan, outer.Token);
        scope.Token.Register(() =>
        {
            running.Set();
            mayThrow.Wait();
            throw new InvalidOperationException("late");
        });
        var cancels = Task.Run(outer.Cancel);
        running.Wait();
        if (!disposesWhileTheCallbackRuns)
            mayThrow.Set();

        var thrown = 0;
        try
        {
            scope.Dispose();
        }
        catch (InvalidOperationException)
        {
            thrown = 1;
        }

        mayThrow.Set();
        cancels.Wait();
        return thrown;
    }
}
