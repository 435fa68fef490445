using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>Work that has let others go first, and now waits for its turn.</summary>
[StackTraceHidden]
internal abstract class Yielded : PoolItem, IThreadPoolWorkItem
{
    /// <summary>To be called on a thread of the pool that runs nothing else just now.</summary>
    public abstract void GoOn();

    void IThreadPoolWorkItem.Execute()
    {
        ChildNode.NoteDefaultContext();
        GoOn();
    }
}
