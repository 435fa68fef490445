namespace NurseryGen;

/// <summary>The kinds of events that cancel a scope.</summary>
public enum CancelReasonKind
{
    /// <summary>The scope's own deadline passed.</summary>
    Deadline,

    /// <summary>The body or a child failed.</summary>
    Failure,

    /// <summary><c>Cancel</c> was called.</summary>
    Explicit,

    /// <summary>The caller's token was cancelled.</summary>
    Caller,

    /// <summary>The body and all children but daemons have ended.</summary>
    BodyEnded,

    /// <summary>A child, or the body, won the race.</summary>
    RaceWon,

    /// <summary>The process was asked to end.</summary>
    Shutdown,
}
