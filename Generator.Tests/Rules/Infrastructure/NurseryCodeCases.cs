using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>
/// What is nursery code and what isn't, which token it has, and whether it can await: as NUR302 sees it, whose message tells.
/// </summary>
internal static class NurseryCodeCases
{
    private const string Id = "NUR302";
    private const string Sleep = "[|Thread.Sleep(1)|]";

    public static IEnumerable<DiagnosticCase> All => [.. Methods, .. Handed, .. Nested, .. Elsewhere, .. Tokens, .. Awaits];

    private static IEnumerable<DiagnosticCase> Methods =>
    [
        Case("body with the untyped nursery",
            $$"""
            [Nursery] public partial Task RunAsync(); async Task RunAsync(Nursery nursery) { {{Sleep}}; }
            """, "nursery.Token"),
        Case("body with a token",
            $$"""
            [Nursery] public partial Task RunAsync(CancellationToken ct);
            async Task RunAsync(RunNursery nursery, CancellationToken ct) { {{Sleep}}; }
            """, "ct"),
        Case("body of a generic nursery",
            $$"""
            [Nursery] public partial Task RunAsync<T>(T item);
            async Task RunAsync<T>(RunNursery<T> nursery, T item) { {{Sleep}}; }
            """, "nursery.Token"),
        Case("scope with a token",
            $$"""
            [Timeout(5)] public partial Task LimitAsync(CancellationToken ct);
            async Task LimitAsync(CancelScope scope, CancellationToken ct) { {{Sleep}}; }
            """, "ct"),
        Case("child with a nursery",
            $$"""
            [Nursery] public partial Task RunAsync();
            Task RunAsync(RunNursery nursery) => SaveAsync(nursery.Token);
            [Child] async Task WorkAsync(RunNursery nursery) { {{Sleep}}; }
            """, "nursery.Token"),
        Case("child with a nursery and a token",
            $$"""
            [Child] async Task WorkAsync(Nursery nursery, CancellationToken stop) { {{Sleep}}; }
            """, "stop"),
        Case("child with an expression", $"[Child] async Task WorkAsync(CancellationToken ct) => {Sleep};", "ct"),
        Case("keyword for a name", $"[Child] async Task WorkAsync(CancellationToken @event) => {Sleep};", "@event"),
        InMembers(Id, "overload of a nursery",
            """
            [Nursery] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) { }
            async Task RunAsync(int times, Nursery nursery) { Thread.Sleep(1); }
            """),
        InMembers(Id, "method that takes a nursery", "async Task HelpAsync(Nursery nursery) { Thread.Sleep(1); }"),
        InMembers(Id, "public method elsewhere handed over",
            """
            public async Task HelpAsync(CancellationToken ct) { Thread.Sleep(1); }
            void Begin(Nursery nursery) => nursery.Start(HelpAsync);
            """),
        InMembers(Id, "private method that nobody calls",
            """
            async Task HelpAsync(CancellationToken ct) { Thread.Sleep(1); }
            [Child] Task WorkAsync(CancellationToken ct) { Changed += (_, _) => HelpAsync(default); return SaveAsync(ct); }
            """),
        Case("private method handed over",
            $$"""
            async Task HelpAsync(CancellationToken ct) { {{Sleep}}; } void Begin(Nursery nursery) => nursery.Start(HelpAsync);
            """, "ct"),
        Case("private method that a child calls",
            $$"""
            async Task HelpAsync(CancellationToken ct) { {{Sleep}}; }
            [Child] Task WorkAsync(CancellationToken ct) => HelpAsync(ct);
            """, "ct"),
        Case("private method that another one calls",
            $$"""
            async Task HelpAsync(CancellationToken ct) { {{Sleep}}; }
            Task MoreAsync(CancellationToken ct) => HelpAsync(ct);
            static Task RunAsync() => Nursery.RunAsync(async n => await new C().MoreAsync(n.Token));
            [Child] Task WorkAsync(CancellationToken ct) => MoreAsync(ct);
            """, "ct"),
        InMembers(Id, "constructor and property", "C() { Thread.Sleep(1); } int Number { get { Thread.Sleep(1); return 1; } }"),
        InMembers(Id, "before the generator",
            $$"""
            [Nursery] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) { {{Sleep}}; nursery.StartVisit(1, 2, 3); }
            """).HalfTyped(),
        InMembers(Id, "child of the wrong shape", "[Child] async {|NUR006:void|} Work() { Thread.Sleep(1); }").HalfTyped(),
    ];

