using System.Runtime.CompilerServices;

namespace NurseryGen.Benchmarks.Measuring;

/// <summary>What a child does, the same code for all contenders but for the builder of its async method.</summary>
internal interface IChildWork
{
    static abstract ValueTask RunAsync(Setting setting, int index, CancellationToken token);
}

/// <summary>A child that completes at once.</summary>
internal readonly struct Synchronous : IChildWork
{
    public static ValueTask RunAsync(Setting setting, int index, CancellationToken token) =>
        setting.Script is { } script ? script.ChildAsync(index, token) : default;
}

/// <summary>An async method that yields once.</summary>
/// <remarks>Its state machine comes from .NET's pooling builder, whose caches hold one a thread and one a core.</remarks>
internal readonly struct YieldsOnce : IChildWork
{
    public static ValueTask RunAsync(Setting setting, int index, CancellationToken token) =>
        setting.Script is { } script ? script.ChildAsync(index, token) : YieldAsync();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask YieldAsync() => await Task.Yield();
}

/// <summary>The same, its state machine from our builder: how one writes a child that is to allocate nothing.</summary>
internal readonly struct YieldsOncePooled : IChildWork
{
    public static ValueTask RunAsync(Setting setting, int index, CancellationToken token) =>
        setting.Script is { } script ? script.ChildAsync(index, token) : YieldAsync();

    [AsyncMethodBuilder(typeof(ChildMethodBuilder))]
    private static async ValueTask YieldAsync() => await Task.Yield();
}

/// <summary>The same without a state machine of its own: what is allocated is the engine's.</summary>
internal readonly struct YieldsBare : IChildWork
{
    public static ValueTask RunAsync(Setting setting, int index, CancellationToken token) =>
        setting.Script is { } script ? script.ChildAsync(index, token) : Checkpoint.YieldAsync(token);
}
