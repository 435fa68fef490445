using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Nursery code that holds a thread: NUR302.</summary>
internal static class BlockingCases
{
    public static IEnumerable<DiagnosticCase> All => [.. ThreadSleep];

    private static IEnumerable<DiagnosticCase> ThreadSleep =>
    [
        .. Everywhere("NUR302", "sleep", "[|Thread.Sleep(10)|]; await SaveAsync(TOKEN);"),
        InChild("NUR302", "time span", "var time = TimeSpan.FromSeconds(1); [|Thread.Sleep(time)|];")
            .Saying(Says("await Task.Delay(time, cancellationToken)")),
        InChild("NUR302", "no time", "[|Thread.Sleep(0)|]; [|Thread.Sleep(TimeSpan.Zero)|];")
            .Saying(Says("await Checkpoint.YieldAsync(cancellationToken)"), Says("await Checkpoint.YieldAsync(cancellationToken)")),
        InSynchronousChild("NUR302", "synchronous", "[|Thread.Sleep(10)|];").Saying(Says("cancellationToken.WaitHandle.WaitOne(10)")),
        InMembers("NUR302", "synchronous without a token", "[Child] int Count() { [|Thread.Sleep(1)|]; return 1; }")
            .Saying(Says("cancellationToken.WaitHandle.WaitOne(1)")),
        InChild("NUR302", "in a lock", "lock (this) { [|Thread.Sleep(10)|]; }").Saying(Says("cancellationToken.WaitHandle.WaitOne(10)")),
        InMembers("NUR302", "not async yet",
            """
            [Child] Task WorkAsync(CancellationToken token) { [|Thread.Sleep(5)|]; return SaveAsync(token); }
            """)
            .Saying(Says("await Task.Delay(5, token)")),
        InMembers("NUR302", "no token",
            """
            [Child] async Task {|NUR201:WorkAsync|}() { [|Thread.Sleep(5)|]; [|Thread.Sleep(0)|]; await SaveAsync(); }
            """)
            .Saying(Says("await Task.Delay(5)"), Says("await Task.Yield()")),

        InSynchronousChild("NUR302", "gives way", "Thread.Sleep(0); Thread.Yield(); cancellationToken.WaitHandle.WaitOne(10);"),
        InChild("NUR302", "delay", "await Task.Delay(10, cancellationToken);"),
        InChild("NUR302", "another Sleep", "Sleep(10); static void Sleep(int milliseconds) => Save();"),
        InOrdinary("NUR302", "no nursery code", "Thread.Sleep(10); await SaveAsync(outer);"),
    ];

    private static string Says(string instead) => $"'Thread.Sleep' holds a thread, and no cancellation wakes it: write '{instead}'";
}
