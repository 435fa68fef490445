namespace NurseryGen;

/// <summary>What is known of a nursery, or of a <c>[Timeout]</c> method, before it runs. The generator makes one for each;
/// immutable.</summary>
/// <param name="name">The type and the method: <c>SiteChecker.CheckAsync</c>.</param>
/// <param name="file">The name of its source file, where known.</param>
/// <param name="line">Its line in that file, counted from 1; 0 where unknown.</param>
public sealed class NurseryInfo(string name, string? file = null, int line = 0)
{
    /// <summary>For generated code.</summary>
    /// <param name="name">The type and the method.</param>
    /// <param name="position">Where it stands in the source.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NurseryInfo(string name, (string? File, int Line) position)
        : this(name, position.File, position.Line)
    {
    }

    /// <summary>The type and the method: <c>SiteChecker.CheckAsync</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The name of its source file, where known.</summary>
    public string? File { get; } = file;

    /// <summary>Its line in <see cref="File"/>, counted from 1; 0 where unknown.</summary>
    public int Line { get; } = line;

    /// <summary>For generated code: the timeout in milliseconds; <see cref="Timeout.Infinite"/> is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int TimeoutMilliseconds { get; init; } = System.Threading.Timeout.Infinite;

    /// <summary>For generated code: the deadline ends the nursery without an exception.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool MoveOn { get; init; }

    /// <summary>For generated code: how failures are thrown.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NurseryErrors Errors { get; init; }

    /// <summary>For generated code: what one child's end means to the others.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NurseryPolicy Policy { get; init; }

    /// <summary>For generated code: how many children run at most; 0 is no limit.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int MaxConcurrency { get; init; }

    /// <summary>For generated code: what came before the deadline is the result, with the rest as canceled (S18).</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool KeepsPartialResults { get; init; }

    /// <summary>For generated code: throws what it is given from a method with the name of the nursery's, for stack traces to
    /// show.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Func<ExceptionDispatchInfo, Exception>? Rethrow { get; init; }

    internal TimeSpan Timeout => TimeSpan.FromMilliseconds(TimeoutMilliseconds);

    /// <summary>The name, and the place where known.</summary>
    /// <returns><c>SiteChecker.CheckAsync (SiteChecker.cs:12)</c>.</returns>
    public override string ToString() => ChildInfo.Format(Name, File, Line);

    /// <summary>Throws the nursery's failure. The entry method has returned long since, so its name is put on the trace here.</summary>
    [DoesNotReturn, StackTraceHidden]
    internal void Throw(Exception failure)
    {
        var captured = ExceptionDispatchInfo.Capture(failure);
        Rethrow?.Invoke(captured);
        captured.Throw();
    }
}
