namespace NurseryGen;

/// <summary>Why a scope was cancelled. The first reason stays. Immutable. Trio's counterpart is <c>Cancelled</c>'s <c>reason</c> and
/// <c>source</c>.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CancelReason
{
    internal static readonly CancelReason DeadlinePassed = new(CancelReasonKind.Deadline, "its deadline passed");
    internal static readonly CancelReason CallerCancelled = new(CancelReasonKind.Caller, "its caller's token was cancelled");

    internal static readonly CancelReason StarterCancelled =
        new(CancelReasonKind.Caller, "its starter's token was cancelled before it was ready");
    internal static readonly CancelReason Shutdown = new(CancelReasonKind.Shutdown, "the process was asked to end");
    internal static readonly CancelReason OnlyDaemonsLeft = new(CancelReasonKind.BodyEnded, "the body and all other children have ended");

    private static readonly CancelReason s_explicit = new(CancelReasonKind.Explicit, null);

    private readonly string? _text;
    private readonly Exception? _failure;

    /// <summary>A failure of a child, or of the body where <paramref name="child"/> is null.</summary>
    internal CancelReason(Exception failure, ChildInfo? child)
    {
        Kind = CancelReasonKind.Failure;
        _failure = failure;
        Child = child;
    }

    private CancelReason(CancelReasonKind kind, string? text, ChildInfo? child = null)
    {
        Kind = kind;
        _text = text;
        Child = child;
    }

    /// <summary>What kind of event it was.</summary>
    public CancelReasonKind Kind { get; }

    /// <summary>The text given to <c>Cancel</c>, the message of the failure, or a description; may be null for an explicit
    /// cancel.</summary>
    public string? Text => _text ?? _failure?.SafeMessage();

    /// <summary>The child at fault, where there is one. A failure of the body has none.</summary>
    public ChildInfo? Child { get; }

    /// <summary>The reason in words.</summary>
    /// <returns>For instance <c>Failure of SiteChecker.VisitAsync (SiteChecker.cs:22): Connection refused</c>.</returns>
    public override string ToString()
    {
        var subject = Child is null ? Kind.ToString() : $"{Kind} of {Child}";
        return Text is null ? subject : $"{subject}: {Text}";
    }

    internal static CancelReason RaceWon(ChildInfo? winner) => new(CancelReasonKind.RaceWon, "the race is won", winner);

    internal static CancelReason Explicit(string? text) =>
        text is null ? s_explicit : new CancelReason(CancelReasonKind.Explicit, text);
}
