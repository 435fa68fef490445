namespace NurseryGen.Tests.Rules;

/// <summary>S1, S19, S25: a clock of the user's that throws, at each place and moment: nothing hangs, and its exception reaches
/// somebody.</summary>
public sealed class FaultyClockTests
{
    private static readonly string[] s_places =
    [
        nameof(TimeProvider.GetTimestamp), nameof(TimeProvider.GetUtcNow), nameof(TimeProvider.TimestampFrequency),
        nameof(TimeProvider.CreateTimer),
        nameof(ITimer.Change), nameof(ITimer.Dispose),
    ];

    private static readonly string[] s_moments =
        ["open", "token", "cancel after", "deadline get", "deadline set", "child end", "timer", "child's deadline", "exit"];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var place in s_places)
        {
            foreach (var moment in s_moments)
                cases.Add(place, moment);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task S1_S19_ANursery_EndsAndTellsOfIt(string place, string moment) => Task.Run(async () =>
    {
        var clock = new FaultyClock(place);
        clock.BreaksIf(moment == "open");
        var seen = new List<Exception>();
        int started = 0, ended = 0;
        seen.AddRange(await Thrown(() => Entry.RunAsync(
            new NurseryInfo("Faulty") { TimeoutMilliseconds = 60_000 },
            async nursery =>
            {
                Try("token", () => _ = nursery.Token);
                Try("cancel after", () => nursery.CancelAfter(TimeSpan.FromSeconds(50)));
                Try("deadline get", () => _ = nursery.Deadline);
                Try("deadline set", () => nursery.Deadline = new ManualTimeProvider().GetUtcNow() + TimeSpan.FromSeconds(20));
                var gate = new Gate();
                var child = HandChild<Queued>.Start(nursery, async _ =>
                {
                    started++;
                    await gate;
                    clock.BreaksIf(moment == "child end");
                    ended++;
                });
                gate.Open();
                await child;
                clock.BreaksIf(moment == "child's deadline");
                var timed = HandChild<MovingOn>.StartTask(nursery, async token =>
                {
                    started++;
                    try
                    {
                        await Checkpoint.YieldAsync(token);
                    }
                    finally
                    {
                        ended++;
                    }
                });
                await timed.AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
                Try("timer", () => clock.Inner.Advance(1_000_000));
                clock.BreaksIf(moment == "exit");

                void Try(string now, Action act)
                {
                    clock.BreaksIf(moment == now);
                    if (Record.Exception(act) is { } error)
                        seen.Add(error);
                }
            },
            clock)));

        AssertTold(clock, seen);
        Assert.Equal(started, ended);
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public Task S1_S19_ACancelScope_EndsAndTellsOfIt(string place, string moment) => Task.Run(() =>
    {
        var clock = new FaultyClock(place);
        var seen = new List<Exception>();
        CancelScope? scope = null;
        Try("open", () => scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(60), clock));
        if (scope is not null)
        {
            CancellationToken token = default;
            Try("token", () => token = scope.Token);
            Try("cancel after", () => scope.CancelAfter(TimeSpan.FromSeconds(50)));
            Try("deadline get", () => _ = scope.Deadline);
            Try("deadline set", () => scope.Deadline = new ManualTimeProvider().GetUtcNow() + TimeSpan.FromSeconds(20));
            Try("timer", () => clock.Inner.Advance(1_000_000));
            Try("exit", scope.Dispose);

            // All its users were given back: it is closed.
            Assert.Throws<ObjectDisposedException>(() => scope.Token);
        }

        AssertTold(clock, seen);

        void Try(string now, Action act)
        {
            clock.BreaksIf(moment == now);
            if (Record.Exception(act) is { } error)
                seen.Add(error);
        }
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public Task S1_S19_AScopeAroundADelegate_EndsAndTellsOfIt(string place, string moment) => Task.Run(async () =>
    {
        var clock = new FaultyClock(place);
        clock.BreaksIf(moment == "open");
        var seen = new List<Exception>();
        seen.AddRange(await Thrown(() => new ValueTask(CancelScope.FailAfterAsync(TimeSpan.FromSeconds(60), clock, async scope =>
        {
            Try("token", () => _ = scope.Token);
            Try("cancel after", () => scope.CancelAfter(TimeSpan.FromSeconds(50)));
            Try("deadline get", () => _ = scope.Deadline);
            Try("deadline set", () => scope.Deadline = new ManualTimeProvider().GetUtcNow() + TimeSpan.FromSeconds(20));
            await Checkpoint.YieldAsync(CancellationToken.None);
            Try("timer", () => clock.Inner.Advance(1_000_000));
            clock.BreaksIf(moment == "exit");

            void Try(string now, Action act)
            {
                clock.BreaksIf(moment == now);
                if (Record.Exception(act) is { } error)
                    seen.Add(error);
            }
        }))));
        AssertTold(clock, seen);
    });

    private static async Task<IEnumerable<Exception>> Thrown(Func<ValueTask> run)
    {
        var error = await Record.ExceptionAsync(async () => await Hang.Guard(run().AsTask()));
        return error is AggregateException group ? group.Flatten().InnerExceptions : error is null ? [] : [error];
    }

    private static void AssertTold(FaultyClock clock, List<Exception> seen)
    {
        Assert.DoesNotContain(seen, error => error is Xunit.Sdk.XunitException);
        var leaves = seen.SelectMany(error => error is AggregateException group ? [.. group.Flatten().InnerExceptions] : new[] { error });
        Assert.True(clock.Thrown == 0 || leaves.Any(error => error is ClockBroke), "what the clock threw is lost");
    }

    private sealed class ClockBroke() : Exception("the clock broke");

    /// <summary>Once broken, it throws at one place always.</summary>
    private sealed class FaultyClock(string place) : TimeProvider
    {
        private bool _isBroken;

        public ManualTimeProvider Inner { get; } = new();

        public int Thrown { get; private set; }

        public override long TimestampFrequency => At(nameof(TimestampFrequency), Inner.TimestampFrequency);

        public void BreaksIf(bool now) => _isBroken |= now;

        public override DateTimeOffset GetUtcNow() => At(nameof(GetUtcNow), Inner.GetUtcNow());

        public override long GetTimestamp() => At(nameof(GetTimestamp), Inner.GetTimestamp());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            At(nameof(CreateTimer), new Timer(this, Inner.CreateTimer(callback, state, dueTime, period)));

        private T At<T>(string here, T result)
        {
            if (!_isBroken || here != place)
                return result;

            Thrown++;
            throw new ClockBroke();
        }

        private sealed class Timer(FaultyClock clock, ITimer inner) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => clock.At(nameof(Change), inner.Change(dueTime, period));

            public void Dispose()
            {
                inner.Dispose();
                clock.At(nameof(Dispose), 0);
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
