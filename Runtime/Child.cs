namespace NurseryGen;

/// <summary>The handle of a started child. It may be ignored: what the child throws is thrown by its nursery. Trio has no
/// counterpart.</summary>
/// <remarks>
/// Small enough to copy, awaitable as often as wanted, from any thread, during the nursery and after it. Awaiting it throws what the child
/// threw, or <see cref="OperationCanceledException"/> where the child was cancelled.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct Child
{
    private readonly ChildNode? _node;
    private readonly int _version;

    internal Child(ChildNode node, int version)
    {
        _node = node;
        _version = version;
    }

    /// <summary>Whether the child has ended, well or not.</summary>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public bool IsCompleted => Node.HasEnded(_version);

    /// <summary>How the child ended, without throwing it.</summary>
    /// <exception cref="InvalidOperationException">The child has not ended, or the handle is <see langword="default"/>.</exception>
    public Outcome Outcome
    {
        get
        {
            if (!IsCompleted)
                throw ChildNode.NotEnded();

            var exception = Node.ExceptionAfterEnd(_version, out var canceled);
            return new Outcome(exception, canceled, exception is null ? null : Node);
        }
    }

    private ChildNode Node => _node ?? throw NotStarted();

    /// <summary>Makes the handle awaitable.</summary>
    /// <returns>An awaiter.</returns>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public ValueTaskAwaiter GetAwaiter() => AsValueTask().GetAwaiter();

    /// <summary>Awaits without, or with, coming back to the current context.</summary>
    /// <param name="continueOnCapturedContext">Whether to come back to it.</param>
    /// <returns>An awaitable.</returns>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public ConfiguredValueTaskAwaitable ConfigureAwait(bool continueOnCapturedContext) =>
        AsValueTask().ConfigureAwait(continueOnCapturedContext);

    /// <summary>
    /// Waits for the child as long as the token allows: <c>await</c> of the handle itself waits for the child whatever is cancelled.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait, not the child.</param>
    /// <returns>A task to await once.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before the child ended, or the child was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    public ValueTask WaitAsync(CancellationToken cancellationToken) => IsCompleted || !cancellationToken.CanBeCanceled
        ? AsValueTask()
        : new HandleWait<bool>(Node, (short)_version, cancellationToken).Task;

    /// <summary>A task that ends as the child does, for <see cref="Task.WhenAny(Task[])"/> and the like. It is complete when the nursery
    /// exits.</summary>
    /// <returns>A task that may be awaited more than once.</returns>
    /// <exception cref="InvalidOperationException">The handle is <see langword="default"/>.</exception>
    /// <remarks>
    /// In a supervising nursery the task handles no failure, for it can't be seen whether it is looked at: await the handle, or take
    /// <see cref="Outcome.Exception"/> from its outcome.
    /// </remarks>
    public Task AsTask() => Node.AsTask(_version);

    /// <summary>The child's name, and how it stands.</summary>
    /// <returns>For instance <c>SiteChecker.VisitAsync (SiteChecker.cs:22): failed</c>.</returns>
    public override string ToString() => _node is null ? "(no child)" : _node.Describe(_version);

    internal static InvalidOperationException NotStarted() => new(
        "This child handle is default(Child) and names no child. Use the one that a nursery's Start method returned.");

    private ValueTask AsValueTask()
    {
        var node = Node;
        return node.HandleVersion == _version ? new ValueTask(node, (short)_version) : default;
    }
}
