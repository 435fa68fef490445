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

    /// <summary>What handles gave out, by nursery; and the nurseries that exited before one of them was complete (S7).</summary>
    private readonly ConcurrentDictionary<string, ConcurrentBag<Task>> _tasks = [];
    private readonly ConcurrentBag<string> _leftTooEarly = [];

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
        {
            return false;
        }

        var open = 0;
        foreach (var (name, children) in model.Alive)
        {
            open++;
            if (!_open.TryGetValue(name, out var nursery) || nursery.ChildCount != children)
            {
                return false;
            }
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
    public async Task<string> OutcomeAsync()
    {
        if (!_leftTooEarly.IsEmpty)
        {
            return $"{string.Join(", ", _leftTooEarly)} exited before the tasks of all handles were complete";
        }

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
        ExceptionGroup group => $"[{string.Join(", ", group.Failures.Select(failure => Describe(failure.Exception)).Order(StringComparer.Ordinal))}]",
        NurseryTimeoutException timeout => $"timeout {timeout.Name}",
        Boom boom => boom.Message,
        _ => error.ToString(),
    };

    private async Task NurseryAsync(NurserySpec spec, CancellationToken caller)
    {
        try
        {
            await Nursery.RunAsync(
                nursery =>
                {
                    _open[spec.Name] = nursery;
                    return ProgramAsync(spec.Body, nursery, spec.Name, nursery.Token);
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
            {
                _leftTooEarly.Add(spec.Name);
            }

            _open.TryRemove(spec.Name, out _);
        }
    }

    private async Task ProgramAsync(ProgramSpec spec, Nursery nursery, string nurseryName, CancellationToken token)
    {
        try
        {
            foreach (var step in spec.Steps)
            {
                await ParkAsync(step, token).ConfigureAwait(false);
                switch (step.Act)
                {
                    case Act.StartChild:
                        Start(step.Child!, nursery, nurseryName);
                        break;
                    case Act.OpenNursery:
                        await NurseryAsync(step.Inner!, token).ConfigureAwait(false);
                        break;
                    case Act.Cancel:
                        nursery.Cancel();
                        break;
                }
            }

            if (spec.Fails)
            {
                throw new Boom(spec.Name);
            }
        }
        catch (OperationCanceledException) when (spec.FailsInCleanup)
        {
            throw new Boom($"{spec.Name}!");
        }
        finally
        {
            _ended[spec.Name] = true;
        }
    }

    private async Task ParkAsync(StepSpec step, CancellationToken token)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _parked[step.Gate] = gate;
        try
        {
            await gate.Task.WaitAsync(step.Stubborn ? CancellationToken.None : token).ConfigureAwait(false);
        }
        finally
        {
            _parked.TryRemove(step.Gate, out _);
        }
    }

    private void Start(ProgramSpec spec, Nursery nursery, string nurseryName)
    {
        Func<CancellationToken, Task> child = token => ProgramAsync(spec, nursery, nurseryName, token);
        if (spec is { Timeout: < 0, Shield: false })
        {
            // Pooled nodes, one pool for each kind.
            var handle = (spec.Daemon, spec.Inline) switch
            {
                (false, false) => HandChild<Queued>.StartTask(nursery, child),
                (false, true) => HandChild<Inline>.StartTask(nursery, child),
                (true, false) => HandChild<Daemon>.StartTask(nursery, child),
                (true, true) => HandChild<InlineDaemon>.StartTask(nursery, child),
            };
            if (spec.Name.Length % 2 == 0)
            {
                // The handles of some children are looked at: theirs are not the nodes that go back to a pool.
                _tasks.GetOrAdd(nurseryName, _ => []).Add(handle.AsTask());
            }

            return;
        }

        new Special(spec, child).Start(nursery);
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
        public void Start(Nursery nursery) => Enter(nursery);

        protected override ValueTask Invoke() => new(child(Token));

        protected override void Clear()
        {
        }

        private protected override void Offer(NurseryScope scope) => ((VoidNurseryScope)scope).Win(Identity);
    }
}
