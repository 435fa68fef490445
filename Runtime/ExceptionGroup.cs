namespace NurseryGen;

/// <summary>Several failures of one nursery, in order of occurrence; nothing is lost. Trio's counterpart is Python's
/// <c>ExceptionGroup</c>.</summary>
/// <remarks>
/// A group of a nested nursery stays nested; <see cref="Flatten"/> flattens. What Python says with <c>except*</c> is
/// <see cref="Contains{T}"/>, <see cref="Split{T}"/>, and, for a catch that sees a lone exception and a group alike, <see
/// cref="Matches{T}"/>.
/// Immutable but for what <see cref="Exception"/> itself lets change.
/// </remarks>
/// <example>
/// <code>
/// catch (Exception error) when (ExceptionGroup.Matches&lt;HttpRequestException&gt;(error))
/// </code>
/// </example>
public sealed class ExceptionGroup : AggregateException
{
    private readonly string _message;

    /// <summary>A group of exceptions that no child is known of.</summary>
    /// <param name="message">What failed.</param>
    /// <param name="exceptions">One at least.</param>
    /// <exception cref="ArgumentException"><paramref name="exceptions"/> is empty or holds null.</exception>
    public ExceptionGroup(string message, IEnumerable<Exception> exceptions)
        : this(message, (exceptions ?? throw new ArgumentNullException(nameof(exceptions)))
            .Select(exception => new ChildFailure(null, exception)).ToArray())
    {
    }

    internal ExceptionGroup(NurseryInfo nursery, IReadOnlyList<ChildFailure> failures)
        : this(nursery.Name, failures)
    {
    }

    private ExceptionGroup(string message, IReadOnlyList<ChildFailure> failures)
        : base(message, failures.Select(failure => failure.Exception))
    {
        if (failures.Count == 0)
            throw new ArgumentException("A group holds one exception at least.", nameof(failures));

        _message = message;
        Failures = failures;
    }

    /// <summary>What failed, and which child it was.</summary>
    public IReadOnlyList<ChildFailure> Failures { get; }

    /// <summary>The nursery, the number of failures, and the messages of the first ten; a nested group's are in parentheses.</summary>
    public override string Message => GroupText.Message(this);

    /// <summary>The nursery and the number of failures.</summary>
    internal string Summary => Failures.Count == 1 ? $"{_message}: 1 failure" : $"{_message}: {Failures.Count} failures";

    /// <summary>The failures as a tree: each with its number in its nursery, its child's name and source line, and its stack
    /// trace.</summary>
    /// <returns>Several lines.</returns>
    public override string ToString() => GroupText.Tree(this);

    /// <summary>Whether a <typeparamref name="T"/> is in the group, at any depth.</summary>
    /// <typeparam name="T">The type looked for; derived types count.</typeparam>
    /// <returns>True where there is one.</returns>
    public bool Contains<T>()
        where T : Exception => Matches<T>(this);

    /// <summary>Whether an exception is a <typeparamref name="T"/>, or a group with one in it at any depth: for <c>catch …
    /// when</c>.</summary>
    /// <typeparam name="T">The type looked for; derived types count.</typeparam>
    /// <param name="exception">A lone exception or a group.</param>
    /// <returns>True where there is one.</returns>
    public static bool Matches<T>([NotNullWhen(true)] Exception? exception)
        where T : Exception
    {
        return exception is T || (exception is AggregateException group && Inner(group).Any(static inner => inner is T));
    }

    /// <summary>Takes the group apart, keeping its nesting: Python's <c>ExceptionGroup.split</c>.</summary>
    /// <typeparam name="T">The type looked for; derived types count.</typeparam>
    /// <param name="matched">The group with only the exceptions of that type; null where there are none.</param>
    /// <param name="rest">The group with only the others; null where there are none.</param>
    /// <returns>Whether anything matched.</returns>
    public bool Split<T>([NotNullWhen(true)] out ExceptionGroup? matched, out ExceptionGroup? rest)
        where T : Exception
    {
        matched = GroupFilter.Keep(this, static exception => exception is T);
        rest = GroupFilter.Keep(this, static exception => exception is not T);
        return matched is not null;
    }

    /// <summary>Lists the failures of this group and of the groups in it, in order.</summary>
    /// <returns>A group that holds no group.</returns>
    public new ExceptionGroup Flatten()
    {
        var flat = new List<ChildFailure>();
        var open = new Stack<ChildFailure>();
        PushAll(this);
        while (open.TryPop(out var next))
        {
            if (next.Exception is ExceptionGroup nested)
                PushAll(nested);
            else
                flat.Add(next);
        }

        return new ExceptionGroup(_message, flat);

        void PushAll(ExceptionGroup group)
        {
            for (var i = group.Failures.Count - 1; i >= 0; i--)
                open.Push(group.Failures[i]);
        }
    }

    /// <summary>What is left of an exception that was thrown in a cancelled scope: cancellations are no failures there (S10).</summary>
    /// <returns>Null where nothing is left; the same instance where nothing was taken away.</returns>
    internal static Exception? WithoutCancellations(Exception exception) => exception switch
    {
        ExceptionGroup group => GroupFilter.Keep(group, static inner => !IsCancellation(inner)),
        _ => IsCancellation(exception) ? null : exception,
    };

    /// <summary>True for a cancellation, and for nothing but cancellations in an AggregateException, as <c>Wait</c> throws them
    /// (S10).</summary>
    private static bool IsCancellation(Exception exception)
    {
        if (exception is not AggregateException aggregate)
            return exception is OperationCanceledException;

        var leaves = Inner(aggregate).Where(static inner => inner is not AggregateException).ToArray();
        return leaves.Length > 0 && Array.TrueForAll(leaves, static inner => inner is OperationCanceledException);
    }

    /// <summary>All exceptions in a group, at any depth, groups among them. Uses no recursion: groups may be nested as deeply as nurseries
    /// are.</summary>
    private static IEnumerable<Exception> Inner(AggregateException group)
    {
        var open = new Stack<AggregateException>();
        open.Push(group);
        while (open.TryPop(out var next))
        {
            foreach (var inner in next.InnerExceptions)
            {
                yield return inner;
                if (inner is AggregateException nested)
                    open.Push(nested);
            }
        }
    }

    /// <summary>The group with other contents: the same name, and the trace of where it was thrown goes with the old one.</summary>
    internal ExceptionGroup With(IReadOnlyList<ChildFailure> failures) => new(_message, failures);
}
