namespace NurseryGen.Tests.Model;

/// <summary>
/// The rules of nurseries without tasks or threads: what is parked where, who is cancelled, what each nursery ends with. One thing happens
/// at a time (<see cref="OpenGate"/>, <see cref="AdvanceTo"/>, <see cref="CancelCaller"/>); the model then holds the one state that the
/// runtime must come to.
/// </summary>
internal sealed class ReferenceModel
{
    private readonly List<NurseryState> _nurseries = [];
    private readonly SortedDictionary<int, ProgramState> _parked = [];
    private bool _callerCancelled;
    private long _now;

    public ReferenceModel(NurserySpec root) => Root = Open(root, opener: null);

    public NurseryState Root { get; }

    /// <summary>The gates that somebody waits at.</summary>
    public IReadOnlyCollection<int> Parked => _parked.Keys;

    public HashSet<string> Ended { get; } = [];

    /// <summary>What those who awaited a child were told of it.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>How each child ended, by the handle.</summary>
    public IEnumerable<string> Handles =>
        _nurseries.SelectMany(nursery => nursery.Started).Where(child => child.Outcome is not null).Select(
            child => $"{child.Spec.Name}: {KindOf(child)}");

    /// <summary>Children alive in each open nursery.</summary>
    public IEnumerable<(string Nursery, int Children)> Alive =>
        _nurseries.Where(nursery => !nursery.Exited).Select(nursery => (nursery.Spec.Name, nursery.Children.Count));

    /// <summary>Two deadlines at the same instant: the order of what follows is not determined.</summary>
    public bool IsAmbiguous { get; private set; }

    public long? NextDeadline => Deadlines().Select(deadline => (long?)deadline.At).Min();

    public void OpenGate(int gate)
    {
        if (_parked.Remove(gate, out var program))
            Perform(program);
    }

    public void CancelCaller()
    {
        _callerCancelled = true;
        Cancel(Root, CancelReasonKind.Caller);
    }

    public void AdvanceTo(long now)
    {
        _now = now;
        var passed = Deadlines().Where(deadline => deadline.At <= now).ToList();
        IsAmbiguous |= passed.Count > 1;
        foreach (var (_, nursery, program) in passed)
        {
            if (program is not null)
            {
                program.TimedOut = true;
                OnCancelled(program);
            }
            else
            {
                Cancel(nursery!, CancelReasonKind.Deadline);
            }
        }
    }

    private IEnumerable<(long At, NurseryState? Nursery, ProgramState? Program)> Deadlines() =>
        _nurseries.Where(nursery => !nursery.Exited).SelectMany(nursery => nursery.Children
            .Where(child => child.Deadline is not null && !child.TimedOut && !IsTokenCancelled(child))
            .Select(child => (child.Deadline!.Value, (NurseryState?)null, (ProgramState?)child))
            .Concat(nursery.Deadline is { } at && nursery.Reason is null ? [(at, nursery, null)] : []));

    private NurseryState Open(NurserySpec spec, ProgramState? opener)
    {
        var nursery = new NurseryState(spec, opener) { Deadline = spec.Timeout < 0 ? null : _now + spec.Timeout };
        nursery.Body = new ProgramState(spec.Body, nursery, isBody: true);
        _nurseries.Add(nursery);
        if (opener is not null)
            opener.Inner = nursery;

        if (IsCallerCancelled(nursery))
            Cancel(nursery, CancelReasonKind.Caller);

        Park(nursery.Body);
        return nursery;
    }

    private bool IsCallerCancelled(NurseryState nursery) => nursery.Opener is { } opener ? IsTokenCancelled(opener) : _callerCancelled;

    private static bool IsTokenCancelled(ProgramState program) => program.TimedOut || IsNurseryCancelled(program);

    /// <summary>S23: as the program hears of it.</summary>
    private static bool IsNurseryCancelled(ProgramState program) => !program.Spec.Shield && program.Nursery.Reason is not null;

    /// <summary>S22: the first reason stays. All who hear of it unwind, but for the stubborn ones.</summary>
    private void Cancel(NurseryState nursery, CancelReasonKind reason)
    {
        if (nursery.Exited || nursery.Reason is not null)
            return;

        nursery.Reason = reason;
        nursery.Failures.AddRange(nursery.Callbacks.Select(callback => (callback, true)));
        foreach (var program in nursery.Children.Prepend(nursery.Body).ToList())
            OnCancelled(program);

        // S5: nothing waits for a slot in a cancelled nursery.
        while (nursery.Queue.TryDequeue(out var waiter))
            Begin(waiter);
    }

