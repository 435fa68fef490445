using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Loops and waits that a cancellation doesn't end, or that wait for the wrong thing: NUR206, NUR207, NUR208 and NUR211.</summary>
internal static class CheckpointCases
{
    public static IEnumerable<DiagnosticCase> All => [.. Endless, .. WithWayOut, .. Polling, .. Waiting, .. Yields, .. Delays];

    private static IEnumerable<DiagnosticCase> Endless =>
    [
        .. Everywhere("NUR206", "while", "await SaveAsync(TOKEN); [|while (true)|] Save();"),
        InChild("NUR206", "for", "await SaveAsync(cancellationToken); [|for (;;)|] { Save(); }")
            .Saying(Ends("write 'await Checkpoint.YieldAsync(cancellationToken)' in it")),
        InChild("NUR206", "do",
            """
            await SaveAsync(cancellationToken); do { Save(); if (DateTime.Now.Hour == 1) continue; Save(); } [|while (true)|];
            """),
        InSynchronousChild("NUR206", "synchronous", "[|for (var i = 0; true; i++)|] { foreach (var n in new[] { i }) Save(); }")
            .Saying(Ends("write 'cancellationToken.ThrowIfCancellationRequested()' in it")),
        InMembers("NUR206", "without a token", "[Child] void Work() { [|while (true)|] Save(); }")
            .Saying(Ends("take a CancellationToken, and write 'cancellationToken.ThrowIfCancellationRequested()' in it")),
        InSynchronousChild("NUR206", "one in another", "while (true) { Save(); [|while (true)|] { for (var i = 0; i < 3; i++) Save(); } }"),
        InBody("NUR206", "starting children",
            """
            await SaveAsync(nursery.Token);
            [|while (true)|] { nursery.StartVisit(1); Action later = () => { return; }; later(); }
            """).Saying(Ends("write 'await Checkpoint.YieldAsync(nursery.Token)' in it")),
    ];

    private static IEnumerable<DiagnosticCase> WithWayOut =>
    [
        InOrdinary("NUR206", "no nursery code", "await SaveAsync(outer); while (true) Save();"),
        InChild("NUR206", "await", "while (true) { await SaveAsync(cancellationToken); }"),
        InMembers("NUR206", "await of what takes no token",
            """
            static Task StoreAsync() => Task.CompletedTask;
            [Child] async Task WorkAsync() { while (true) await StoreAsync(); }
            """),
        InMembers("NUR206", "sequence",
            """
            [Child] async Task WorkAsync(IAsyncEnumerable<int> items, CancellationToken ct)
            {
                while (true) { await foreach (var n in items.WithCancellation(ct)) Save(); }
            }
            """),
        InSynchronousChild("NUR206", "check", "while (true) { cancellationToken.ThrowIfCancellationRequested(); Save(); }"),
        InSynchronousChild("NUR206", "question", "while (true) { if (cancellationToken.IsCancellationRequested) return; Save(); }"),
        InSynchronousChild("NUR206", "condition",
            """
            while (!cancellationToken.IsCancellationRequested) Save(); for (var i = 0; i < 3; i++) Save();
            """),
        InSynchronousChild("NUR206", "break",
            """
            while (true) { if (DateTime.Now.Hour == 1) break; Save(); }
            while (true) { switch (DateTime.Now.Hour) { case 1: return; default: Save(); break; } }
            """),
        InSynchronousChild("NUR206", "throw",
            """
            while (true) { Save(); if (DateTime.Now.Hour == 1) throw new InvalidOperationException(); }
            """),
        InMembers("NUR206", "yield",
            """
            [Child] void Work()
            {
                foreach (var n in All()) Save(); static IEnumerable<int> All() { while (true) yield return 1; }
            }
            """),
        InSynchronousChild("NUR206", "exit", "while (true) { if (DateTime.Now.Hour == 1) Environment.Exit(1); Save(); }"),
        InSynchronousChild("NUR206", "half typed", "while (true) { Nonsense(); }").HalfTyped(),
    ];

