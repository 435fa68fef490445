using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <summary>
/// The end of an async method of <see cref="ChildMethodBuilder"/>, for whoever waits for it: the child whose method it is, which is told without
/// the task between them, or anybody else, whom the task's source tells.
/// </summary>
[StackTraceHidden]
internal abstract class AsyncBox : Yielded
{
    /// <summary>Whoever waits, he is not a child that is to be told.</summary>
    private static readonly object s_others = new();

    /// <summary>Null as long as no child waits and the method hasn't ended; the child; or <see cref="s_others"/>.</summary>
    private object? _waiter;

    /// <summary>What the method returned when it was suspended.</summary>
    public abstract ValueTask Task { get; }

    /// <summary>The method has succeeded, and nobody wants its result: the box may serve again.</summary>
    public abstract void Free();

    /// <summary>The child, whose method this is, is to be told of its end. A full fence.</summary>
    /// <returns>False: the method has ended, or somebody awaits it already. The task knows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTell(ChildNode child) => Interlocked.CompareExchange(ref _waiter, child, null) is null;

    protected void ForgetWaiter() => _waiter = null;

    /// <summary>Somebody waits who is not a child that is to be told.</summary>
    /// <exception cref="InvalidOperationException">Such a child waits already.</exception>
    protected void ExpectOthers()
    {
        if (Interlocked.CompareExchange(ref _waiter, s_others, null) is ChildNode)
        {
            throw new InvalidOperationException("A child's method returned this task to its nursery, which awaits it: it can't be awaited a second time.");
        }
    }

    /// <summary>The method ends: the child that is to be told, if one is. From here on it is too late for any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected ChildNode? FindChild()
    {
        var waiter = Volatile.Read(ref _waiter) ?? Interlocked.CompareExchange(ref _waiter, s_others, null);
        return waiter is null || ReferenceEquals(waiter, s_others) ? null : Unsafe.As<ChildNode>(waiter);
    }
}
