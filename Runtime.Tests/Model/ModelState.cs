namespace NurseryGen.Tests.Model;

/// <summary>How a program or a nursery ends: well, cancelled, or with failures: <c>a</c>, or <c>[a, [b, c]]</c>.</summary>
internal sealed record Result(string? Failed, bool IsCanceled)
{
    public static Result Success { get; } = new(null, false);

    public static Result Cancelled { get; } = new(null, true);

    public static Result Failure(string failure) => new(failure, false);

    public override string ToString() => Failed ?? (IsCanceled ? "cancelled" : "success");
}

internal sealed class NurseryState(NurserySpec spec, ProgramState? opener)
{
    public NurserySpec Spec { get; } = spec;

    public ProgramState? Opener { get; } = opener;

    public ProgramState Body { get; set; } = null!;

    public List<ProgramState> Children { get; } = [];

    public Queue<ProgramState> Queue { get; } = [];

    public int SlotsTaken { get; set; }

    public List<(string Failure, bool IsBody)> Failures { get; } = [];

    public CancelReasonKind? Reason { get; set; }

    public bool Acknowledged { get; set; }

    public bool RaceWon { get; set; }

    public long? Deadline { get; set; }

    /// <summary>All children that were started, in that order.</summary>
    public List<ProgramState> Started { get; } = [];

    /// <summary>What the callbacks on the token throw when it is cancelled.</summary>
    public List<string> Callbacks { get; } = [];

    public bool Exited { get; set; }

    public Result Outcome { get; set; } = Result.Success;
}

internal sealed class ProgramState(ProgramSpec spec, NurseryState nursery, bool isBody)
{
    public ProgramSpec Spec { get; } = spec;

    public NurseryState Nursery { get; } = nursery;

    public bool IsBody { get; } = isBody;

    public bool Begun { get; set; } = isBody;

    public bool Ended { get; set; }

    public int StepIndex { get; set; }

    public StepSpec Step => Spec.Steps[StepIndex];

    public NurseryState? Inner { get; set; }

    /// <summary>The body waits for its children.</summary>
    public bool Joins { get; set; }

    /// <summary>The body has begun to wait, and has not awaited it.</summary>
    public bool HasLeftJoin { get; set; }

    /// <summary>How many outside of the nursery wait for its end.</summary>
    public int AwaitedOutside { get; set; }

    /// <summary>The child whose end is waited for.</summary>
    public ProgramState? Awaits { get; set; }

    public bool AwaitsStubbornly { get; set; }

    public Result? Outcome { get; set; }

    public long? Deadline { get; set; }

    public bool TimedOut { get; set; }
}