    private void OnCancelled(ProgramState program)
    {
        if (program.Ended || !program.Begun || !IsTokenCancelled(program))
            return;

        if (program.Inner is { } inner)
        {
            Cancel(inner, CancelReasonKind.Caller);
        }
        else if (program.Joins)
        {
            // S8: it ends with the children.
        }
        else if (program.Awaits is not null)
        {
            if (!program.AwaitsStubbornly)
            {
                program.Awaits = null;
                End(program, Result.Cancelled);
            }
        }
        else if (!program.Step.Stubborn && _parked.Remove(program.Step.Gate))
        {
            End(program, Result.Cancelled);
        }
    }

    /// <summary>Goes on to the next gate.</summary>
    private void Park(ProgramState program)
    {
        if (!program.Step.Stubborn && IsTokenCancelled(program))
            End(program, Result.Cancelled);
        else
            _parked.Add(program.Step.Gate, program);
    }

    private void Perform(ProgramState program)
    {
        var step = program.Step;
        program.StepIndex++;
        switch (step.Act)
        {
            case Act.StartChild:
                Start(step.Child!, program.Nursery);
                break;
            case Act.Cancel:
                Cancel(program.Nursery, CancelReasonKind.Explicit);
                break;
            case Act.OpenNursery:
                Open(step.Inner!, program);
                return;
            case Act.Join when !program.HasLeftJoin:
                program.Joins = true;
                EndJoin(program.Nursery);
                return;
            case Act.LeaveJoin:
                program.HasLeftJoin = true;
                break;
            case Act.Await when Target(program, step) is { } target:
                program.AwaitsStubbornly = program.Spec.AwaitsStubbornly(step, program.Nursery.Spec);
                Await(program, target);
                return;
            case Act.AwaitOutside when Target(program, step) is { } target && program.Nursery.Spec.Policy != NurseryPolicy.Supervise:
                // In a supervising nursery the failure may or may not come to the awaiter before the exit asks whether it is handled.
                AwaitOutside(target);
                break;
            case Act.MoveDeadline when program.Nursery.Reason is null:
                program.Nursery.Deadline = _now + step.Number;
                break;
            case Act.Register when program.Nursery.Reason is null:
                program.Nursery.Callbacks.Add($"callback {step.Gate}");
                break;
        }

        GoOn(program);
    }

    /// <summary>A child that was started before the one that awaits it: none wait for each other. A daemon's wait may end with its
    /// nursery's in either order.</summary>
    private static ProgramState? Target(ProgramState program, StepSpec step)
    {
        var count = program.IsBody ? program.Nursery.Started.Count : program.Nursery.Started.IndexOf(program);
        return count == 0 || program.Spec.Daemon ? null : program.Nursery.Started[step.Number % count];
    }

    private void Await(ProgramState program, ProgramState target)
    {
        if (!target.Ended)
        {
            program.Awaits = target;
            if (!program.AwaitsStubbornly && IsTokenCancelled(program))
            {
                program.Awaits = null;
                End(program, Result.Cancelled);
            }
        }
        else
        {
            OnAwaitedEnded(program, target);
        }
    }

    private void AwaitOutside(ProgramState target)
    {
        if (target.Ended)
            Seen.Add($"outside of {target.Spec.Name}: {KindOf(target)}");
        else
            target.AwaitedOutside++;
    }

    /// <summary>S14, S16.</summary>
    private void OnAwaitedEnded(ProgramState program, ProgramState target)
    {
        program.Awaits = null;
        if (!program.AwaitsStubbornly && IsTokenCancelled(program))
        {
            End(program, Result.Cancelled);
            return;
        }

        Seen.Add($"{program.Spec.Name} of {target.Spec.Name}: {KindOf(target)}");
        if (program.Nursery.Spec.Policy == NurseryPolicy.Supervise && target.Outcome is { Failed: { } failure })
            program.Nursery.Failures.RemoveAll(each => each == (failure, false));

        GoOn(program);
    }

    private static string KindOf(ProgramState child) => child.Outcome switch
    {
        { Failed: not null } => "failed",
        { IsCanceled: true } => "cancelled",
        _ => "success",
    };

    private void EndJoin(NurseryState nursery)
    {
        var body = nursery.Body;
        if (!body.Joins || !nursery.Children.TrueForAll(child => child.Spec.Daemon))
            return;

        body.Joins = false;
        if (nursery.Reason is not null)
            End(body, Result.Cancelled);
        else
            GoOn(body);
    }

    private void GoOn(ProgramState program)
    {
        if (program.StepIndex < program.Spec.Steps.Count)
            Park(program);
        else
            End(program, program.Spec.Fails ? Result.Failure(program.Spec.Name) : Result.Success);
    }

