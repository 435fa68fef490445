namespace NurseryGen;

/// <summary>What is known of a child before it runs. The generator makes one for each <c>[Child]</c> method; immutable.</summary>
/// <param name="name">The type and the method: <c>SiteChecker.VisitAsync</c>; for a delegate, its source text.</param>
/// <param name="file">The name of its source file, where known.</param>
/// <param name="line">Its line in that file, counted from 1; 0 where unknown.</param>
public sealed class ChildInfo(string name, string? file = null, int line = 0)
{
    /// <summary>How a delegate runs.</summary>
    internal static readonly ChildInfo Default = new("(delegate)");

    /// <summary>For generated code.</summary>
    /// <param name="name">The type and the method.</param>
    /// <param name="position">Where it stands in the source.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ChildInfo(string name, (string? File, int Line) position)
        : this(name, position.File, position.Line)
    {
    }

    /// <summary>The type and the method: <c>SiteChecker.VisitAsync</c>; for a delegate, its source text.</summary>
    public string Name { get; } = name;

    /// <summary>The name of its source file, where known.</summary>
    public string? File { get; } = file;

    /// <summary>Its line in <see cref="File"/>, counted from 1; 0 where unknown.</summary>
    public int Line { get; } = line;

    /// <summary>For generated code: the timeout in milliseconds; <see cref="Timeout.Infinite"/> is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int TimeoutMilliseconds { get; init; } = System.Threading.Timeout.Infinite;

    /// <summary>For generated code: the child's own deadline ends it without an exception.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool MoveOn { get; init; }

    /// <summary>For generated code: where the child takes its first steps.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ChildStart Start { get; init; }

    /// <summary>For generated code: only its own timeout cancels the child.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool Shield { get; init; }

    /// <summary>For generated code: the child does not keep its nursery open.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool Daemon { get; init; }

    internal bool HasTimeout => TimeoutMilliseconds != System.Threading.Timeout.Infinite;

    internal TimeSpan Timeout => TimeSpan.FromMilliseconds(TimeoutMilliseconds);

    /// <summary>The name, and the place where known.</summary>
    /// <returns><c>SiteChecker.VisitAsync (SiteChecker.cs:22)</c>.</returns>
    public override string ToString() => Format(Name, File, Line);

    internal static string Format(string name, string? file, int line) => file is null ? name : $"{name} ({file}:{line})";
}
