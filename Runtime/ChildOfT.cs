namespace NurseryGen;

/// <summary>The handle of a started child with a result. What the child throws is thrown by its nursery, whether the handle is awaited or
/// not.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <remarks>
/// Small enough to copy, awaitable as often as wanted, from any thread, during the nursery and after it. Awaiting it throws what the child
/// threw, or <see cref="OperationCanceledException"/> where the child was cancelled. Costs one object a child.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct Child<T>
{
    private readonly TaskNode<T>? _node;

    internal Child(TaskNode<T> node) => _node = node;

    /// <summary>The child's name, and how it stands.</summary>
    /// <returns>For instance <c>SiteChecker.VisitAsync (SiteChecker.cs:22): failed</c>.</returns>
    public override string ToString() => _node is null ? "(no child)" : _node.Describe(_node.HandleVersion);

    /// <summary>Whether the child has ended, well or not.</summary>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public bool IsCompleted => Node.HasEnded(Node.HandleVersion);

    /// <summary>The result of a child that has ended; throws what awaiting it would throw.</summary>
    /// <exception cref="InvalidOperationException">The child has not ended, or the handle is <see langword="default"/>.</exception>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public T Result => IsCompleted ? GetAwaiter().GetResult() : throw ChildNode.NotEnded();

    /// <summary>How the child ended, without throwing it.</summary>
    /// <exception cref="InvalidOperationException">The child has not ended, or the handle is <see langword="default"/>.</exception>
    public Outcome<T> Outcome
    {
        get
        {
            if (!IsCompleted)
                throw ChildNode.NotEnded();

            var exception = Node.ExceptionAfterEnd(Node.HandleVersion, out var canceled);
            return exception is null ? new Outcome<T>(Node.ResultAfterEnd) : new Outcome<T>(exception, canceled, Node);
        }
    }

    private TaskNode<T> Node => _node ?? throw Child.NotStarted();

    /// <summary>Makes the handle awaitable.</summary>
    /// <returns>An awaiter.</returns>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public ValueTaskAwaiter<T> GetAwaiter() => AsValueTask().GetAwaiter();

    /// <summary>Awaits without, or with, coming back to the current context.</summary>
    /// <param name="continueOnCapturedContext">Whether to come back to it.</param>
    /// <returns>An awaitable.</returns>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public ConfiguredValueTaskAwaitable<T> ConfigureAwait(bool continueOnCapturedContext) =>
        AsValueTask().ConfigureAwait(continueOnCapturedContext);

    /// <summary>
    /// Waits for the child as long as the token allows: <c>await</c> of the handle itself waits for the child whatever is cancelled.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait, not the child.</param>
    /// <returns>A task to await once.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before the child ended, or the child was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public ValueTask<T> WaitAsync(CancellationToken cancellationToken) => IsCompleted || !cancellationToken.CanBeCanceled
        ? AsValueTask()
        : new HandleWait<T>(Node, (short)Node.HandleVersion, cancellationToken).TaskWithResult;

    /// <summary>A task that ends as the child does, for <see cref="Task.WhenAny(Task[])"/> and the like. It is complete when the nursery
    /// exits.</summary>
    /// <returns>A task that may be awaited more than once.</returns>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    /// <remarks>
    /// In a supervising nursery the task handles no failure, for it can't be seen whether it is looked at: await the handle, or take
    /// <see cref="Outcome{T}.Exception"/> from its outcome.
    /// </remarks>
    public Task<T> AsTask() => (Task<T>)Node.AsTask(Node.HandleVersion);

    private ValueTask<T> AsValueTask() => new(Node, (short)Node.HandleVersion);
}
