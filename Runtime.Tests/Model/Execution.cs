using System.Collections.Concurrent;
using NurseryGen.Engine;

namespace NurseryGen.Tests.Model;

/// <summary>A case in the real runtime, as it looks from outside: who is parked where, who has ended, which nurseries are open.</summary>
internal sealed class Execution : IDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _parked = [];
    private readonly ConcurrentDictionary<string, bool> _ended = [];
    private readonly ConcurrentDictionary<string, Nursery> _open = [];
    private readonly CancellationTokenSource _caller = new();

    /// <summary>What handles gave out, by nursery; and what was found wrong (S7, S8, S16).</summary>
    private readonly ConcurrentDictionary<string, ConcurrentBag<Task>> _tasks = [];
    private readonly ConcurrentBag<string> _wrong = [];

    /// <summary>The handles of all children, by nursery, in order of starting.</summary>
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(ProgramSpec Spec, Child Handle)>> _children = [];
    private readonly ConcurrentBag<string> _seen = [];
    private readonly ConcurrentBag<Task> _outside = [];
    private readonly ConcurrentBag<string> _handles = [];

    public Execution(NurserySpec root) => Run = NurseryAsync(root, _caller.Token);

    public ManualTimeProvider Clock { get; } = new();

    public Task Run { get; }

    public void CancelCaller() => _caller.Cancel();

    public void OpenGate(int gate) => _parked[gate].SetResult();

    public void Dispose() => _caller.Dispose();

    /// <summary>Whether the runtime has come to the state that the model says, and nothing moves any more.</summary>
    public bool Is(ReferenceModel model)
    {
        if (_ended.Count != model.Ended.Count || _parked.Count != model.Parked.Count || Run.IsCompleted != model.Root.Exited)
            return false;

        var open = 0;
        foreach (var (name, children) in model.Alive)
        {
            open++;
            if (!_open.TryGetValue(name, out var nursery) || nursery.ChildCount != children)
                return false;
        }

        return open == _open.Count && model.Parked.All(_parked.ContainsKey) && model.Ended.All(_ended.ContainsKey);
    }

    public string Describe(ReferenceModel model) =>
        $"parked {{{string.Join(" ", _parked.Keys.Order())}}}, expected {{{string.Join(" ", model.Parked)}}}; "
        + $"ended {{{string.Join(" ", _ended.Keys.Order())}}}, expected {{{string.Join(" ", model.Ended.Order())}}}; "
        + $"alive {{{string.Join(" ", _open.Select(open => $"{open.Key}:{open.Value.ChildCount}").Order())}}}, "
        + $"expected {{{string.Join(" ", model.Alive.Select(open => $"{open.Nursery}:{open.Children}").Order())}}}; "
        + $"run {Run.Status}, expected {(model.Root.Exited ? model.Root.Outcome : "running")}";

    /// <summary>What the run ended with, in the model's words; the order of failures doesn't count.</summary>
    public async Task<string> OutcomeAsync(ReferenceModel model)
    {
        var outcome = await OutcomeOfRunAsync().ConfigureAwait(false);
        await Hang.Guard(Task.WhenAll(_outside)).ConfigureAwait(false);
        Compare("awaited", _seen, model.Seen);
        Compare("handles", _handles, model.Handles);
        return _wrong.IsEmpty ? outcome : string.Join("; ", _wrong);

        void Compare(string what, IEnumerable<string> seen, IEnumerable<string> expected)
        {
            var (left, right) = (
                string.Join(", ", seen.Order(StringComparer.Ordinal)), string.Join(", ", expected.Order(StringComparer.Ordinal)));
            if (left != right)
                _wrong.Add($"{what} {{{left}}}, expected {{{right}}}");
        }
    }

    private async Task<string> OutcomeOfRunAsync()
    {
        try
        {
            await Run.ConfigureAwait(false);
            return Result.Success.ToString();
        }
        catch (OperationCanceledException error)
        {
            return error.CancellationToken == _caller.Token ? Result.Cancelled.ToString() : "cancelled with another token";
        }
        catch (Exception error)
        {
            return Describe(error);
        }
    }

    private static string Describe(Exception error) => error switch
    {
        ExceptionGroup group =>
            $"[{string.Join(", ", group.Failures.Select(failure => Describe(failure.Exception)).Order(StringComparer.Ordinal))}]",
        NurseryTimeoutException timeout => $"timeout {timeout.Name}",
        Boom boom => boom.Message,
        Unspeakable boom => boom.Name,
        _ => error.ToString(),
    };

    private async Task NurseryAsync(NurserySpec spec, CancellationToken caller)
    {
        try
        {
            await Nursery.RunAsync(
                nursery =>
                {
#pragma warning disable NUR105 // The checks read it while the nursery is open; it is taken out at the exit.
                    _open[spec.Name] = nursery;
#pragma warning restore NUR105
                    return ProgramAsync(spec.Body, nursery, spec, () => nursery.Token);
                },
                new NurseryOptions
                {
                    Name = spec.Name,
                    Policy = spec.Policy,
                    Errors = spec.Errors,
                    MaxConcurrency = spec.Limit,
                    Timeout = TimeSpan.FromMilliseconds(spec.Timeout),
                    MoveOn = spec.MoveOn,
                    TimeProvider = Clock,
                },
                caller).ConfigureAwait(false);
        }
        finally
        {
            if (_tasks.TryGetValue(spec.Name, out var tasks) && tasks.Any(task => !task.IsCompleted))
                _wrong.Add($"{spec.Name} exited before the tasks of all handles were complete");

            await LookAtHandlesAsync(spec.Name).ConfigureAwait(false);

            _open.TryRemove(spec.Name, out _);
        }
    }

    /// <summary>S7, S14: after the exit a handle says how its child ended. To ask handles nothing.</summary>
    private async Task LookAtHandlesAsync(string nursery)
    {
        foreach (var (child, handle) in _children.GetOrAdd(nursery, _ => []))
        {
            if (!handle.IsCompleted)
            {
                _wrong.Add($"{nursery} exited before the handle of {child.Name} was complete");
                continue;
            }

            // Some are asked, the others awaited, late as it is.
            var outcome = handle.Outcome;
            var how = child.Inline ? await HowAsync(handle, asTask: child.Daemon).ConfigureAwait(false)
                : outcome.IsSuccess ? "success"
                : outcome.IsCanceled ? "cancelled"
                : "failed";
            _handles.Add($"{child.Name}: {how}");
        }
    }

    /// <param name="token">Read only where it is needed: for the first time, perhaps, as something else happens.</param>
    private async Task ProgramAsync(ProgramSpec spec, Nursery nursery, NurserySpec nurserySpec, Func<CancellationToken> token)
    {
        var hasLeftJoin = false;
        try
        {
            foreach (var step in spec.Steps)
            {
                await ParkAsync(step, token).ConfigureAwait(false);
                switch (step.Act)
                {
                    case Act.StartChild:
                        Start(step.Child!, nursery, nurserySpec);
                        break;
                    case Act.OpenNursery:
                        await NurseryAsync(step.Inner!, token()).ConfigureAwait(false);
                        break;
                    case Act.Cancel:
                        nursery.Cancel();
                        break;
                    case Act.Join when !hasLeftJoin:
                        await JoinAsync(step, nursery, nurserySpec.Name).ConfigureAwait(false);
                        break;
                    case Act.LeaveJoin when !hasLeftJoin:
                        hasLeftJoin = true;
#pragma warning disable NUR101 // That is what is tried.
                        _ = nursery.JoinAsync();
#pragma warning restore NUR101
                        break;
                    case Act.Await:
                        await AwaitAsync(spec, step, nurserySpec, token).ConfigureAwait(false);
                        break;
                    case Act.AwaitOutside when nurserySpec.Policy != NurseryPolicy.Supervise
                        && Target(spec, step, nurserySpec) is { } target:
                        _outside.Add(AwaitOutsideAsync(target.Spec, target.Handle, asTask: step.Stubborn));
                        break;
                    case Act.MoveDeadline:
                        await Race.Both(() => nursery.CancelAfter(TimeSpan.FromMilliseconds(step.Number)), () => _ = nursery.Token)
                            .ConfigureAwait(false);
                        break;
                    case Act.Register when !nursery.IsCancellationRequested:
                        nursery.Token.Register(() => throw new Boom($"callback {step.Gate}"));
                        break;
                }
            }

            if (spec.Fails)
                throw spec.IsUnspeakable ? new Unspeakable(spec.Name) : new Boom(spec.Name);
        }
        catch (OperationCanceledException) when (spec.FailsInCleanup)
        {
            throw spec.IsUnspeakable ? new Unspeakable($"{spec.Name}!") : new Boom($"{spec.Name}!");
        }
        catch (OperationCanceledException error) when (spec.Aggregates)
        {
            throw new AggregateException(error);
        }
        finally
        {
            _ended[spec.Name] = true;
        }
    }

    /// <summary>S7, S8.</summary>
    private async Task JoinAsync(StepSpec step, Nursery nursery, string name)
    {
        try
        {
            if (step.Stubborn)
            {
                var joins = new Task?[2];
                await Race.Both(() => joins[0] = TryJoin(nursery), () => joins[1] = TryJoin(nursery)).ConfigureAwait(false);
                if (joins is [{ IsCompleted: false }, { IsCompleted: false }] or [null, null])
                    _wrong.Add($"{name} was joined twice at once, or not at all");

                await Task.WhenAll(joins.OfType<Task>()).ConfigureAwait(false);
            }
            else
            {
                await nursery.JoinAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            if (_children.TryGetValue(name, out var children) && children.Any(child => !child.Spec.Daemon && !child.Handle.IsCompleted))
                _wrong.Add($"a join of {name} ended before the handles");
        }
    }

    private static Task? TryJoin(Nursery nursery)
    {
        try
        {
            return nursery.JoinAsync().AsTask();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A child that was started before the program itself.</summary>
    private (ProgramSpec Spec, Child Handle)? Target(ProgramSpec spec, StepSpec step, NurserySpec nursery)
    {
        var before = _children.GetOrAdd(nursery.Name, _ => []).TakeWhile(child => child.Spec != spec).ToArray();
        return before.Length == 0 || spec.Daemon ? null : before[step.Number % before.Length];
    }

    private async Task AwaitOutsideAsync(ProgramSpec target, Child handle, bool asTask)
    {
        var how = await HowAsync(handle, asTask).ConfigureAwait(false);
        _seen.Add($"outside of {target.Name}: {how}");
    }

    private static Task<string> HowAsync(Child handle, bool asTask) =>
        HowAsync(asTask ? new ValueTask(handle.AsTask()) : handle.WaitAsync(CancellationToken.None));

    /// <summary>What the end of a wait for a child says of it.</summary>
    private static async Task<string> HowAsync(ValueTask wait)
    {
        try
        {
            await wait.ConfigureAwait(false);
            return "success";
        }
        catch (Exception error)
        {
            return error is OperationCanceledException ? "cancelled" : "failed";
        }
    }

    private async Task AwaitAsync(ProgramSpec spec, StepSpec step, NurserySpec nursery, Func<CancellationToken> token)
    {
        if (Target(spec, step, nursery) is not var (target, handle))
            return;

        var stubborn = spec.AwaitsStubbornly(step, nursery);
        var how = await HowAsync(handle.WaitAsync(stubborn ? CancellationToken.None : token())).ConfigureAwait(false);

        if (!stubborn)
            token().ThrowIfCancellationRequested();

        _seen.Add($"{spec.Name} of {target.Name}: {how}");
    }

    private async Task ParkAsync(StepSpec step, Func<CancellationToken> token)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _parked[step.Gate] = gate;
        try
        {
            await gate.Task.WaitAsync(step.Stubborn ? CancellationToken.None : token()).ConfigureAwait(false);
        }
        finally
        {
            _parked.TryRemove(step.Gate, out _);
        }
    }

    private void Start(ProgramSpec spec, Nursery nursery, NurserySpec nurserySpec)
    {
        // The child comes to its first gate before its handle is here: whoever awaits one of the two acts after that.
        var handle = StartChild(spec, nursery, token => ProgramAsync(spec, nursery, nurserySpec, () => token));
        _children.GetOrAdd(nurserySpec.Name, _ => []).Enqueue((spec, handle));
        if (spec.Name.Length % 2 == 0)
        {
            // The handles of some children are looked at: theirs are not the nodes that go back to a pool.
            _tasks.GetOrAdd(nurserySpec.Name, _ => []).Add(handle.AsTask());
        }
    }

    private static Child StartChild(ProgramSpec spec, Nursery nursery, Func<CancellationToken, Task> child)
    {
        if (spec is not { Timeout: < 0, Shield: false })
            return new Special(spec, child).Start(nursery);

        // Pooled nodes, one pool for each kind.
        return (spec.Daemon, spec.Inline) switch
        {
            (false, false) => HandChild<Queued>.StartTask(nursery, child),
            (false, true) => HandChild<Inline>.StartTask(nursery, child),
            (true, false) => HandChild<Daemon>.StartTask(nursery, child),
            (true, true) => HandChild<InlineDaemon>.StartTask(nursery, child),
        };
    }

    /// <summary>A child with a description of its own.</summary>
    private sealed class Special(ProgramSpec spec, Func<CancellationToken, Task> child) : TaskNode(new ChildInfo(spec.Name)
    {
        TimeoutMilliseconds = spec.Timeout,
        MoveOn = spec.MoveOn,
        Shield = spec.Shield,
        Daemon = spec.Daemon,
        Start = spec.Inline ? ChildStart.Inline : ChildStart.Queued,
    }, isPooled: false)
    {
        public Child Start(Nursery nursery)
        {
            Enter(nursery.Handle);
            return new Child(this, HandleVersion);
        }

        protected override ValueTask Invoke() => new(child(Token));

        protected override void Fallback()
        {
            if (spec.FallbackFails)
                throw new Boom($"{spec.Name}?");
        }

        private protected override void DropArguments()
        {
        }

        private protected override void Offer(NurseryScope scope) => scope.TryWinWithoutResult(Identity);
    }

    /// <summary>A failure whose texts can't be read.</summary>
    private sealed class Unspeakable(string name) : Exception
    {
        public string Name => name;

        public override string Message => throw new InvalidOperationException("Nobody may read this.");

        public override string ToString() => Message;
    }
}
