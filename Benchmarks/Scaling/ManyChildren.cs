using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scaling;

/// <summary>A nursery of so many children that complete at once, all queued before the first is waited for.</summary>
internal sealed partial class ManyChildren(Setting setting, int children) : IContender
{
    public ValueTask RunAsync(CancellationToken caller) => WorkAsync(children, setting.Limit, caller);

    [Nursery]
    private partial ValueTask WorkAsync(int count, [Timeout] TimeSpan limit, CancellationToken cancellationToken);

    private static ValueTask WorkAsync(WorkNursery nursery, int count)
    {
        for (var index = 0; index < count; index++)
            nursery.StartStep(index);

        return default;
    }

    [Child]
    private ValueTask StepAsync(int index, CancellationToken cancellationToken) => Synchronous.RunAsync(setting, index, cancellationToken);
}
