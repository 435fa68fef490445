using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks.Sources;

namespace NurseryGen.Engine;

/// <summary>A child with a result. Its node is what <see cref="Child{T}"/> points at, and lives as long as that does: it is not
/// pooled.</summary>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class HandleChild<T> : TaskNode<T>, IValueTaskSource<T>
{
    private T _result = default!;

    private protected HandleChild(ChildInfo info)
        : base(info, isPooled: false)
    {
    }

    /// <summary>The result of a child that succeeded; else the default.</summary>
    internal T ResultAfterEnd => _result;

    private protected sealed override void SetResult(T result) => _result = result;

    private protected sealed override IChildTask CreateTask() => new ChildTask<T>();

    private protected sealed override Task EndedTask(short token)
    {
        if (EndedWell(token))
            return Task.FromResult(_result);

        var task = new ChildTask<T>();
        Complete(task);
        return task.Task;
    }

    private protected sealed override void Offer(NurseryScope scope)
    {
        if (scope is ResultScope<T> race)
            race.WinOrDispose(_result, Identity);
        else
            base.Offer(scope);
    }

    T IValueTaskSource<T>.GetResult(short token)
    {
        ThrowUnlessSucceeded(token);
        return _result;
    }

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => HandleStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnHandleCompleted(continuation, state, token, flags);
}

/// <inheritdoc cref="HandleChild{T}"/>
/// <typeparam name="T">The result.</typeparam>
/// <typeparam name="TArguments">What the child's method is called with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class HandleChild<T, TArguments> : HandleChild<T>
{
    /// <summary>What the child's method is called with. Dropped at the child's end (S39).</summary>
    [SuppressMessage("Design", "CA1051:Do not declare visible instance fields", Justification = "A property would copy all of it.")]
    protected TArguments Arguments = default!;

    /// <summary>For generated classes.</summary>
    /// <param name="info">The child method.</param>
    protected HandleChild(ChildInfo info)
        : base(info)
    {
    }

    /// <summary>Enters the nursery and sets the child going.</summary>
    /// <param name="nursery">The nursery.</param>
    /// <returns>The child's handle.</returns>
    /// <exception cref="InvalidOperationException">The nursery is closed.</exception>
    protected Child<T> StartCore(in ScopeHandle nursery)
    {
        Enter(nursery);
        return new Child<T>(this);
    }

    private protected sealed override void Clear() => Arguments = default!;
}
