namespace NurseryGen;

/// <summary>What one child's end means to the others.</summary>
public enum NurseryPolicy
{
    /// <summary>The first failure cancels the rest: Trio's only policy, and the default.</summary>
    FailFast,

    /// <summary>
    /// A failure cancels nothing. One that an awaiter of the child's handle, or a reader of its <see cref="Outcome"/>, has seen is handled;
    /// the others are thrown at the nursery's exit. Kotlin's <c>supervisorScope</c>.
    /// </summary>
    Supervise,

    /// <summary>
    /// The first success wins and cancels the rest, which are awaited; what failed on the way is forgotten. Where all fail, their failures
    /// are thrown.
    /// </summary>
    Race,
}
