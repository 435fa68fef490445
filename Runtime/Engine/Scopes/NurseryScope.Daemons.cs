namespace NurseryGen.Engine;

/// <content>
/// S27. Daemons are users of the scope like all children, counted a second time apart. The two counts can't be read at once, so the one of
/// the daemons carries an epoch: read before and after the users, it shows whether they belong together.
/// </content>
public abstract partial class NurseryScope
{
    private const long Epoch = 1L << 32;

    /// <summary>Epoch in the upper half, daemons in the lower. A daemon is counted after it enters and discounted before it
    /// leaves.</summary>
    private long _daemons;

    /// <summary>True if only the body and daemons run. For the body, or for the user that just left.</summary>
    internal bool OnlyBodyRuns => CountOthers(Version) <= RunningBody;

    /// <summary>Counts a daemon that has entered. A user that left before that could not see that only daemons are left, so this looks
    /// again.</summary>
    internal void AddDaemon()
    {
        WatchesEveryLeave = true;
        Interlocked.Add(ref _daemons, Epoch + 1);
        LookAfterDaemons(Version);
    }

    /// <summary>A daemon is about to leave.</summary>
    internal void RemoveDaemon() => Interlocked.Add(ref _daemons, Epoch - 1);

    /// <summary>What all users but the daemons count in the scope of that version; nothing where it has closed.</summary>
    private uint CountOthers(int version)
    {
        while (true)
        {
            var daemons = Volatile.Read(ref _daemons);
            var (currentVersion, users) = State;
            Interlocked.MemoryBarrier();
            if (daemons != Volatile.Read(ref _daemons))
                continue;

            return currentVersion == version ? users - ((uint)daemons * OneUser) : 0;
        }
    }

    /// <summary>Ends the nursery, or lets its join go on, if only daemons are left. Called each time a user leaves.</summary>
    private void LookAfterDaemons(int version)
    {
        var others = CountOthers(version);
        if (others == 0 && KnownReason is null && TryEnter(version))
        {
            Cancel(CancelReason.OnlyDaemonsLeft);
            Leave();
        }
        else if (others == RunningBody)
        {
            _join?.OnAlone();
        }
    }
}
