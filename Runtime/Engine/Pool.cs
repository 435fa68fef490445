namespace NurseryGen.Engine;

/// <summary>Where objects of one type wait for their next use.</summary>
/// <typeparam name="T">The type.</typeparam>
internal static class Pool<T>
    where T : PoolItem, new()
{
    private static readonly PoolStore s_store = new(isCollectible: typeof(T).IsCollectible);

    public static T Rent() => (T?)s_store.TryTake() ?? new T();

    /// <summary>Takes the object back; false where the pool is full and lets it go.</summary>
    public static bool Return(T item) => s_store.TryPut(item);

    /// <summary>The same, for an object that something would keep alive.</summary>
    public static void ReturnOrDiscard<TScope>(TScope item)
        where TScope : ScopeCore, T
    {
        if (!Return(item))
        {
            item.Discard();
        }
    }
}
