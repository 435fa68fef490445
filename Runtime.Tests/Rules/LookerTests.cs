using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>
/// What only looks at a nursery from outside (reads its reason, its token, its deadline; a timer that comes early) holds it open for that
/// long. It may then be the last to leave. No code of the nursery's caller or body runs on its stack: it may hold a lock.
/// </summary>
public sealed class LookerTests
{
    public static TheoryData<string> Looks => ["Reason", "Deadline", "CancelAfter", "Timer"];

    [Theory]
    [MemberData(nameof(Looks))]
    public Task S1_ALookIsTheLastToLeave_TheCallerGoesOnElsewhere(string look) => Task.Run(async () =>
    {
        var clock = new HookedClock();
        var end = new TaskCompletionSource();
        Nursery nursery = default;
        var run = RunAsync();
        var looker = Looker(clock, look, nursery, out var looks);
        await clock.Stopped;

        // Nothing but the look holds the nursery open from here on.
        end.SetResult();
        clock.GoOn();
        await Hang.Guard(looks);
        Assert.NotEqual(looker(), await Hang.Guard(run));

        async Task<Thread> RunAsync()
        {
            await Entry.RunAsync(
                new NurseryInfo("Looked at") { TimeoutMilliseconds = 10_000 },
                body =>
                {
                    nursery = body;
                    return new ValueTask(end.Task);
                },
                clock).ConfigureAwait(false);
            return Thread.CurrentThread;
        }
    });

    [Theory]
    [MemberData(nameof(Looks))]
    public Task S8_ALookIsTheLastToLeave_TheJoinGoesOnElsewhere(string look) => Task.Run(async () =>
    {
        var clock = new HookedClock();
        var end = new TaskCompletionSource();
        Nursery nursery = default;
        var joined = new TaskCompletionSource<Thread>(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = Entry.RunAsync(
            new NurseryInfo("Looked at") { TimeoutMilliseconds = 10_000 },
            async body =>
            {
                nursery = body;
                HandChild<Inline>.StartTask(body, _ => end.Task);
                await body.JoinAsync().ConfigureAwait(false);
                joined.SetResult(Thread.CurrentThread);
            },
            clock).AsTask();
        var looker = Looker(clock, look, nursery, out var looks);
        await clock.Stopped;
        end.SetResult();
        clock.GoOn();
        await Hang.Guard(looks);
        Assert.NotEqual(looker(), await Hang.Guard(joined.Task));
        await Hang.Guard(run);
    });

    /// <summary>A timer that comes early sets itself again under the timer's lock. Its caller must not go on inside that.</summary>
    [Fact]
    public Task S25_AnEarlyTimerIsTheLastToLeave_TheCallerGoesOnWithoutTheTimersLock() => Task.Run(async () =>
    {
        var clock = new HookedClock();
        var end = new TaskCompletionSource();
        var run = RunAsync();
        var timer = clock.StopIn(clock.Fire, read: 2);
        await clock.Stopped;
        end.SetResult();
        clock.GoOn();
        await Hang.Guard(timer);
        await Hang.Guard(run);

        async Task RunAsync()
        {
            await Entry.RunAsync(
                new NurseryInfo("First") { TimeoutMilliseconds = 10_000 }, _ => new ValueTask(end.Task), clock).ConfigureAwait(false);

            // The same object, perhaps; another thread moves its deadline as this one waits.
            var next = NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("Next"), CancellationToken.None);
            var moves = Task.Factory.StartNew(
                () => next.Nursery.CancelAfter(TimeSpan.FromHours(1)),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
            Assert.True(moves.Wait(TimeSpan.FromSeconds(30), CancellationToken.None), "CancelAfter waits for what waits for it");
            next.Run(default(ValueTask));
            await next.ExitAsync();
        }
    });

    /// <summary>Looks at the clock for the first time, or for the second, where the first is under the gate and before there is a
    /// user.</summary>
    private static Func<Thread?> Looker(HookedClock clock, string look, Nursery nursery, out Task looks)
    {
        Thread? thread = null;
        looks = clock.StopIn(
            () =>
            {
                thread = Thread.CurrentThread;
                switch (look)
                {
                    case "Reason":
                        _ = nursery.Reason;
                        break;
                    case "Deadline":
                        _ = nursery.Deadline;
                        break;
                    case "CancelAfter":
                        nursery.CancelAfter(TimeSpan.FromHours(1));
                        break;
                    default:
                        clock.Fire();
                        break;
                }
            },
            read: look == "Timer" ? 2 : 1);
        return () => thread;
    }
}
