using System.ComponentModel;
using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>What can wait in a pool.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class PoolItem
{
    private protected PoolItem()
    {
    }

    /// <summary>The next one in the list that this one is in: of a pool, or of those who wait for a slot. It is in one at a time.</summary>
    internal PoolItem? Next { get; set; }
}
