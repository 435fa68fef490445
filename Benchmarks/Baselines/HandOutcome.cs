using System.Runtime.ExceptionServices;

namespace NurseryGen.Benchmarks.Baselines;

/// <summary>What a careful author makes of children that did not all end well: no failure is lost, and a cancellation says whose it
/// was.</summary>
internal static class HandOutcome
{
    /// <summary>Throws what the caller is told.</summary>
    /// <param name="all">All children, ended.</param>
    /// <param name="limit">What they were given.</param>
    /// <param name="caller">The caller's token.</param>
    public static void Throw(Task all, TimeSpan limit, CancellationToken caller)
    {
        if (all.Exception is { } failures)
            ExceptionDispatchInfo.Throw(failures.InnerExceptions.Count == 1 ? failures.InnerException! : failures);

        caller.ThrowIfCancellationRequested();
        throw new TimeoutException($"Not done in {limit}.");
    }
}
