using System.Runtime.CompilerServices;

namespace NurseryGen.Tests.Allocations;

/// <summary>Opens and leaves nurseries one after another without an async method, so that Debug builds, whose state machines are classes,
/// give the same figures.</summary>
internal sealed class Rounds
{
    private const int Count = 20_000;

    private readonly Func<ValueTask> _round;
    private readonly Action _next;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ValueTaskAwaiter _awaiter;
    private int _left;

    private Rounds(Func<ValueTask> round, int count)
    {
        _round = round;
        _left = count;
        _next = Next;
    }

    /// <summary>Asserts that a round costs no more bytes than these, of all threads together.</summary>
    public static Task AtMostAsync(double most, Func<ValueTask> round) => Bytes.AtMostAsync(most, Count, count => RunAsync(round, count));

    /// <summary>Bytes a round, exactly, of a round that never leaves its thread.</summary>
    public static long BytesEachOnThisThread(Action round)
    {
        for (var i = 0; i < 200; i++)
            round();

        // Tiered compilation may replace the code while it is measured; the least of several is the code's own.
        var least = long.MaxValue;
        for (var i = 0; i < 200; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static Task RunAsync(Func<ValueTask> round, int count)
    {
        var rounds = new Rounds(round, count);
        ThreadPool.UnsafeQueueUserWorkItem(static rounds => rounds.Loop(), rounds, preferLocal: false);
        return Hang.Guard(rounds._done.Task);
    }

    private void Next()
    {
        try
        {
            _awaiter.GetResult();
        }
        catch (Exception error)
        {
            _done.SetException(error);
            return;
        }

        Loop();
    }

    private void Loop()
    {
        while (_left-- > 0)
        {
            _awaiter = _round().GetAwaiter();
            if (!_awaiter.IsCompleted)
            {
                _awaiter.UnsafeOnCompleted(_next);
                return;
            }

            _awaiter.GetResult();
        }

        _done.SetResult();
    }
}
