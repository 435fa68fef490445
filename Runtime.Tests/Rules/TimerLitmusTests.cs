using System.Runtime.CompilerServices;
using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <summary>S25: litmus for pair D of docs/internals/cancellation.md. The timer of an earlier life fires as something begins to wait for
/// the deadline.</summary>
[Collection(Alone.Name)]
public sealed class TimerLitmusTests
{
    private const int Batches = 20;
    private const int Scopes = 2_000;

    [Fact]
    public Task S25_AnOldTimerFires_AsTheTokenIsFirstRead_TheTimerIsSetAgain() => Task.Run(async () =>
    {
        var missed = 0;
        var scopes = new PlainScope[Scopes];
        for (var batch = 0; batch < Batches; batch++)
        {
            // The first life sets the timer, for earlier than the second one's deadline.
            Open(scopes, TimeSpan.FromHours(1));
            Array.ForEach(scopes, scope => _ = scope.Token);
            Array.ForEach(scopes, scope => scope.Leave());
            Open(scopes, TimeSpan.FromHours(2));
            var lives = scopes.Count(scope => DueOf(scope) != long.MaxValue);
            Assert.True(lives > Scopes / 2, $"only {lives} objects serve a second time");

            await InStep.Run(Scopes, i => OnTimer(scopes[i]), i => _ = scopes[i].Token);

            // A timer that was found running goes on; one that has fired was set by one of the two, perhaps on the pool by now.
            foreach (var scope in scopes)
            {
                for (var look = 0; DueOf(scope) == long.MaxValue && look < 100; look++)
                    await Checkpoint.YieldAsync(CancellationToken.None);

                missed += DueOf(scope) == long.MaxValue ? 1 : 0;
                scope.Leave();
            }
        }

        Assert.Equal(0, missed);
    });

    private static void Open(PlainScope[] scopes, TimeSpan timeout)
    {
        for (var i = 0; i < scopes.Length; i++)
            scopes[i] = PlainScope.Open(CancellationToken.None, timeout, clock: null);
    }

    private static long DueOf(ScopeCore scope) => Volatile.Read(ref TimerDue(ref Deadline(scope)));

    private static void OnTimer(ScopeCore scope) => scope.OnTimer();

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_deadline")]
    private static extern ref DeadlineTimer Deadline(ScopeCore scope);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_timerDue")]
    private static extern ref long TimerDue(ref DeadlineTimer timer);
}
