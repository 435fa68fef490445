namespace NurseryGen.Engine;

/// <summary>What can wait in a pool.</summary>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class PooledObject
{
    private protected PooledObject()
    {
    }

    /// <summary>The next object in the pool's chain that holds this one.</summary>
    internal PooledObject? Next { get; set; }
}
