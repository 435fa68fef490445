using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>
/// How an async method of <see cref="ChildMethodBuilder"/> ends, for the one who awaits it. By itself: one that failed before it was ever suspended.
/// </summary>
/// <typeparam name="T">The result.</typeparam>
[StackTraceHidden]
internal class AsyncBox<T> : AsyncBox, IValueTaskSource<T>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<T> _source;

    /// <summary>For the child that is told: others find it in the source.</summary>
    private T _result = default!;

    public sealed override ValueTask Task => new(this, _source.Version);

    public ValueTask<T> TaskWithResult => new(this, _source.Version);

    /// <summary>May run who awaits the method on this stack, and what that leads to: the box may serve another method by the time this returns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetResult(T result)
    {
        if (FindChild() is { } child)
        {
            _result = result;
            child.OnMethodSucceeded(this);
        }
        else
        {
            _source.Signal(result);
        }
    }

    /// <inheritdoc cref="SetResult"/>
    public void SetException(Exception error)
    {
        var child = FindChild();
        _source.SignalException(error);
        child?.OnMethodFailed(this);
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        if (token == _source.Version)
        {
            ExpectOthers();
        }

        _source.OnCompleted(continuation, state, token, flags);
    }

    /// <summary>For the child that was told: the result. From here on the box may serve again.</summary>
    public T TakeResult()
    {
        var result = _result;
        _result = default!;
        Free();
        return result;
    }

    /// <summary>Of a method that was never suspended, there is nothing to serve again.</summary>
    public override void Free() => Renew();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Renew()
    {
        _source.Reset();
        ForgetWaiter();
    }

    [StackTraceHidden]
    public T GetResult(short token)
    {
        // Looked at first: read too early, the box is still its method's, and stays so even if the method ends just now.
        var hasSucceeded = _source.GetStatus(token) == ValueTaskSourceStatus.Succeeded;
        var result = _source.GetResult(token);
        if (hasSucceeded)
        {
            Free();
        }

        return result;
    }

    [StackTraceHidden]
    void IValueTaskSource.GetResult(short token) => GetResult(token);

    /// <summary>Not of a method that was never suspended.</summary>
    public override void GoOn() => throw new UnreachableException();
}

/// <summary>An async method that was suspended: its state machine, and the context that it goes on in.</summary>
/// <typeparam name="TStateMachine">The compiler's state machine; a class in Debug builds.</typeparam>
/// <typeparam name="T">The result.</typeparam>
[StackTraceHidden]
internal sealed class AsyncBox<TStateMachine, T> : AsyncBox<T>
    where TStateMachine : IAsyncStateMachine
{
    private static readonly ContextCallback s_moveNext = static box => Unsafe.As<AsyncBox<TStateMachine, T>>(box!)._stateMachine.MoveNext();

    private TStateMachine _stateMachine = default!;

    /// <summary>What flows to the other side of the await; null where the flow is suppressed.</summary>
    private ExecutionContext? _context;
    private Action? _moveNext;

    /// <summary>The method is about to be suspended for the first time: from now on it runs here.</summary>
    public void Keep(in TStateMachine stateMachine) => _stateMachine = stateMachine;

    /// <summary>The method is about to be suspended.</summary>
    /// <returns>What makes it go on.</returns>
    public Action Suspend()
    {
        _context = ExecutionContext.Capture();
        return _moveNext ??= MoveNext;
    }

    /// <summary>The method lets others go first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Yield()
    {
        _context = ExecutionContext.Capture();
        LocalQueue.Push(this);
    }

    /// <remarks>The default context is the one that the thread is in, and the pool restores it afterwards: no need to run under it.</remarks>
    public override void GoOn()
    {
        if (ReferenceEquals(_context, ChildNode.DefaultContext))
        {
            _stateMachine.MoveNext();
        }
        else
        {
            MoveNext();
        }
    }

    public override void Free()
    {
        Renew();
        _stateMachine = default!;
        _context = null;
        Pool<AsyncBox<TStateMachine, T>>.Return(this);
    }

    /// <remarks>Touches nothing once the method has run: if that has ended, the box may serve another by then.</remarks>
    private void MoveNext()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, s_moveNext, this);
        }
        else
        {
            _stateMachine.MoveNext();
        }
    }
}
