using System.ComponentModel;
using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>What can wait in a pool.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class PooledObject
{
    private protected PooledObject()
    {
    }

    /// <summary>The next one in the list that this one is in: of a pool, or of those who wait for a slot. It is in one at a time.</summary>
    internal PooledObject? Next { get; set; }
}
