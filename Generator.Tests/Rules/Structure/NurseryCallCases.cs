using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Calls of nurseries and cancel scopes that nobody awaits, in any code: NUR110.</summary>
internal static class NurseryCallCases
{
    private const string Id = "NUR110";

    private const string Nurseries =
        """
        [Nursery] public partial Task CheckAsync(CancellationToken ct = default);
        private Task CheckAsync(CheckNursery nursery) => SaveAsync(nursery.Token);
        [Nursery] public partial ValueTask<int> MeasureAsync(CancellationToken ct = default);
        private async ValueTask<int> MeasureAsync(MeasureNursery nursery) => await CountAsync(nursery.Token);
        [Nursery] public partial IAsyncEnumerable<int> StreamAsync([Each(nameof(OneAsync))] int[] numbers, CancellationToken ct = default);
        [Child] private Task<int> OneAsync(int n, CancellationToken ct) => CountAsync(ct);
        [Timeout(500)] public partial Task LimitAsync(CancellationToken ct = default);
        private Task LimitAsync(CancelScope scope) => SaveAsync(scope.Token);
        private Task? _kept;
        private Task Kept => _kept ?? Task.CompletedTask;
        """;

    public static IEnumerable<DiagnosticCase> All => [.. Dropped, .. InLocals, .. TakenCareOf];

    private static IEnumerable<DiagnosticCase> Dropped =>
    [
        Case("statements",
            """
            public async Task GoAsync() { [|CheckAsync()|]; [|MeasureAsync()|]; [|LimitAsync()|]; await SaveAsync(); }
            """).Saying(
            Says("CheckAsync", "await it"), Says("MeasureAsync", "await it"), Says("LimitAsync", "await it")),
        Case("discards",
            """
            public async Task GoAsync()
            {
                _ = [|CheckAsync()|]; _ = [|MeasureAsync()|].AsTask(); [|CheckAsync()|].ConfigureAwait(false);
                await SaveAsync();
            }
            """),
        Case("synchronous code", "public void Go() { [|CheckAsync()|]; }")
            .Saying(Says("CheckAsync", "await it in an async method, or return its task to a caller that does")),
        Case("expression body", "public void Go() => [|CheckAsync()|]; public void Other() => _ = [|LimitAsync()|];"),
        Case("constructor, property and operator",
            """
            public C() { [|CheckAsync()|]; } int Number { get { _ = [|CheckAsync()|]; return 1; } }
            """),
        Case("lambdas",
            """
            public void Go()
            {
                Action go = () => [|CheckAsync()|]; go(); new List<int>().ForEach(n => { _ = [|CheckAsync()|]; });
            }
            """),
        Case("event's handler",
            """
            public void Go()
            {
                Changed += (_, _) => [|CheckAsync()|]; Changed += async (_, _) => { [|CheckAsync()|]; await SaveAsync(); };
            }
            """),
        Case("local function", "public void Go() { Rest(); void Rest() => [|CheckAsync()|]; }"),
        Case("stream", "public void Go() { [|StreamAsync([1])|]; _ = [|StreamAsync([1])|]; }")
            .Saying(Says("StreamAsync", "read it with 'await foreach'"), Says("StreamAsync", "read it with 'await foreach'")),
        Case("of what may be null", "public static void Go(C? c) { c?[|.CheckAsync()|]; }"),
        Case("choice", "public void Go(bool full) { _ = full ? [|CheckAsync()|] : [|LimitAsync()|]; }"),
        Case("together with others",
            """
            public void Go() { Task.WhenAll([|CheckAsync()|], [|LimitAsync()|]); _ = Task.Run(() => [|CheckAsync()|]); }
            """),
        Case("continued", "public void Go() { [|CheckAsync()|].ContinueWith(task => Save()); }"),
        Case("in a using and in a text", "public void Go() { using ([|CheckAsync()|]) { } Console.WriteLine($\"{[|LimitAsync()|]}\"); }"),
        Case("engine's own",
            """
            public void Go(CancellationToken ct)
            {
                [|Nursery.RunAsync(n => SaveAsync(n.Token), ct)|];
                _ = [|CancelScope.FailAfterAsync(TimeSpan.Zero, s => SaveAsync(s.Token), ct)|];
            }
            """),
        Case("in nursery code", "[Child] private async Task WorkAsync(CancellationToken ct) { [|CheckAsync(ct)|]; await SaveAsync(ct); }"),
        Case("helper of nothing", "private async Task HelpAsync(CheckNursery nursery) { [|CheckAsync()|]; await SaveAsync(); }"),
    ];

