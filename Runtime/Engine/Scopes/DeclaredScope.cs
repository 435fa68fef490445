using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NurseryGen.Engine;

/// <summary>The scope of a declared nursery with a result: generated code adds a field for each child's result, and says how they make
/// one.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
public abstract class DeclaredScope<TSelf, T> : ResultScope<T>
    where TSelf : DeclaredScope<TSelf, T>, new()
{
    /// <summary>For generated classes.</summary>
    protected DeclaredScope()
    {
    }

    /// <inheritdoc/>
    private protected sealed override bool HasResult => Info.Policy == NurseryPolicy.Race ? base.HasResult : !IsAcknowledged;

    /// <inheritdoc/>
    private protected sealed override bool OwnsResults => true;

    /// <inheritdoc cref="VoidNurseryScope.Open"/>
    public static TSelf Open(
        NurseryInfo info,
        CancellationToken caller,
        TimeProvider? clock = null,
        TimeSpan? timeout = null,
        [CallerArgumentExpression(nameof(timeout))] string? name = null)
    {
        var scope = Pool<TSelf>.Rent();
        scope.OpenNursery(info, caller, clock, timeout, name);
        return scope;
    }

    /// <summary>In a race: the child's result is the nursery's, unless another one was first.</summary>
    /// <param name="result">The result.</param>
    /// <param name="child">The child.</param>
    public void Compete(T result, ChildInfo child) => WinOrDispose(result, child);

    /// <summary>Makes the result out of the children's, all of which have succeeded. Not called in a race.</summary>
    /// <returns>The result.</returns>
    protected abstract T Collect();

    /// <summary>Forgets the children's results.</summary>
    protected abstract void Clear();

    /// <summary>The nursery failed: calls <see cref="Drop{TResult}"/> for each result that may be disposable.</summary>
    protected virtual void DropAll()
    {
    }

    /// <summary>Disposes of a result that can't be reached.</summary>
    /// <typeparam name="TResult">Its type.</typeparam>
    /// <param name="result">The result, or the default of its type.</param>
    protected void Drop<TResult>(TResult result) => DisposeUnreachable(result);

    private protected sealed override void DisposeResults()
    {
        DropAll();
        base.DisposeResults();
    }

    private protected sealed override void BuildResult()
    {
        if (Info.Policy != NurseryPolicy.Race)
            SetResult(Collect());
    }

    private protected sealed override void ClearState() => Clear();

    private protected sealed override void Recycle() => GiveBack((TSelf)this);
}
