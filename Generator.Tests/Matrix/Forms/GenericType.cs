// Result: 4 x
using NurseryGen;

namespace Demo;

internal sealed partial class Store<TKey, TValue>(TValue initial)
    where TKey : notnull
    where TValue : class?
{
    private readonly Dictionary<TKey, TValue> _items = [];

    [Nursery]
    public partial Task<TValue> LoadAsync(TKey[] keys, CancellationToken cancellationToken = default);

    private async Task<TValue> LoadAsync(LoadNursery nursery, TKey[] keys)
    {
        foreach (var key in keys)
            nursery.StartOne(key, initial);

        await nursery.JoinAsync();
        return _items[keys[0]];
    }

    [Child]
    private Task OneAsync(TKey key, TValue value)
    {
        lock (_items)
        {
            _items[key] = value;
        }

        return Task.CompletedTask;
    }

    public int Count => _items.Count;
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var store = new Store<int, string>("x");
        var value = await store.LoadAsync([1, 2, 3, 4]);
        return $"{store.Count} {value}";
    }
}
