namespace NurseryGen.Engine;

/// <summary>An object that can wait in a pool.</summary>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public abstract class PooledObject
{
    private protected PooledObject()
    {
    }

    /// <summary>The next object in the pool's chain that holds this one.</summary>
    internal PooledObject? Next { get; set; }
}