    private static IEnumerable<DiagnosticCase> InLocals =>
    [
        Case("never read", "public async Task GoAsync() { var checking = [|CheckAsync()|]; await SaveAsync(); }"),
        Case("read on one path", "public async Task GoAsync(bool wait) { var checking = [|CheckAsync()|]; if (wait) await checking; }"),
        Case("never read, synchronous", "public void Go() { Task checking; checking = [|CheckAsync()|]; }"),
        Case("list that nobody reads",
            """
            public void Go() { var all = new List<Task>(); all.Add([|CheckAsync()|]); Console.WriteLine(all.Count); }
            """),
        Case("field that nobody reads", "private Task? _lost; public void Go() => _lost = [|CheckAsync()|];"),
    ];

    private static IEnumerable<DiagnosticCase> TakenCareOf =>
    [
        Case("awaited",
            """
            public async Task GoAsync()
            {
                await CheckAsync(); await CheckAsync().ConfigureAwait(false); await MeasureAsync().AsTask();
                var n = await MeasureAsync(); await foreach (var m in StreamAsync([1])) Save();
            }
            """),
        Case("returned",
            """
            public Task GoAsync() => CheckAsync();
            public Task OtherAsync(bool a) => a ? CheckAsync() : LimitAsync();
            public IAsyncEnumerable<int> AllAsync() => StreamAsync([1]);
            Func<Task> Later() => () => CheckAsync();
            """),
        Case("passed on",
            """
            public async Task GoAsync()
            {
                await Task.WhenAll(CheckAsync(), LimitAsync()); Use(CheckAsync()); await Task.Run(() => CheckAsync());
                static void Use(Task task) { }
            }
            """),
        Case("kept", "public void Go() { _kept = CheckAsync(); Public = CheckAsync(); } public Task? Public { get; set; }"),
        Case("kept in collections",
            """
            private readonly List<Task> _all = [];
            public void Go() => _all.Add(CheckAsync());
            public Task StopAsync() => Task.WhenAll(_all);
            public async Task HereAsync()
            {
                var all = new List<Task> { CheckAsync() }; all.Add(LimitAsync()); await Task.WhenAll(all);
            }
            """),
        Case("given out", "public void Go(out Task task) { task = CheckAsync(); }"),
        Case("local awaited", "public async Task GoAsync() { var checking = CheckAsync(); await SaveAsync(); await checking; }"),
        Case("captured", "public Func<Task> Go() { var checking = CheckAsync(); return async () => await checking; }"),
        Case("discarded after it was awaited",
            """
            public async Task GoAsync() { var checking = CheckAsync(); await checking; _ = checking; }
            """),
        Case("blocked on", "public void Go() { CheckAsync().Wait(); CheckAsync().GetAwaiter().GetResult(); _ = MeasureAsync().Result; }"),
        Case("started as a child",
            """
            public Task GoAsync() => Nursery.RunAsync(async n => { n.Start(ct => CheckAsync(ct)); n.Start(CheckAsync); await n.JoinAsync(); });
            """),
        Case("thrown at once", "public void Go() => Throws(() => { _ = CheckAsync(); }); static void Throws(Action action) { }"),
        Case("no nursery", "public void Go() { SaveAsync(); _ = CountAsync(); }"),
    ];

    private static DiagnosticCase Case(string name, string members) => InMembers(Id, name, Nurseries + "\n" + members);

    private static string Says(string method, string advice) =>
        $"Nobody awaits '{method}', so it goes on after its caller, and its failures are lost: {advice}";
}
