using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>What outlives a nursery, and what doesn't live as long as its children: NUR105 and NUR106.</summary>
internal static class EscapeCases
{
    private const string Stream = "System.IO.MemoryStream";

    public static IEnumerable<DiagnosticCase> All => [.. EscapingHandle, .. DisposedTooEarly, .. ReturnedFromUsing];

    private static IEnumerable<DiagnosticCase> EscapingHandle =>
    [
        InMembers("NUR105", "field",
            """
            Nursery _own;
            [Nursery] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) { _own = [|nursery|]; nursery.StartVisit(1); nursery.StartVisit(2); }
            """)
            .Saying("'nursery' is of no use once its nursery has exited: pass it on as an argument instead of keeping it in '_own'"),
        InMembers("NUR105", "property",
            """
            static Nursery? Own { get; set; }
            [Child] async Task WorkAsync(Nursery nursery) { Own = [|nursery|]; Own ??= [|nursery|]; }
            """),
        InMembers("NUR105", "field of a helper",
            """
            sealed class Helper
            {
                readonly Nursery _nursery;
                public Helper(Nursery nursery) => _nursery = [|nursery|];
                public void Go() => _nursery.Start(static ct => SaveAsync(ct));
            }
            """),
        InMembers("NUR105", "initializer",
            """
            sealed class Helper(Nursery nursery)
            {
                readonly Nursery _nursery = [|nursery|]; public void Go() => _nursery.Start(static ct => SaveAsync(ct));
            }
            """),
        InMembers("NUR105", "result of the body",
            """
            [Nursery] public partial Task<Nursery> RunAsync();
            async Task<Nursery> RunAsync(RunNursery nursery) { await nursery.JoinAsync(); return [|nursery|]; }
            """)
            .Saying("'nursery' is of no use once its nursery has exited: return what comes of the children, not their nursery"),
        InBody("NUR105", "event", "AppDomain.CurrentDomain.ProcessExit += (_, _) => [|nursery|].StartVisit(1); await nursery.JoinAsync();")
            .Saying(
                """
                'nursery' is of no use once its nursery has exited: unsubscribe from 'ProcessExit' before the nursery exits, or hand the events over in a channel
                """),
        InBody("NUR105", "lambda that is kept", "_later = () => [|nursery|].StartVisit(1); await nursery.JoinAsync();")
            .Saying("'nursery' is of no use once its nursery has exited: don't keep a lambda that uses it in '_later'"),
        InRun("NUR105", "timer", "_ = new Timer(_ => [|nursery|].Cancel(), null, 1, 1); await nursery.JoinAsync();")
            .Saying("'nursery' is of no use once its nursery has exited: start a child with a PeriodicTimer instead"),
        InRun("NUR105", "caller's token", "outer.Register(() => [|nursery|].Cancel()); await nursery.JoinAsync();")
            .Saying("'nursery' is of no use once its nursery has exited: dispose of the registration before the nursery exits"),

        InBody("NUR105", "argument",
            """
            Help(nursery); await RestAsync(nursery);
            static void Help(Nursery nursery) => nursery.Start(static ct => SaveAsync(ct));
            static Task RestAsync(RunNursery nursery) => SaveAsync(nursery.Token);
            """),
        InBody("NUR105", "object of arguments",
            """
            var all = new Arguments { Nursery = nursery }; var more = all with { Count = 1 }; await nursery.JoinAsync(); }
            sealed record Arguments { public Nursery Nursery { get; init; } public int Count { get; init; }
            """),
        InBody("NUR105", "collection",
            """
            var all = new Dictionary<string, Nursery>(); all["own"] = nursery; all.Add("again", nursery);
            await nursery.JoinAsync();
            """),
        InBody("NUR105", "local", "Nursery own = nursery; own.Start(static ct => SaveAsync(ct)); await own.JoinAsync();"),
        InMembers("NUR105", "ref struct",
            """
            ref struct Helper { Nursery _nursery; public Helper(Nursery nursery) { _nursery = nursery; _nursery.Cancel(); } }
            """),
        InMembers(
            "NUR105", "helper that gives back what it got", "static Nursery Same(Nursery nursery) => nursery; Nursery _none = default;"),
        InBody("NUR105", "unsubscribed",
            """
            EventHandler handler = (_, _) => nursery.StartVisit(1); Changed += handler; try { await nursery.JoinAsync(); }
            finally { Changed -= handler; }
            """),
        InBody("NUR105", "event without the nursery", "Changed += (_, _) => Save(); _later = () => Save(); await nursery.JoinAsync();"),
        InRun("NUR105", "timer that is disposed of",
            """
            using var timer = new Timer(_ => nursery.Cancel(), null, 1, 1); await nursery.JoinAsync();
            """),
        InRun("NUR105", "registrations that end",
            """
            using var one = outer.Register(() => nursery.Cancel()); nursery.Token.Register(() => nursery.Cancel());
            await nursery.JoinAsync();
            """),
        InRun("NUR105", "lambda in a child",
            """
            nursery.Start(async ct => { nursery.Start(static ct => SaveAsync(ct)); await SaveAsync(ct); });
            await nursery.JoinAsync();
            """),
        InOrdinary("NUR105", "nursery inside the lambda",
            """
            _later = () => Nursery.RunAsync(async inner => { await inner.JoinAsync(); }).Wait(1); await SaveAsync(outer);
            """),
    ];

