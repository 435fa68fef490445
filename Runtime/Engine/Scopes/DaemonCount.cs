namespace NurseryGen.Engine;

/// <summary>
/// S27. How many of a scope's users are daemons: they are counted a second time, here. The two counts can't be read at once, so this one
/// carries an epoch: read before and after the users, it shows whether they belong together.
/// </summary>
internal struct DaemonCount
{
    private const long Epoch = 1L << 32;

    /// <summary>Epoch in the upper half, daemons in the lower.</summary>
    private long _daemons;

    /// <summary>Counts a daemon, which has entered by now. A full fence.</summary>
    public void Add() => Interlocked.Add(ref _daemons, Epoch + 1);

    /// <summary>A daemon is about to leave. A full fence.</summary>
    public void Remove()
    {
        var daemons = Interlocked.Add(ref _daemons, Epoch - 1);
        Debug.Assert((uint)daemons < uint.MaxValue, "A daemon is counted after it enters and discounted before it leaves.");
    }

    /// <summary>What all users but the daemons count in the scope of that version; nothing where it has closed.</summary>
    public uint CountOthers(ScopeCore scope, int version)
    {
        while (true)
        {
            var daemons = Volatile.Read(ref _daemons);
            var (currentVersion, users) = scope.State;

            // Pairs with Add and Remove, whose fences stand between the two counts of a daemon: loads the users, then this count again.
            Interlocked.MemoryBarrier();
            if (daemons != Volatile.Read(ref _daemons))
                continue;

            return currentVersion == version ? users - ((uint)daemons * ScopeCore.OneUser) : 0;
        }
    }
}
