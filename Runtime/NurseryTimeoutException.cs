namespace NurseryGen;

/// <summary>
/// The deadline of a nursery, a child or a <c>[Timeout]</c> method passed, the cancellation was acknowledged, and nothing failed. Trio's
/// counterpart is <c>TooSlowError</c>.
/// </summary>
public sealed class NurseryTimeoutException : TimeoutException
{
    internal NurseryTimeoutException(string name, TimeSpan timeout, IReadOnlyList<ChildInfo>? runningChildren)
        : base(Describe(name, timeout, runningChildren ?? []))
    {
        Name = name;
        Timeout = timeout;
        RunningChildren = runningChildren ?? [];
    }

    /// <summary>The nursery, child or method that was too slow.</summary>
    public string Name { get; }

    /// <summary>The timeout that it was given last.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>For a nursery: the children that were still running when the deadline passed, each once.</summary>
    public IReadOnlyList<ChildInfo> RunningChildren { get; }

    private static string Describe(string name, TimeSpan timeout, IReadOnlyList<ChildInfo> running)
    {
        var message = FormattableString.Invariant($"{name} did not finish within {timeout.TotalMilliseconds} ms.");
        if (running.Count == 0)
            return message;

        var children = running
            .GroupBy(child => child.ToString(), StringComparer.Ordinal)
            .Select(group => group.Count() == 1 ? group.Key : FormattableString.Invariant($"{group.Count()} × {group.Key}"));
        return $"{message} Still running then: {string.Join(", ", children)}.";
    }
}
