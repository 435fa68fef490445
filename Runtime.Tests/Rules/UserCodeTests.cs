using System.Collections;
using System.Threading.Tasks.Sources;
using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S1, S13, S19: user code at the places where the engine calls it (docs/internals/user-code.md), and what it may do
/// there.</summary>
public sealed partial class UserCodeTests
{
    private static readonly string[] s_inANursery =
    [
        "GetTimestamp", "CreateTimer", "Change", "Dispose of a timer", "fallback", "AsyncLocal handler", "token callback", "GetStatus",
        "OnCompleted", "GetResult",
    ];

    private static readonly string[] s_inAnEachNursery =
        ["GetEnumerator", "MoveNext", "Current", "Dispose of an enumerator", "Dispose of a result", "DisposeAsync of a result"];

    private static readonly string[] s_inAnAsynchronousSequence =
    [
        "GetAsyncEnumerator", "MoveNextAsync", "MoveNextAsync, later", "Current, asynchronous", "DisposeAsync of an enumerator",
        "DisposeAsync of an enumerator, later",
    ];

    private static readonly string[] s_inADeclaredNursery = ["Deliver", "Collect"];

    /// <summary>Nothing runs in the nursery any more: it starts nothing and has no token (S2).</summary>
    private static readonly string[] s_afterTheEnd = ["Collect"];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var place in s_inANursery.Concat(s_inAnEachNursery).Concat(s_inAnAsynchronousSequence).Concat(s_inADeclaredNursery))
        {
            foreach (var behaviour in new[] { "throws", "starts a child", "cancels", "reads", "blocks" })
            {
                // What a change handler throws ends the process: .NET's own rule.
                if ((place, behaviour) != ("AsyncLocal handler", "throws"))
                    cases.Add(place, behaviour);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task S1_S13_S19_NothingHangs_NoChildAndNoFailureIsLost(string place, string behaviour) => Task.Run(async () =>
    {
        var odd = new Odd(place, behaviour);
        var run = s_inANursery.Contains(place) ? InANursery(odd)
            : s_inAnEachNursery.Contains(place) ? InAnEachNursery(odd)
            : s_inADeclaredNursery.Contains(place) ? InADeclaredNursery(odd)
            : InAnAsynchronousSequence(odd);
        var error = await Record.ExceptionAsync(() => Hang.Guard(run));
        Assert.True(odd.WasCalled, "the engine doesn't call it");
        Assert.Equal(odd.Started, odd.Ended);
        var refuses = s_afterTheEnd.Contains(place) && behaviour is "starts a child" or "reads";
        Assert.Equal(behaviour == "starts a child" && !refuses ? 1 : 0, odd.Started);
        Assert.Equal(refuses, odd.WasRefused);
        var failures = error is AggregateException group ? group.Flatten().InnerExceptions.ToArray() : error is null ? [] : [error];
        Assert.Equal(behaviour == "throws" ? ["odd"] : [], failures.Select(failure => failure.Message).Distinct());
    });

    private static Task InANursery(Odd odd) => Entry.RunAsync(
        new NurseryInfo("Odd") { TimeoutMilliseconds = 60_000, MaxConcurrency = 3 },
        async nursery =>
        {
            odd.Give(nursery);
            nursery.Token.Register(() => odd.At("token callback"));
            nursery.CancelAfter(TimeSpan.FromSeconds(50));
            var local = new AsyncLocal<int>(_ => odd.At("AsyncLocal handler"));
            HandChild<Queued>.Start(nursery, _ =>
            {
                local.Value = 1;
                return default;
            });
            HandChild<Queued>.Start(nursery, _ => odd.Task);
            var running = new Gate();
            var late = HandChild<MovingOn>.StartTask(
                nursery,
                token =>
                {
                    running.Open();
                    return token.UntilCancelled();
                },
                () => odd.At("fallback"));
            await Task.WhenAny(running.Opened, late.AsTask());
            odd.Inner.Advance(10_000);
            await Task.WhenAny(late.AsTask());
            nursery.Cancel();
        },
        odd).AsTask();

    private static Task InAnEachNursery(Odd odd)
    {
        var scope = NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("Odd") { MaxConcurrency = 2 }, CancellationToken.None);
        odd.Give(scope.Nursery);
        scope.DisposeUnreachable(new OddResult(odd));
        scope.DisposeUnreachable(new OddAsyncResult(odd));
        scope.Run(SequencePump.RunAsync(
            scope,
            odd,
            scope.Nursery,
            static (nursery, item) => HandEach<Queued, int>.Start(nursery, static (_, _) => default, item)));
        return scope.ExitAsync().AsTask();
    }

    private sealed class OddResult(Odd odd) : IDisposable
    {
        public void Dispose() => odd.At("Dispose of a result");
    }

    private sealed class OddAsyncResult(Odd odd) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Checkpoint.YieldAsync(CancellationToken.None);
            odd.At("DisposeAsync of a result");
        }
    }

    /// <summary>A clock, a sequence and a task that do something odd, once, at one place.</summary>
    private sealed class Odd(string place, string behaviour) : TimeProvider, IEnumerable<int>, IEnumerator<int>, IValueTaskSource
    {
        private Nursery? _nursery;
        private int _calls;
        private int _started;
        private int _ended;
        private int _item;
        private volatile bool _isDone;
        private volatile bool _wasRefused;

        public ManualTimeProvider Inner { get; } = new();

        public bool WasCalled => Volatile.Read(ref _calls) > 0;

        public int Started => Volatile.Read(ref _started);

        public int Ended => Volatile.Read(ref _ended);

        public bool WasRefused => _wasRefused;

        public ValueTask Task => new(this, 0);

        public override long TimestampFrequency => Inner.TimestampFrequency;

        public int Current
        {
            get
            {
                At("Current");
                return _item;
            }
        }

        object IEnumerator.Current => Current;

#pragma warning disable NUR105 // It is used while the nursery is open.
        public void Give(Nursery nursery) => _nursery = nursery;
#pragma warning restore NUR105

        public void At(string here)
        {
            if (here != place || _nursery is not { } nursery || Interlocked.Increment(ref _calls) != 1)
                return;

            try
            {
                Behave(nursery);
            }
            catch (InvalidOperationException) when (s_afterTheEnd.Contains(place))
            {
                _wasRefused = true;
            }
        }

        private void Behave(Nursery nursery)
        {
            switch (behaviour)
            {
                case "throws":
                    throw new Boom("odd");
                case "starts a child":
                    nursery.Start(async _ =>
                    {
                        Interlocked.Increment(ref _started);
                        await Checkpoint.YieldAsync(CancellationToken.None);
                        Interlocked.Increment(ref _ended);
                    });
                    break;
                case "cancels":
                    nursery.Cancel();
                    break;
                case "reads":
                    _ = nursery.Token;
                    _ = nursery.Deadline;
                    _ = nursery.Reason;
                    break;
                default:
                    using (var gate = new ManualResetEventSlim())
                    {
                        new Thread(gate.Set).Start();
                        gate.Wait(CancellationToken.None);
                    }

                    break;
            }
        }

        public override long GetTimestamp()
        {
            At("GetTimestamp");
            return Inner.GetTimestamp();
        }

        public override DateTimeOffset GetUtcNow() => Inner.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            At("CreateTimer");
            return new OddTimer(this, Inner.CreateTimer(callback, state, dueTime, period));
        }

        public IEnumerator<int> GetEnumerator()
        {
            At("GetEnumerator");
            return this;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public bool MoveNext()
        {
            At("MoveNext");
            return ++_item <= 5;
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose() => At("Dispose of an enumerator");

        public ValueTaskSourceStatus GetStatus(short token)
        {
            At("GetStatus");
            return _isDone ? ValueTaskSourceStatus.Succeeded : ValueTaskSourceStatus.Pending;
        }

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        {
            At("OnCompleted");
            _isDone = true;
            ThreadPool.QueueUserWorkItem(continuation, state, preferLocal: false);
        }

        public void GetResult(short token) => At("GetResult");

        private sealed class OddTimer(Odd odd, ITimer inner) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                odd.At("Change");
                return inner.Change(dueTime, period);
            }

            public void Dispose()
            {
                inner.Dispose();
                odd.At("Dispose of a timer");
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
