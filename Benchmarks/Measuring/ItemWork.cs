using System.Runtime.CompilerServices;

namespace NurseryGen.Benchmarks.Measuring;

/// <summary>What a child with a result does, the same code for all contenders but for the builder of its async method: its result is twice
/// its item.</summary>
internal static class ItemWork
{
    /// <summary>Completes at once.</summary>
    public static ValueTask<int> DoubleAsync(Setting setting, int item, CancellationToken token) =>
        setting.Script is { } script ? FollowAsync(script, item, token) : new(2 * item);

    /// <summary>Yields once; its state machine comes from .NET's pooling builder.</summary>
    public static ValueTask<int> DoubleLaterAsync(Setting setting, int item, CancellationToken token) =>
        setting.Script is { } script ? FollowAsync(script, item, token) : YieldAsync(item);

    /// <summary>The same, its state machine from our builder.</summary>
    public static ValueTask<int> DoubleLaterPooledAsync(Setting setting, int item, CancellationToken token) =>
        setting.Script is { } script ? FollowAsync(script, item, token) : YieldPooledAsync(item);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> YieldAsync(int item)
    {
        await Task.Yield();
        return 2 * item;
    }

    [AsyncMethodBuilder(typeof(ChildMethodBuilder<>))]
    private static async ValueTask<int> YieldPooledAsync(int item)
    {
        await Task.Yield();
        return 2 * item;
    }

    private static async ValueTask<int> FollowAsync(Script script, int item, CancellationToken token)
    {
        await script.ChildAsync(item, token).ConfigureAwait(false);
        return 2 * item;
    }
}
