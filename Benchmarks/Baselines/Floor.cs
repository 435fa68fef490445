using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Baselines;

/// <summary>The least that running work on the pool and waiting for it can cost: reused work items and a countdown.</summary>
/// <remarks>No token, no deadline, no errors.</remarks>
internal sealed class Floor<TChild> : IContender, IValueTaskSource
    where TChild : struct, IChildWork
{
    private readonly Item[] _items;
    private ManualResetValueTaskSourceCore<bool> _all;
    private int _left;

    public Floor(Setting setting, int count)
    {
        _items = new Item[count];
        for (var i = 0; i < count; i++)
            _items[i] = new Item(this, setting, i);
    }

    public ValueTask RunAsync(CancellationToken caller)
    {
        _all.Reset();
        _left = _items.Length;
        foreach (var item in _items)
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: true);

        return new ValueTask(this, _all.Version);
    }

    public void GetResult(short token) => _all.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _all.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _all.OnCompleted(continuation, state, token, flags);

    private void CountDown()
    {
        if (Interlocked.Decrement(ref _left) == 0)
            _all.SetResult(true);
    }

    private sealed class Item : IThreadPoolWorkItem
    {
        private readonly Floor<TChild> _floor;
        private readonly Setting _setting;
        private readonly int _index;
        private readonly Action _next;
        private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _awaiter;

        public Item(Floor<TChild> floor, Setting setting, int index)
        {
            _floor = floor;
            _setting = setting;
            _index = index;
            _next = Next;
        }

        public void Execute()
        {
            var awaiter = TChild.RunAsync(_setting, _index, CancellationToken.None).ConfigureAwait(false).GetAwaiter();
            if (awaiter.IsCompleted)
            {
                awaiter.GetResult();
                _floor.CountDown();
                return;
            }

            _awaiter = awaiter;
            awaiter.UnsafeOnCompleted(_next);
        }

        private void Next()
        {
            _awaiter.GetResult();
            _floor.CountDown();
        }
    }
}
