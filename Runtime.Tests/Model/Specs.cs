namespace NurseryGen.Tests.Model;

internal enum Act
{
    None,
    StartChild,
    OpenNursery,
    Cancel,

    /// <summary>The body waits for its children; stubbornly: two join at once, one of which is refused.</summary>
    Join,

    /// <summary>The body begins to wait for its children, and doesn't await it.</summary>
    LeaveJoin,

    /// <summary>Awaits the handle of a child that was started before: under the own token, or, stubbornly, in any case. A failure is
    /// handled by that.</summary>
    Await,

    /// <summary>Lets somebody outside of the nursery await such a handle, or, stubbornly, its task.</summary>
    AwaitOutside,

    /// <summary>Moves the nursery's deadline, as another thread reads the nursery's token, perhaps for the first time.</summary>
    MoveDeadline,

    /// <summary>Registers a callback on the nursery's token, which throws.</summary>
    Register,
}

/// <summary>A nursery and its body.</summary>
internal sealed class NurserySpec
{
    public required string Name { get; init; }

    public NurseryPolicy Policy { get; init; }

    public NurseryErrors Errors { get; init; }

    public int Limit { get; init; }

    public int Timeout { get; init; } = System.Threading.Timeout.Infinite;

    public bool MoveOn { get; init; }

    public required ProgramSpec Body { get; init; }

    public override string ToString() =>
        $"{Name}({Policy}{(Limit > 0 ? $" limit {Limit}" : "")}{(Timeout >= 0 ? $" timeout {Timeout}" : "")}"
        + $"{(MoveOn ? " move on" : "")} {Errors}) {{ {Body} }}";
}

/// <summary>What a body or a child does: steps, each behind a gate, and how it ends.</summary>
internal sealed class ProgramSpec
{
    public required string Name { get; init; }

    public required IReadOnlyList<StepSpec> Steps { get; init; }

    /// <summary>Throws at its end.</summary>
    public bool Fails { get; init; }

    /// <summary>Throws a failure of its own where it is cancelled.</summary>
    public bool FailsInCleanup { get; init; }

    /// <summary>Gives way with an <see cref="AggregateException"/>, as what blocks on a task does (S10).</summary>
    public bool Aggregates { get; init; }

    public bool Shield { get; init; }

    public bool Daemon { get; init; }

    public bool Inline { get; init; }

    public int Timeout { get; init; } = System.Threading.Timeout.Infinite;

    public bool MoveOn { get; init; }

    /// <summary>Its fallback throws.</summary>
    public bool FallbackFails { get; init; }

    /// <summary>Whatever it throws has a message that throws.</summary>
    public bool IsUnspeakable { get; init; }

    /// <summary>
    /// Whether the program awaits a child without its token. In a supervising nursery a wait that is cut short as the child fails may or
    /// may not handle that. A token of the program's own is cancelled by the nursery's, perhaps after the child has seen that and ended.
    /// </summary>
    public bool AwaitsStubbornly(StepSpec step, NurserySpec nursery) =>
        step.Stubborn || nursery.Policy == NurseryPolicy.Supervise || Timeout >= 0;

    public override string ToString() =>
        $"{Name}{(Shield ? " shield" : "")}{(Daemon ? " daemon" : "")}{(Inline ? " inline" : "")}"
        + $"{(Timeout >= 0 ? $" timeout {Timeout}" : "")}"
        + $"{(MoveOn ? FallbackFails ? " move on to a failure" : " move on" : "")}: {string.Join("; ", Steps)}{(Fails ? "; throw" : "")}"
        + $"{(FailsInCleanup ? "; throw if cancelled" : Aggregates ? "; aggregate if cancelled" : "")}";
}

/// <summary>Waits for its gate, with or without an ear for cancellation, then acts.</summary>
/// <param name="Number">Which child to await; when the deadline is to be.</param>
internal sealed record StepSpec(int Gate, bool Stubborn, Act Act, ProgramSpec? Child = null, NurserySpec? Inner = null, int Number = 0)
{
    public override string ToString() => $"{(Stubborn ? "gate!" : "gate")} {Gate}" + Act switch
    {
        Act.StartChild => $", start [{Child}]",
        Act.OpenNursery => $", open {Inner}",
        Act.Cancel => ", cancel",
        Act.Join => Stubborn ? ", join twice" : ", join",
        Act.LeaveJoin => ", begin to join",
        Act.Await => $", await {Number}",
        Act.AwaitOutside => $", outside: await {(Stubborn ? "task " : "")}{Number}",
        Act.MoveDeadline => $", deadline in {Number}",
        Act.Register => ", register",
        _ => "",
    };
}

