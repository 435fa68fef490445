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

    /// <summary>The next object in the list that holds this one: a pool's chain, or the queue for a slot. An object is in one list at a
    /// time.</summary>
    internal PooledObject? Next { get; set; }
}