    private static IEnumerable<DiagnosticCase> Handed =>
    [
        InRun(Id, "to RunAsync", $"{Sleep};").Saying(Delay("nursery.Token")),
        InOrdinary(Id, "to RunAsync with a result",
            $$"""
            var one = await Nursery.RunAsync<int>(async (Nursery n) => { {{Sleep}}; return 1; });
            """).Saying(Delay("n.Token")),
        InMembers(Id, "to NurseryHost",
            $$"""
            static Task<int> Main() => NurseryHost.RunAsync(async nursery => { {{Sleep}}; });
            """).Saying(Delay("nursery.Token")),
        InStart(Id, "to Start", $"{Sleep};").Saying(Delay("token")),
        InBody(Id, "to Start with state", $"((Nursery)nursery).Start(async (n, ct) => {{ {Sleep}; }}, 5);").Saying(Delay("ct")),
        InBody(Id, "to StartAsync",
            $$"""
            await ((Nursery)nursery).StartAsync<int>(async (ready, ct) => { {{Sleep}}; ready.Set(1); });
            """).Saying(Delay("ct")),
        InOrdinary(Id, "to MoveOnAfterAsync",
            $$"""
            await CancelScope.MoveOnAfterAsync(TimeSpan.Zero, async s => { {{Sleep}}; }, outer);
            """).Saying(Delay("s.Token")),
        InOrdinary(Id, "delegate in a local",
            $$"""
            Func<Nursery, Task> body = async n => { {{Sleep}}; }; await Nursery.RunAsync(body, outer);
            """).Saying(Delay("n.Token")),
        InOrdinary(Id, "local function",
            $$"""
            await Nursery.RunAsync(BodyAsync, outer); async Task BodyAsync(Nursery n) { {{Sleep}}; }
            """).Saying(Delay("n.Token")),
        InBody(Id, "local function to Start",
            $$"""
            ((Nursery)nursery).Start(WorkAsync); async Task WorkAsync(CancellationToken ct) { {{Sleep}}; }
            """).Saying(Delay("ct")),
        InOrdinary(Id, "delegate made explicitly",
            $$"""
            await Nursery.RunAsync(new Func<Nursery, Task>(async n => { {{Sleep}}; }), outer);
            """).Saying(Delay("n.Token")),
        InMembers(Id, "in a field's initializer",
            $$"""
            readonly Func<Task> _run = () => Nursery.RunAsync(async n => { {{Sleep}}; });
            """).Saying(Delay("n.Token")),
    ];

    private static IEnumerable<DiagnosticCase> Nested =>
    [
        InChild(Id, "local function called", $"Rest(); void Rest() {{ {Sleep}; }}").Saying(Wait("cancellationToken")),
        InChild(Id, "local function in a local function",
            $$"""
            await RestAsync(); async Task RestAsync() { Rest(); await SaveAsync(cancellationToken); void Rest() => {{Sleep}}; }
            """).Saying(Wait("cancellationToken")),
        InChild(Id, "local functions that call each other",
            $$"""
            A(1); void A(int n) { if (n > 0) B(n - 1); } void B(int n) { {{Sleep}}; A(n); }
            """).Saying(Wait("cancellationToken")),
        InChild(Id, "lambda called", $"Action rest = () => {Sleep}; rest(); rest.Invoke();").Saying(Wait("cancellationToken")),
        InChild(Id, "lambda called on the spot", $"((Action)(() => {Sleep}))();").Saying(Wait("cancellationToken")),
        InChild(Id, "LINQ",
            $$"""
            await Task.WhenAll(new[] { 1, 2 }.Select(async n => { {{Sleep}}; await SaveAsync(cancellationToken); }));
            """).Saying(Delay("cancellationToken")),
        InChild(Id, "ForEach", $"new List<int>().ForEach(n => {Sleep}); Array.ForEach([1], n => {Sleep});"),
        InChild(Id, "Parallel",
            $$"""
            await Parallel.ForEachAsync([1, 2], cancellationToken, async (n, ct) => { {{Sleep}}; });
            """).Saying(Delay("ct")),
        InMembers(Id, "awaited call",
            $$"""
            static async Task TwiceAsync(Func<Task> work) { await work(); await work(); }
            [Child] async Task WorkAsync(CancellationToken ct) => await TwiceAsync(async () => {{Sleep}}).ConfigureAwait(false);
            """).Saying(Delay("ct")),
        InMembers(Id, "returned call",
            $"""
            static Task TwiceAsync(Func<Task> work) => work();
            [Child] Task WorkAsync(CancellationToken ct) => TwiceAsync(async () => {Sleep});
            """).Saying(Delay("ct")),
    ];