/// <summary>What the outside does.</summary>
internal enum Event
{
    OpenGate,
    Advance,
    CancelCaller,

    /// <summary>All timers fire, whatever the time.</summary>
    FireTimers,
}

/// <summary>A tree of nurseries, and what happens to it from outside.</summary>
internal sealed class CaseSpec
{
    private const int MaxPrograms = 14;
    private readonly Tape _tape;
    private int _programs;
    private int _nurseries;
    private int _gates;
    private int _timeouts;

    public CaseSpec(byte[] choices)
    {
        _tape = new Tape(choices);
        Root = Nursery(depth: 0);
        var events = new (Event, int)[_tape.Choose(12)];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = _tape.Choose(11) switch
            {
                10 => (Event.FireTimers, 0),
                < 6 => (Event.OpenGate, _tape.Choose(8)),
                < 9 => (Event.Advance, _tape.Choose(2) + 1),
                _ => (Event.CancelCaller, 0),
            };
        }

        Events = events;
    }

    public NurserySpec Root { get; }

    public IReadOnlyList<(Event Event, int Choice)> Events { get; }

    public override string ToString() => $"{Root} / {string.Join(", ", Events.Select(next => $"{next.Event} {next.Choice}"))}";

    private NurserySpec Nursery(int depth) => new()
    {
        Name = $"n{_nurseries++}",
        Policy = _tape.Choose(5) switch { 3 => NurseryPolicy.Supervise, 4 => NurseryPolicy.Race, _ => NurseryPolicy.FailFast },
        Errors = _tape.Once(6) ? NurseryErrors.Group : NurseryErrors.Collapse,
        Limit = Math.Max(0, _tape.Choose(6) - 3),
        Timeout = Timeout(),
        MoveOn = _tape.Once(3),
        Body = Program(depth, isBody: true),
    };

    private ProgramSpec Program(int depth, bool isBody)
    {
        var number = _programs++;
        var steps = new List<StepSpec>();
        for (var more = _tape.Choose(isBody ? 6 : 4); more > 0; more--)
            steps.Add(Step(depth, isBody));

        // Whatever ends the program comes after a gate too: no two programs act at the same time.
        steps.Add(new StepSpec(_gates++, _tape.Once(4), Act.None));
        return new ProgramSpec
        {
            Name = $"p{number}",
            Steps = steps,
            Fails = _tape.Once(3),
            FailsInCleanup = _tape.Once(6),
            Aggregates = _tape.Once(4),
            Shield = !isBody && _tape.Once(8),
            Daemon = !isBody && _tape.Once(4),
            Inline = !isBody && _tape.Once(2),
            Timeout = isBody ? System.Threading.Timeout.Infinite : Timeout(),
            MoveOn = !isBody && _tape.Once(3),
            FallbackFails = !isBody && _tape.Once(3),
            IsUnspeakable = _tape.Once(4),
        };
    }

    private StepSpec Step(int depth, bool isBody)
    {
        var gate = _gates++;
        var stubborn = _tape.Once(4);
        var act = _tape.Choose(18);
        switch (act)
        {
            case 10 when isBody:
                return new StepSpec(gate, stubborn, Act.Join);
            case 11 when isBody:
                return new StepSpec(gate, stubborn, _tape.Once(3) ? Act.LeaveJoin : Act.Join);
            case 12 or 13:
                return new StepSpec(gate, stubborn, Act.Await, Number: _tape.Choose(8));
            case 16 or 17:
                return new StepSpec(gate, stubborn, Act.AwaitOutside, Number: _tape.Choose(8));
            case 14 when _timeouts < 10:
                return new StepSpec(gate, stubborn, Act.MoveDeadline, Number: ((_tape.Choose(2) + 1) * 1024) + (1 << _timeouts++));
            case 15:
                return new StepSpec(gate, stubborn, Act.Register);
        }

        if (act is 8 && depth < 3 && _programs < MaxPrograms)
            return new StepSpec(gate, stubborn, Act.OpenNursery, Inner: Nursery(depth + 1));

        if (act is 9)
            return new StepSpec(gate, stubborn, Act.Cancel);

        return act is > 1 and < 10 && _programs < MaxPrograms
            ? new StepSpec(gate, stubborn, Act.StartChild, Program(depth, isBody: false))
            : new StepSpec(gate, stubborn, Act.None);
    }

    /// <summary>No two deadlines coincide: programs start at sums of different powers of two.</summary>
    private int Timeout() =>
        _tape.Once(5) && _timeouts < 10 ? ((_tape.Choose(2) + 1) * 1024) + (1 << _timeouts++) : System.Threading.Timeout.Infinite;
}
