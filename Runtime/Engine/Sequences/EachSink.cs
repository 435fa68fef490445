namespace NurseryGen.Engine;

/// <summary>Where the children of an Each nursery leave what they made.</summary>
/// <typeparam name="T">The child's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
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
[EditorBrowsable(EditorBrowsableState.Never), StackTraceHidden]
public static class EachSinks
{
    /// <summary>Disposes of results that can't be reached.</summary>
    public static EachSink<T> Discard<T>(NurseryScope scope) => new DiscardSink<T>(scope);

    /// <summary>The first result is the nursery's (S15).</summary>
    public static EachSink<T> Race<T>(ResultScope<T> scope) => new RaceSink<T>(scope);
}

/// <summary>Keeps what the children made in input order, each as an element of the nursery's result.</summary>
[StackTraceHidden]
internal abstract class ListSink<T, TElement> : EachSink<T>
{
    public EachBuffer<TElement> Results { get; } = new();

    /// <summary>The one kind of sink that makes such elements of such results.</summary>
    public static ListSink<T, TElement> Create() => typeof(TElement) == typeof(Outcome<T>)
        ? (ListSink<T, TElement>)(object)new OutcomeSink<T>()
        : (ListSink<T, TElement>)(object)new OrderedSink<T>();

    public virtual void Clear() => Results.Clear();

    /// <summary>Stands in for an item whose child was never started, the deadline having passed.</summary>
    public virtual void AddNotStarted(NurseryScope scope) => Add();

    /// <summary>S15: the nursery failed.</summary>
    public abstract void DisposeResults(NurseryScope scope);

    internal override int Add() => Results.Add();
}

/// <summary>Plain results: the first failure is the nursery's.</summary>
[StackTraceHidden]
internal sealed class OrderedSink<T> : ListSink<T, T>
{
    /// <summary>Marks the children that have left a result, where a default could be disposed of: a structure's. Else null.</summary>
    private readonly EachBuffer<bool>? _isThere = default(T) is IDisposable or IAsyncDisposable ? new() : null;

    public override void Clear()
    {
        base.Clear();
        _isThere?.Clear();
    }

    public override void DisposeResults(NurseryScope scope)
    {
        for (var i = 0; i < Results.Count; i++)
        {
            if (_isThere is null || (i < _isThere.Count && _isThere[i]))
                scope.DisposeUnreachable(Results[i]);
        }
    }

    internal override int Add()
    {
        var index = base.Add();
        _isThere?.Add();
        return index;
    }

    internal override void Succeed(int index, T result)
    {
        Results[index] = result;
        if (_isThere is not null)
            _isThere[index] = true;
    }
}

/// <summary>Outcomes: no child's failure is the nursery's.</summary>
[StackTraceHidden]
internal sealed class OutcomeSink<T> : ListSink<T, Outcome<T>>
{
    public override void AddNotStarted(NurseryScope scope) => Results[Add()] = new Outcome<T>(scope.Cancellation(), canceled: true);

    public override void DisposeResults(NurseryScope scope)
    {
        for (var i = 0; i < Results.Count; i++)
        {
            if (Results[i] is { IsSuccess: true } outcome)
                scope.DisposeUnreachable(outcome.ValueOr(default!));
        }
    }

    internal override void Succeed(int index, T result) => Results[index] = new Outcome<T>(result);

    internal override bool Fail(int index, Exception failure)
    {
        Results[index] = new Outcome<T>(failure, canceled: false);
        return true;
    }

    internal override void Cancel(int index, OperationCanceledException cancellation) =>
        Results[index] = new Outcome<T>(cancellation, canceled: true);
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