    private static IEnumerable<DiagnosticCase> DisposedTooEarly =>
    [
        Reading("declaration", $"using var file = new {Stream}(); nursery.StartRead([|file|]); await SaveAsync(nursery.Token);")
            .Saying(
                """
                'file' may be disposed of before the child is done with it: await 'nursery.JoinAsync()' inside the using, or let the child dispose of it
                """),
        Reading("statement", $"using (var file = new {Stream}()) {{ _ = nursery.StartRead([|file|]); }} await nursery.JoinAsync();"),
        Reading("await using", $"await using var file = new {Stream}(); nursery.StartRead(file: [|file|]); Save();"),
        Reading("joined before", $"using var file = new {Stream}(); await nursery.JoinAsync(); nursery.StartRead([|file|]); Save();"),
        Reading("in a loop",
            $$"""
            foreach (var n in new[] { 1, 2 }) { using var file = new {{Stream}}(); nursery.StartRead([|file|]); }
            await nursery.JoinAsync();
            """),
        InMembers("NUR106", "child's using",
            $$"""
            [Nursery] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) { nursery.StartOpen(); nursery.StartOpen(); }
            [Child] async Task OpenAsync(RunNursery nursery) { using var file = new {{Stream}}(); nursery.StartRead([|file|]); }
            [Child] static async Task ReadAsync(System.IO.Stream file) { }
            """),
        InRun("NUR106", "captured",
            $"""
            using var file = new {Stream}(); nursery.Start(async ct => await [|file|].FlushAsync(ct));
            await SaveAsync(nursery.Token);
            """),
        InRun("NUR106", "state",
            $"""
            using var file = new {Stream}(); nursery.Start(static (file, ct) => file.FlushAsync(ct), [|file|]);
            await SaveAsync(nursery.Token);
            """),

        Reading("joined", $"using var file = new {Stream}(); nursery.StartRead(file); await nursery.JoinAsync();"),
        Reading("joined in a loop",
            $$"""
            using var file = new {{Stream}}(); while (true) { await nursery.JoinAsync(); nursery.StartRead(file); }
            """),
        Reading("awaited", $"using var file = new {Stream}(); await {{|NUR108:nursery.StartRead(file)|}};"),
        Reading("no child left running",
            $"""
            using var file = new {Stream}(); nursery.StartRead(file);
            while (((Nursery)nursery).ChildCount > 0) await Checkpoint.YieldAsync(nursery.Token);
            """),
        Reading("handle awaited",
            $"""
            using var file = new {Stream}(); var child = nursery.StartRead(file); await SaveAsync(nursery.Token); await child;
            """),
        Reading("handles awaited",
            $"""
            using var file = new {Stream}(); var all = new List<Child>(); all.Add(nursery.StartRead(file));
            foreach (var child in all) await child;
            """),
        Reading("not disposed of here", $"var file = new {Stream}(); nursery.StartRead(file); Save();"),
        Reading("something else of it", $"using var file = new {Stream}(); nursery.StartVisit((int)file.Length); Save();"),
        Reading("ended before", $"using (var file = new {Stream}()) Save(); nursery.StartRead(System.IO.Stream.Null); Save();"),
        InOrdinary("NUR106", "nursery inside the using",
            $$"""
            using var file = new {{Stream}}();
            await Nursery.RunAsync(async nursery => { nursery.Start(async ct => await file.FlushAsync(ct)); nursery.Start(static (file, ct) => file.FlushAsync(ct), file); }, outer);
            """),
        InMembers("NUR106", "child's own using",
            """
            [Child] static async Task ReadAsync(System.IO.Stream file, CancellationToken ct)
            {
                {|NUR305:using|} (file) { await file.FlushAsync(ct); }
            }
            """),
    ];

    private static IEnumerable<DiagnosticCase> ReturnedFromUsing =>
    [
        InMembers("NUR106", "returned from a using",
            $$"""
            [Child] static Task ReadAsync(CancellationToken ct)
            {
                using var file = new {{Stream}}(); return [|file.FlushAsync(ct)|];
            }
            """)
            .Saying("'file' may be disposed of before 'FlushAsync' is done with it: await it inside the using"),
        InMembers("NUR106", "returned with an argument",
            $$"""
            static Task CopyAsync(System.IO.Stream file) => file.FlushAsync();
            [Child] Task ReadAsync() { using (var file = new {{Stream}}()) { return [|CopyAsync(file)|]; } }
            """),
        InMembers("NUR106", "returned in another form",
            """
            [Child] static Task ReadAsync(CancellationToken ct) { using var client = new System.Net.Sockets.TcpClient(); return [|client.ConnectAsync("a", 80, ct)|].AsTask(); }
            """)
            .Saying("'client' may be disposed of before 'ConnectAsync' is done with it: await it inside the using"),

        InMembers("NUR106", "awaited in a using",
            $$"""
            [Child] static async Task<int> ReadAsync(CancellationToken ct)
            {
                using var file = new {{Stream}}(); await file.FlushAsync(ct); return await Task.FromResult((int)file.Length);
            }
            """),
        InMembers("NUR106", "done already",
            $$"""
            [Child] static Task<{{Stream}}> ReadAsync() { using var file = new {{Stream}}(); return Task.FromResult(file); }
            """),
        InMembers("NUR106", "something else returned",
            $$"""
            [Child] static Task ReadAsync(CancellationToken ct)
            {
                using (var file = new {{Stream}}()) Save(); return SaveAsync(ct);
            }
            [Child] static Task WriteAsync(CancellationToken ct) { using var file = new {{Stream}}(); return SaveAsync(ct); }
            """),
        InMembers("NUR106", "no nursery code", $"static Task ReadAsync() {{ using var file = new {Stream}(); return file.FlushAsync(); }}"),
    ];

    /// <summary>In the body of a nursery that has a child for a stream.</summary>
    private static DiagnosticCase Reading(string name, string statements) =>
        InBody("NUR106", name, statements +
            """

            }
            [Child] private static async Task ReadAsync(System.IO.Stream file, CancellationToken ct) { await file.FlushAsync(ct);
            """);
}
