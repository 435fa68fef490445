namespace NurseryGen.Engine;

/// <summary>Where objects of one type wait for their next use.</summary>
/// <typeparam name="T">The type.</typeparam>
[StackTraceHidden]
internal static class Pool<T>
    where T : PooledObject, new()
{
    /// <summary>The pool without its type. An object keeps it, and needs no generic code to go back.</summary>
    public static readonly PoolStore Store = new(isCollectible: typeof(T).IsCollectible);

    /// <summary>Inlined: only where the exact type is known is the store a constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Rent() => (T?)Store.TryTake() ?? new T();

    /// <summary>Takes the object back; false where the pool is full and lets it go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Return(T item) => Store.TryPut(item);
}