    private static IEnumerable<DiagnosticCase> Polling =>
    [
        InMembers("NUR207", "field",
            """
            bool _done; void Finish() => _done = true;
            [Child] async Task WorkAsync(CancellationToken ct) { [|while (!_done)|] await Task.Delay(10, ct); }
            """).Saying(Sleeps("!_done")),
        InMembers("NUR207", "volatile read",
            """
            int _done; void Finish() => _done = 1;
            [Child] async Task WorkAsync(CancellationToken ct)
            {
                [|while (Volatile.Read(ref _done) == 0)|] { await Task.Delay(10, ct).ConfigureAwait(false); }
            }
            """).Saying(Sleeps("Volatile.Read(ref _done) == 0")),
        InMembers("NUR207", "property",
            """
            bool Done { get; set; }
            [Child] async Task WorkAsync(CancellationToken ct) { do { await Checkpoint.YieldAsync(ct); } [|while (!Done)|]; }
            """),
        InMembers("NUR207", "task and collection",
            """
            [Child] async Task WorkAsync(Task task, List<int> items, CancellationToken ct)
            {
                [|while (!task.IsCompleted)|] await Task.Delay(10, ct); [|while (items.Count == 0)|] await Task.Delay(10, ct);
            }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Waiting =>
    [
        InMembers("NUR207", "no nursery code", "bool _done; async Task WorkAsync() { while (!_done) await Task.Delay(10); _done = true; }"),
        InChild("NUR207", "service", "while (await CountAsync(cancellationToken) == 0) await Task.Delay(10, cancellationToken);"),
        InChild("NUR207", "file, process and clock",
            """
            while (!System.IO.File.Exists("x")) await Task.Delay(10, cancellationToken);
            var process = System.Diagnostics.Process.GetCurrentProcess();
            while (!process.HasExited) await Task.Delay(10, cancellationToken); var end = DateTime.UtcNow;
            while (DateTime.UtcNow < end) await Task.Delay(10, cancellationToken);
            """),
        InChild("NUR207", "until cancelled", "while (!cancellationToken.IsCancellationRequested) await Task.Delay(10, cancellationToken);"),
        InMembers("NUR207", "work in between",
            """
            bool _done; void Finish() => _done = true;
            [Child] async Task WorkAsync(CancellationToken ct)
            {
                while (!_done) { Save(); await Task.Delay(10, ct); } while (!_done) await SaveAsync(ct);
            }
            """),
        InChild("NUR207", "count", "var attempt = 0; while (attempt++ < 3) await Task.Delay(10, cancellationToken);"),
        InChild("NUR207", "for ever", "while (true) await Task.Delay(10, cancellationToken);"),
    ];

    private static IEnumerable<DiagnosticCase> Yields =>
    [
        .. Everywhere("NUR208", "yield", "await [|Task.Yield()|]; await SaveAsync(TOKEN);"),
        InChild("NUR208", "no delay",
            """
            await [|Task.Delay(0)|]; await [|Task.Delay(TimeSpan.Zero, cancellationToken)|];
            """).Saying(YieldsOnly("Task.Delay(0)", "cancellationToken"), YieldsOnly("Task.Delay(TimeSpan.Zero, cancellationToken)", "cancellationToken")),

        InOrdinary("NUR208", "no nursery code", "await Task.Yield(); await SaveAsync(outer);"),
        InMembers("NUR208", "no token", "[Child] static async Task WorkAsync() => await Task.Yield();"),
        InChild("NUR208", "checkpoint and delay",
            """
            await Checkpoint.YieldAsync(cancellationToken); await Task.Delay(1, cancellationToken);
            """),
        InChild("NUR208", "on the way out", "try { await SaveAsync(cancellationToken); } finally { await Task.Yield(); }"),
    ];

    private static IEnumerable<DiagnosticCase> Delays =>
    [
        .. Everywhere("NUR211", "longest", "await Task.Delay([|int.MaxValue|], TOKEN);"),
        InChild("NUR211", "days",
            """
            await Task.Delay([|TimeSpan.MaxValue|], cancellationToken);
            await Task.Delay(millisecondsDelay: [|100_000_000|], cancellationToken: cancellationToken);
            """)
            .Saying(Waits("TimeSpan.MaxValue", "Timeout.InfiniteTimeSpan"), Waits("100_000_000", "Timeout.Infinite")),
        InChild("NUR211", "all that a loop does",
            """
            await SaveAsync(cancellationToken); while (true) await Task.Delay([|TimeSpan.FromDays(30)|], cancellationToken);
            """),
        InChild("NUR211", "weekly job",
            """
            while (true) { await SaveAsync(cancellationToken); await Task.Delay(TimeSpan.FromDays(7), cancellationToken); }
            """),
        InChild("NUR211", "job of the next week",
            """
            await Task.Delay(TimeSpan.FromDays(7), cancellationToken); await SaveAsync(cancellationToken);
            """),

        InOrdinary("NUR211", "no nursery code", "await Task.Delay(int.MaxValue, outer);"),
        InChild("NUR211", "infinite",
            """
            await Task.Delay(Timeout.Infinite, cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            """),
        InChild("NUR211", "a day",
            """
            var days = 30; await Task.Delay(TimeSpan.FromDays(1), cancellationToken);
            await Task.Delay(TimeSpan.FromDays(days), cancellationToken);
            await Task.Delay(TimeSpan.FromHours(24.0), cancellationToken); await Task.Delay(86_400_000, cancellationToken);
            """),
    ];

    private static string Ends(string how) => $"No cancellation ends this loop: {how}";

    private static string Sleeps(string condition) =>
        $"""
        This loop sleeps until '{condition}' has changed: let what changes it wake it, through a TaskCompletionSource, a channel, a SemaphoreSlim or a Ready
        """;

    private static string YieldsOnly(string given, string token) =>
        $"'{given}' lets others run, but sees no cancellation: write 'Checkpoint.YieldAsync({token})'";

    private static string Waits(string given, string instead) =>
        $"'{given}' waits for the cancellation, if it waits that long: write '{instead}'";
}
