// Result: a,b:2
using NurseryGen;

namespace Demo;

internal sealed partial class Mapper
{
    [Nursery]
    public partial Task<List<TOut>> MapAsync<TIn, TOut>(
        IReadOnlyList<TIn> items, Func<TIn, TOut> map, CancellationToken cancellationToken = default)
        where TIn : notnull
        where TOut : class, IComparable<TOut>;

    private async Task<List<TOut>> MapAsync<TIn, TOut>(MapNursery<TIn, TOut> nursery, IReadOnlyList<TIn> items, Func<TIn, TOut> map)
        where TIn : notnull
        where TOut : class, IComparable<TOut>
    {
        var children = items.Select(item => nursery.StartOne(item, map)).ToList();
        var results = new List<TOut>();
        foreach (var child in children)
            results.Add(await child);

        await nursery.StartCount<int>(results.Count, new List<TOut>());
        return results;
    }

    // Its type parameters are the nursery's under other names, but for the last, which only a start can settle.
    [Child]
    private async Task<TTo> OneAsync<TFrom, TTo>(
        MapNursery<TFrom, TTo> nursery, TFrom item, Func<TFrom, TTo> map, CancellationToken cancellationToken)
        where TFrom : notnull
        where TTo : class, IComparable<TTo>
    {
        await Checkpoint.YieldAsync(cancellationToken);
        return map(item);
    }

    [Child(nameof(MapAsync))]
    private Task CountAsync<TIn>(int count, object target)
        where TIn : struct
    {
        Count = count;
        return Task.CompletedTask;
    }

    public int Count { get; private set; }
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var mapper = new Mapper();
        var results = await mapper.MapAsync(new[] { 'a', 'b' }, item => item.ToString());
        return $"{string.Join(",", results)}:{mapper.Count}";
    }
}
