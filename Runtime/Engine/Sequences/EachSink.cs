using System.ComponentModel;
using System.Diagnostics;

namespace NurseryGen.Engine;

/// <summary>Where the children of an Each nursery leave what they made.</summary>
/// <typeparam name="T">The child's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class EachSink<T>
{
    private protected EachSink()
    {
    }

    /// <summary>True if a finished child keeps its slot until its result has been read (S34).</summary>
    internal virtual bool KeepsSlot => false;

    /// <summary>Room for one more child. Called by the pump alone.</summary>
    internal virtual int Add() => 0;

    internal abstract void Succeed(int index, T result);

    /// <summary>True: the failure is wanted as a value, and not the nursery's.</summary>
    internal virtual bool Fail(int index, Exception failure) => false;

    internal virtual void Cancel(int index, OperationCanceledException cancellation)
    {
    }
}

/// <summary>Sinks for generated code, where the scope hasn't one of its own.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public static class EachSinks
{
    /// <summary>Disposes of results that can't be reached.</summary>
    /// <typeparam name="T">The child's result.</typeparam>
    /// <param name="scope">The nursery.</param>
    /// <returns>A sink that serves this nursery alone.</returns>
    public static EachSink<T> Discard<T>(NurseryScope scope) => new DiscardSink<T>(scope);

    /// <summary>The first result is the nursery's (S15).</summary>
    /// <typeparam name="T">The child's result, and the nursery's.</typeparam>
    /// <param name="scope">The nursery.</param>
    /// <returns>A sink that serves this nursery alone.</returns>
    public static EachSink<T> Race<T>(ResultScope<T> scope) => new RaceSink<T>(scope);
}

/// <summary>Results in input order.</summary>
[StackTraceHidden]
internal sealed class OrderedSink<T>(EachBuffer<T> buffer, EachBuffer<bool>? isThere) : EachSink<T>
{
    internal override int Add()
    {
        var index = buffer.Add();
        isThere?.Add();
        return index;
    }

    internal override void Succeed(int index, T result)
    {
        buffer[index] = result;
        if (isThere is not null)
        {
            isThere[index] = true;
        }
    }
}

/// <summary>Outcomes in input order: nothing fails.</summary>
[StackTraceHidden]
internal sealed class OutcomeSink<T>(EachBuffer<Outcome<T>> buffer) : EachSink<T>
{
    internal override int Add() => buffer.Add();

    internal override void Succeed(int index, T result) => buffer[index] = new Outcome<T>(result);

    internal override bool Fail(int index, Exception failure)
    {
        buffer[index] = new Outcome<T>(failure, canceled: false);
        return true;
    }

    internal override void Cancel(int index, OperationCanceledException cancellation) =>
        buffer[index] = new Outcome<T>(cancellation, canceled: true);
}

/// <summary>The first result is the nursery's.</summary>
[StackTraceHidden]
internal sealed class RaceSink<T>(ResultScope<T> scope) : EachSink<T>
{
    internal override void Succeed(int index, T result) => scope.WinOrDispose(result, winner: null);
}

/// <summary>Disposes of every result: the nursery returns none.</summary>
[StackTraceHidden]
internal sealed class DiscardSink<T>(NurseryScope scope) : EachSink<T>
{
    internal override void Succeed(int index, T result) => scope.DisposeUnreachable(result);
}