    /// <summary>S31: those for whom there is no slot wait in order; daemons need none.</summary>
    private void Start(ProgramSpec spec, NurseryState nursery)
    {
        var child = new ProgramState(spec, nursery, isBody: false);
        nursery.Children.Add(child);
        nursery.Started.Add(child);
        if (spec.Daemon || nursery.Spec.Limit == 0 || nursery.SlotsTaken < nursery.Spec.Limit || nursery.Reason is not null)
        {
            nursery.SlotsTaken += spec.Daemon ? 0 : 1;
            Begin(child);
        }
        else
        {
            nursery.Queue.Enqueue(child);
        }
    }

    /// <summary>S24: its clock starts when it runs.</summary>
    private void Begin(ProgramState child)
    {
        child.Begun = true;
        child.Deadline = child.Spec.Timeout < 0 ? null : _now + child.Spec.Timeout;
        Park(child);
    }

    private void End(ProgramState program, Result result)
    {
        if (result.IsCanceled && program.Spec.FailsInCleanup)
            result = Result.Failure($"{program.Spec.Name}!");

        program.Ended = true;
        Ended.Add(program.Spec.Name);
        var nursery = program.Nursery;
        if (result.IsCanceled)
            result = Acknowledge(program);

        program.Outcome = result;
        Seen.AddRange(Enumerable.Repeat($"outside of {program.Spec.Name}: {KindOf(program)}", program.AwaitedOutside));
        if (result.Failed is { } failure)
        {
            nursery.Failures.Add((failure, program.IsBody));
            if (nursery.Spec.Policy == NurseryPolicy.FailFast || (nursery.Spec.Policy == NurseryPolicy.Race && program.IsBody))
                Cancel(nursery, CancelReasonKind.Failure);
        }
        else if (!result.IsCanceled && nursery.Spec.Policy == NurseryPolicy.Race && !program.IsBody && !program.Spec.Daemon)
        {
            // S15: in a race without a result the body only starts the children.
            nursery.RaceWon = true;
            Cancel(nursery, CancelReasonKind.RaceWon);
        }

        Leave(program);
        foreach (var awaiter in nursery.Children.Prepend(nursery.Body).Where(other => other.Awaits == program).ToList())
            OnAwaitedEnded(awaiter, program);

        EndJoin(nursery);
    }

    /// <summary>S10, S17, S24, S27: what giving way means.</summary>
    private static Result Acknowledge(ProgramState program)
    {
        var nursery = program.Nursery;
        if (!IsNurseryCancelled(program) && program.TimedOut)
        {
            return !program.Spec.MoveOn ? Result.Failure($"timeout {program.Spec.Name}")
                : program.Spec.FallbackFails ? Result.Failure($"{program.Spec.Name}?")
                : Result.Success;
        }

        nursery.Acknowledged |= IsNurseryCancelled(program) && nursery.Reason != CancelReasonKind.BodyEnded;
        return Result.Cancelled;
    }

    private void Leave(ProgramState program)
    {
        var nursery = program.Nursery;
        if (!program.IsBody)
        {
            nursery.Children.Remove(program);
            if (!program.Spec.Daemon && nursery.Spec.Limit > 0)
            {
                nursery.SlotsTaken--;
                if (nursery.Queue.TryDequeue(out var next))
                {
                    nursery.SlotsTaken++;
                    Begin(next);
                }
            }
        }

        if (nursery.Exited || !nursery.Body.Ended)
            return;

        if (nursery.Children.Count == 0)
            Exit(nursery);
        else if (nursery.Children.TrueForAll(child => child.Spec.Daemon))
            Cancel(nursery, CancelReasonKind.BodyEnded);
    }

    private void Exit(NurseryState nursery)
    {
        nursery.Exited = true;
        var outcome = nursery.Outcome = OutcomeOf(nursery);
        if (nursery.Opener is not { } opener)
            return;

        opener.Inner = null;
        if (outcome.Failed is null && !outcome.IsCanceled)
            GoOn(opener);
        else
            End(opener, outcome);
    }

    /// <summary>S11, S15, S17 to S21.</summary>
    private Result OutcomeOf(NurseryState nursery)
    {
        var failures = nursery.Failures.Where(failure => !nursery.RaceWon || failure.IsBody).Select(failure => failure.Failure).ToList();
        if (failures.Count > 0)
        {
            return failures.Count == 1 && nursery.Spec.Errors == NurseryErrors.Collapse
                ? Result.Failure(failures[0])
                : Result.Failure($"[{string.Join(", ", failures.Order(StringComparer.Ordinal))}]");
        }

        if (nursery.RaceWon || !nursery.Acknowledged)
            return Result.Success;

        if (IsCallerCancelled(nursery))
            return Result.Cancelled;

        return nursery.Reason == CancelReasonKind.Deadline && !nursery.Spec.MoveOn
            ? Result.Failure($"timeout {nursery.Spec.Name}")
            : Result.Success;
    }
}
