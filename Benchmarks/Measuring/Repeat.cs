using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NurseryGen.Benchmarks.Measuring;

/// <summary>Runs a contender over and over on the thread pool, each run after the last.</summary>
/// <remarks><c>await</c> in a loop, written out so that the loop allocates nothing.</remarks>
internal sealed class Repeat : IThreadPoolWorkItem, IDisposable
{
    private readonly IContender _contender;
    private readonly CancellationToken _caller;
    private readonly Action _next;
    private readonly ManualResetEventSlim _done = new();
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _awaiter;
    private long _left;
    private long _started;
    private long _ended;
    private Exception? _error;

    public Repeat(IContender contender, CancellationToken caller)
    {
        _contender = contender;
        _caller = caller;
        _next = Next;
    }

    /// <summary>Runs it so many times and returns how long that took.</summary>
    public TimeSpan Run(long count)
    {
        _left = count;
        _done.Reset();
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        _done.Wait();
        return _error is null
            ? Stopwatch.GetElapsedTime(_started, _ended)
            : throw new InvalidOperationException("A contender failed.", _error);
    }

    public void Dispose() => _done.Dispose();

    void IThreadPoolWorkItem.Execute()
    {
        _started = Stopwatch.GetTimestamp();
        Loop();
    }

    private void Next()
    {
        try
        {
            _awaiter.GetResult();
        }
        catch (Exception error)
        {
            End(error);
            return;
        }

        Loop();
    }

    private void Loop()
    {
        try
        {
            while (_left-- > 0)
            {
                var awaiter = _contender.RunAsync(_caller).ConfigureAwait(false).GetAwaiter();
                if (!awaiter.IsCompleted)
                {
                    _awaiter = awaiter;
                    awaiter.UnsafeOnCompleted(_next);
                    return;
                }

                awaiter.GetResult();
            }
        }
        catch (Exception error)
        {
            End(error);
            return;
        }

        End(null);
    }

    private void End(Exception? error)
    {
        _ended = Stopwatch.GetTimestamp();
        _error = error;
        _done.Set();
    }
}
