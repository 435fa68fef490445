using System.Reflection;
using System.Runtime.CompilerServices;
using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>P11: a thousand children with results, whose handles the body keeps and reads.</summary>
internal static partial class P11_Handles
{
    private const int Children = 1_000;

    public static Scenario Scenario { get; } = new("P11", "1,000 Child<T> handles, read after a join", [
        new(Contender.Ours, static setting => new Ours(setting), Children),
        new(Contender.Hand, static setting => new ByHand(setting), Children),
    ]);

    /// <summary>One object a child: the generated node, which the handle points at.</summary>
    public static Allowance Node { get; } = new("one object a child", MeasureNode);

    private static double MeasureNode()
    {
        var node = typeof(Ours).GetNestedTypes(BindingFlags.NonPublic)
            .SelectMany(static type => type.GetNestedTypes(BindingFlags.NonPublic))
            .Single(static type => type.Name == "DoubleChild");
        RuntimeHelpers.GetUninitializedObject(node);
        var before = GC.GetAllocatedBytesForCurrentThread();
        RuntimeHelpers.GetUninitializedObject(node);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed partial class Ours(Setting setting) : IContender
    {
        private readonly Child<int>[] _children = new Child<int>[Children];

        public async ValueTask RunAsync(CancellationToken caller) => await SumAsync(setting.Limit, caller).ConfigureAwait(false);

        [Nursery]
        private partial ValueTask<int> SumAsync([Timeout] TimeSpan limit, CancellationToken cancellationToken);

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<int> SumAsync(SumNursery nursery)
        {
            for (var index = 0; index < Children; index++)
                _children[index] = nursery.StartDouble(index);

            await nursery.JoinAsync().ConfigureAwait(false);
            var sum = 0;
            foreach (var child in _children)
                sum += child.Result;

            return sum;
        }

        [Child]
        private ValueTask<int> DoubleAsync(int index, CancellationToken cancellationToken) =>
            ItemWork.DoubleAsync(setting, index, cancellationToken);
    }

    private sealed class ByHand(Setting setting) : IContender
    {
        private readonly Task<int>[] _children = new Task<int>[Children];

        public ValueTask RunAsync(CancellationToken caller) => new(SumAsync(caller));

        private async Task<int> SumAsync(CancellationToken caller)
        {
            using var source = CancellationTokenSource.CreateLinkedTokenSource(caller);
            source.CancelAfter(setting.Limit);
            for (var i = 0; i < _children.Length; i++)
            {
                var index = i;
                _children[i] = Task.Run(() => RunChildAsync(index, source), CancellationToken.None);
            }

            var all = Task.WhenAll((Task[])_children);
            try
            {
                await all.ConfigureAwait(false);
            }
            catch
            {
                HandOutcome.Throw(all, setting.Limit, caller);
            }

            var sum = 0;
            foreach (var child in _children)
                sum += await child.ConfigureAwait(false);

            return sum;
        }

        private async Task<int> RunChildAsync(int index, CancellationTokenSource source)
        {
            try
            {
                return await ItemWork.DoubleAsync(setting, index, source.Token).ConfigureAwait(false);
            }
            catch
            {
                source.Cancel();
                throw;
            }
        }
    }
}