    private static IEnumerable<DiagnosticCase> Elsewhere =>
    [
        InChild(Id, "event's handler",
            """
            Changed += (_, _) => Thread.Sleep(1); Changed += Handle;
            void Handle(object? sender, EventArgs e) => Thread.Sleep(1);
            """),
        InChild(Id, "stored", "_later = () => Thread.Sleep(1); var all = new List<Action> { () => Thread.Sleep(1) };"),
        InChild(Id, "passed to a constructor", "var lazy = new Lazy<int>(() => { Thread.Sleep(1); return 1; });"),
        InChild(Id, "passed to who may keep it", "Keep(() => Thread.Sleep(1)); void Keep(Action action) => _later = action;"),
        InChild(Id, "registered", "using var registration = cancellationToken.Register(() => Thread.Sleep(1));"),
        InChild(Id, "on a thread of the pool", $"await Task.Run(() => {Sleep}, cancellationToken);").Saying(Wait("cancellationToken")),
        InChild(Id, "on a timer", $"using var timer = new Timer(_ => {Sleep});").Saying(Wait("cancellationToken")),
        InChild(Id, "lambda in what runs elsewhere", "Changed += (_, _) => { Action rest = () => Thread.Sleep(1); rest(); };"),
        InChild(Id, "local function for what runs elsewhere", "Changed += (_, _) => Rest(); void Rest() => Thread.Sleep(1);"),
        InChild(Id, "delegate in a local that is stored", "Action rest = () => Thread.Sleep(1); _later = rest;"),
        InChild(Id, "expression that is read",
            """
            System.Linq.Expressions.Expression<Action> rest = () => Thread.Sleep(1); await SaveAsync(cancellationToken);
            """),
        InOrdinary(Id, "lambda in no nursery code", "await Task.WhenAll(new[] { 1 }.Select(async n => { Thread.Sleep(1); }));"),
        InOrdinary(Id, "local function that a child calls",
            """
            await Nursery.RunAsync(n => HelpAsync(n), outer); async Task HelpAsync(Nursery n) => Thread.Sleep(1);
            """),
    ];

    private static IEnumerable<DiagnosticCase> Tokens =>
    [
        InBody(Id, "scope opened around",
            $$"""
            using (var limit = CancelScope.FailAfter(TimeSpan.Zero, nursery.Token)) { {{Sleep}}; await SaveAsync(limit.Token); }
            {{Sleep}};
            """).Saying(Delay("limit.Token"), Delay("nursery.Token")),
        InBody(Id, "scopes opened before",
            $"""
            {Sleep}; using var a = CancelScope.FailAfter(TimeSpan.Zero, nursery.Token);
            using var b = CancelScope.FailAfter(TimeSpan.Zero, a.Token); {Sleep}; await SaveAsync(b.Token);
            """).Saying(Delay("nursery.Token"), Delay("b.Token")),
        InBody(Id, "scope of the function around",
            $$"""
            using var a = CancelScope.FailAfter(TimeSpan.Zero, nursery.Token); await RestAsync(a.Token);
            async Task RestAsync(CancellationToken ct) { {{Sleep}}; }
            """).Saying(Delay("ct")),
        InBody(Id, "captured", $"await RestAsync(); async Task RestAsync() {{ {Sleep}; }}").Saying(Delay("nursery.Token")),
        InBody(Id, "nothing captured", $"await RestAsync(); static async Task RestAsync() {{ {Sleep}; }}")
            .Saying(Says("await Task.Delay(1)")),
        InBody(Id, "an outer token is not its own", $"((Nursery)nursery).Start(async _ => {{ {Sleep}; }});")
            .Saying(Says("await Task.Delay(1)")),
    ];

    private static IEnumerable<DiagnosticCase> Awaits =>
    [
        InChild(Id, "local function that returns nothing", $"Rest(); void Rest() => {Sleep};").Saying(Wait("cancellationToken")),
        InChild(Id, "local function that returns a task",
            $$"""
            await RestAsync(); Task RestAsync() { {{Sleep}}; return SaveAsync(cancellationToken); }
            """).Saying(Delay("cancellationToken")),
        InChild(Id, "exception filter",
            $$"""
            try { await SaveAsync(cancellationToken); } catch (InvalidOperationException) when (Rest()) { }
            bool Rest() { {{Sleep}}; return true; }
            """).Saying(Wait("cancellationToken")),
        InChild(Id, "clause of a query",
            $$"""
            var all = (from n in new[] { 1 } select ((Func<int>)(() => { {{Sleep}}; return n; }))()).ToArray();
            """).Saying(Wait("cancellationToken")),
        InChild(Id, "unsafe", $"unsafe {{ {Sleep}; }}").Saying(Wait("cancellationToken")),
    ];

    private static DiagnosticCase Case(string name, string members, string token) => InMembers(Id, name, members).Saying(Delay(token));

    private static string Delay(string token) => Says($"await Task.Delay(1, {token})");

    private static string Wait(string token) => Says($"{token}.WaitHandle.WaitOne(1)");

    private static string Says(string instead) => $"'Thread.Sleep' holds a thread, and no cancellation wakes it: write '{instead}'";
}
