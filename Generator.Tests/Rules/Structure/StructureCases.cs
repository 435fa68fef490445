using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>
/// What gets out of a nursery's hands, and scopes that don't close in time: NUR102, NUR103, NUR104, NUR107, NUR108, NUR109.
/// </summary>
internal static class StructureCases
{
    private const string Entry =
        """
        [Nursery] public partial Task RunAsync();
        async Task RunAsync(RunNursery nursery) { nursery.StartWork(); nursery.StartWork(); }

        """;

    public static IEnumerable<DiagnosticCase> All =>
        [.. SelfJoin, .. AsyncVoid, .. WorkOutside, .. YieldInScope, .. UselessNursery, .. UndisposedScope];

    private static IEnumerable<DiagnosticCase> SelfJoin =>
    [
        InMembers("NUR102", "generated handle", Entry +
            """
            [Child] async Task WorkAsync(RunNursery nursery) { nursery.StartVisit(1); await [|nursery.JoinAsync()|]; }
            """)
            .Saying(
                """
                A child that awaits 'nursery.JoinAsync()' waits for itself: await the handles of the children that it needs, or open a nursery for them
                """),
        InMembers("NUR102", "untyped handle", Entry +
            """
            [Child] async Task WorkAsync(Nursery own) { await [|own.JoinAsync()|].ConfigureAwait(false); }
            """),
        InMembers("NUR102", "returned", Entry + "[Child] Task WorkAsync(RunNursery nursery) => [|nursery.JoinAsync()|].AsTask();"),
        InMembers("NUR102", "not awaited either", Entry + "[Child] async Task WorkAsync(RunNursery nursery) { [|nursery.JoinAsync()|]; }"),
        InMembers("NUR102", "in a local function", Entry +
            """
            [Child] async Task WorkAsync(RunNursery nursery)
            {
                await RestAsync(); async Task RestAsync() => await [|nursery.JoinAsync()|];
            }
            """),
        InMembers("NUR102", "in a scope of its own", Entry +
            """
            [Child] async Task WorkAsync(RunNursery nursery) => await CancelScope.{|NUR202:FailAfterAsync|}(TimeSpan.Zero, async {|NUR209:scope|} => await [|nursery.JoinAsync()|]);
            """),
        InMembers("NUR102", "in a nursery of its own", Entry +
            """
            [Child] async Task WorkAsync(RunNursery nursery) => await Nursery.{|NUR202:RunAsync|}(async inner => { inner.Start(async ct => await [|nursery.JoinAsync()|]); await inner.JoinAsync(); });
            """),
        InRun("NUR102", "child in a lambda", "nursery.Start(async token => { await [|nursery.JoinAsync()|]; });"),
        InBody("NUR102", "child in a lambda of a generated nursery",
            """
            ((Nursery)nursery).Start(async token => { await [|nursery.JoinAsync()|]; });
            """),

        InBody("NUR102", "body", "nursery.StartVisit(1); await nursery.JoinAsync();"),
        InRun("NUR102", "body in a lambda",
            """
            nursery.Start(static ct => SaveAsync(ct)); await nursery.JoinAsync(); await RestAsync();
            async Task RestAsync() => await nursery.JoinAsync();
            """),
        InMembers("NUR102", "a nursery of its own", Entry +
            """
            [Child] async Task WorkAsync(RunNursery nursery) => await Nursery.{|NUR202:RunAsync|}(async inner => { inner.Start(static ct => SaveAsync(ct)); await inner.JoinAsync(); });
            """),
        InMembers("NUR102", "daemon", Entry +
            """
            [Child(Daemon = true)] async Task WorkAsync(RunNursery nursery) => await nursery.JoinAsync();
            """),
        InMembers("NUR102", "children that it needs", Entry +
            """
            [Child] async Task WorkAsync(RunNursery nursery) { await nursery.StartVisit(1); }
            """),
        InBody("NUR102", "nursery of who called",
            """
            await Nursery.{|NUR202:RunAsync|}(async inner => { inner.Start(async ct => await nursery.JoinAsync()); await inner.JoinAsync(); });
            await nursery.JoinAsync();
            """),
        InMembers("NUR102", "no child", "async Task HelpAsync(Nursery nursery) => await nursery.JoinAsync();"),
        InMembers("NUR102", "another JoinAsync", Entry +
            """
            [Child] async Task WorkAsync(RunNursery nursery) { await JoinAsync(); } Task JoinAsync() => Task.CompletedTask;
            """),
    ];

    private static IEnumerable<DiagnosticCase> AsyncVoid =>
    [
        .. Everywhere("NUR103", "lambda", "new List<int>().ForEach([|async|] n => await SaveAsync(TOKEN)); await SaveAsync(TOKEN);"),
        InChild("NUR103", "says what to do with a lambda", "Action rest = [|async|] () => await SaveAsync(cancellationToken); rest();")
            .Saying(
                """
                Nobody can await this lambda, and what it throws ends the process: hand it to what takes a Func<Task>, or start it as a child
                """),
        InChild("NUR103", "local function", "Rest(); async [|void|] Rest() => await SaveAsync(cancellationToken);")
            .Saying("Nobody can await 'Rest', and what it throws ends the process: return Task, and await it"),
        InChild("NUR103", "anonymous method", "_later = [|async|] delegate { await SaveAsync(); };"),
        InChild("NUR103", "timer's callback", "using var timer = new Timer([|async|] _ => await {|NUR202:SaveAsync|}());"),
        InChild("NUR103", "callback of a token", "using var registration = cancellationToken.Register([|async|] () => await SaveAsync());"),
        InChild("NUR103", "Parallel that takes no task",
            """
            Parallel.ForEach(new[] { 1 }, [|async|] n => await SaveAsync(cancellationToken));
            """),
        InSynchronousChild("NUR103", "in a synchronous child", "Rest(); async [|void|] Rest() => await SaveAsync(cancellationToken);"),

        InChild("NUR103", "event's handler",
            """
            Changed += async (_, _) => await SaveAsync(); Changed += Handle;
            async void Handle(object? sender, EventArgs e) => await SaveAsync();
            """),
        InChild("NUR103", "handler of another event",
            """
            AppDomain.CurrentDomain.ProcessExit += async delegate { await SaveAsync(); };
            EventHandler<UnhandledExceptionEventArgs> handler = async (s, e) => await SaveAsync();
            """),
        InMembers("NUR103", "handler of an event of its own kind",
            """
            event Action? Moved;
            [Child] async Task {|NUR201:WorkAsync|}()
            {
                Action moved = async () => await SaveAsync(); Moved += moved; Moved += Handle; await SaveAsync();
                Moved?.Invoke();
                async void Handle() => await SaveAsync();
            }
            """),
        InChild("NUR103", "that returns a task",
            """
            Func<Task> rest = async () => await SaveAsync(cancellationToken); await rest();
            await Parallel.ForEachAsync([1], cancellationToken, async (n, ct) => await SaveAsync(ct));
            """),
        InChild("NUR103", "not async", "new List<int>().ForEach(n => Save()); Rest(); void Rest() => Save();"),
        InOrdinary("NUR103", "no nursery code",
            """
            Action rest = async () => await SaveAsync(outer); Rest(); async void Rest() => await SaveAsync(outer);
            """),
        InMembers("NUR103", "handler beside a child",
            """
            [Child] Task {|NUR201:WorkAsync|}() => SaveAsync();
            async void OnChanged(object sender, EventArgs e) => await SaveAsync();
            """),
    ];

    private static IEnumerable<DiagnosticCase> WorkOutside =>
    [
        .. Everywhere("NUR104", "Task.Run", "[|Task.Run(Save, TOKEN)|]; await SaveAsync(TOKEN);"),
        InChild("NUR104", "says what to do",
            """
            [|Task.Run(Save)|]; [|_ = Task.Factory.StartNew(Save)|]; var run = [|Task.Run(() => SaveAsync())|];
            [|ThreadPool.QueueUserWorkItem(_ => Save())|];
            """)
            .Saying(
                "'Task.Run' starts work that the nursery doesn't wait for: start a child, or await it",
                "'Task.Factory.StartNew' starts work that the nursery doesn't wait for: start a child, or await it",
                "'Task.Run' starts work that the nursery doesn't wait for: start a child, or await it",
                "'ThreadPool.QueueUserWorkItem' starts work that the nursery doesn't wait for: start a child, or await 'Task.Run'"),
        InSynchronousChild("NUR104", "says what to do where nothing can be awaited", "[|Task.Run(Save)|];")
            .Saying("'Task.Run' starts work that the nursery doesn't wait for: start a child, or return it to where it can be awaited"),
        InScope("NUR104", "says what to do in a scope",
            """
            [|Task.Run(Save)|]; [|new Thread(Save).Start()|]; await SaveAsync(scope.Token);
            """).Saying(
            "'Task.Run' starts work that the nursery doesn't wait for: await it",
            "'Thread.Start' starts work that the nursery doesn't wait for: await 'Task.Run'"),
        InMembers("NUR104", "kept in a field",
            """
            Task? _loop;
            [Child] async Task WorkAsync() { _loop = [|Task.Run(Save)|]; this._loop = [|Task.Run(() => SaveAsync())|]; }
            """),
        InChild("NUR104", "awaited on one path", "var run = [|Task.Run(Save)|]; if (_later is null) return; await run;"),
        InChild("NUR104", "thread in a local",
            """
            var thread = new Thread(Save) { IsBackground = true }; [|thread.Start()|]; thread.Name = "a";
            """),
        InMembers(
            "NUR104", "thread in a field that nobody joins", "Thread _thread = new(Save); [Child] void Work() { [|_thread.Start()|]; }"),
        InMembers("NUR104", "thread in a field that is joined elsewhere",
            """
            Thread _thread = new(Save); [Child] void Work() { _thread.Start(); } void Stop() => _thread.Join();
            """),
        InChild("NUR104", "cold task", "[|new Task(Save).Start()|];"),
        InChild("NUR104", "unsafe", "[|ThreadPool.UnsafeQueueUserWorkItem(_ => Save(), null)|];"),

        InChild("NUR104", "awaited",
            """
            await Task.Run(Save, cancellationToken); var count = await Task.Run(() => 1).ConfigureAwait(false);
            await Task.Factory.StartNew(Save);
            """),
        InMembers("NUR104", "returned",
            """
            [Child] Task WorkAsync() => Task.Run(Save); [Child] async Task<int> CountedAsync() => await Task.Run(() => 1);
            """),
        InChild("NUR104", "handed on",
            """
            await Task.WhenAll(Task.Run(Save), Task.Run(Save)); var all = new List<Task>(); all.Add(Task.Run(Save));
            await Task.WhenAll(all); await Task.Run(Save).WaitAsync(cancellationToken);
            """),
        InMembers("NUR104", "in a field for a while",
            """
            Task? _loop; sealed class Job { public Task? Task { get; set; } }
            [Child] async Task {|NUR201:WorkAsync|}()
            {
                _loop = Task.Run(Save); await SaveAsync(); await _loop; var job = new Job { Task = Task.Run(Save) };
                job.Task = Task.Run(Save);
            }
            """),
        InChild("NUR104", "in a local", "var run = Task.Run(Save); await SaveAsync(cancellationToken); await run;"),
        InChild("NUR104", "Parallel",
            """
            await Parallel.ForEachAsync([1], cancellationToken, async (n, ct) => await SaveAsync(ct));
            Parallel.For(0, 2, n => Save());
            """),
        InChild("NUR104", "thread that is joined", "var thread = new Thread(Save); thread.Start(); {|NUR304:thread.Join()|};"),
        InMembers("NUR104", "thread that others see",
            """
            internal Thread _thread = new(Save);
            [Child] void Work() { _thread.Start(); var thread = new Thread(Save); Keep(thread); thread.Start(); }
            static void Keep(Thread thread) { }
            """),
        InOrdinary("NUR104", "no nursery code", "_ = Task.Run(Save); new Thread(Save).Start(); ThreadPool.QueueUserWorkItem(_ => Save());"),
        InChild("NUR104", "another Run",
            """
            Run(Save); static void Run(Action action) => action(); new System.Diagnostics.Process().Start();
            """),
    ];

    private static IEnumerable<DiagnosticCase> YieldInScope =>
    [
        InMembers("NUR107", "declaration", Iterator(
            """
            using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct); await SaveAsync(scope.Token);
            [|yield return 1;|]
            """))
            .Saying("'scope' stays open while the consumer holds the item, and its deadline runs: end the scope before 'yield return'"),
        InMembers("NUR107", "statement", Iterator(
            """
            using (var limit = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), ct))
            {
                for (var n = 0; n < 2; n++) { if (n > 0) [|yield return await CountAsync(limit.Token);|] }
            }
            yield return 2;
            """)),
        InMembers("NUR107", "in try", Iterator(
            """
            using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct);
            try { await SaveAsync(scope.Token); [|yield return 1;|] } finally { Save(); }
            """)),
        InMembers("NUR107", "without a name", Iterator(
            """
            using ({|NUR209:CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct)|}) { await SaveAsync(ct); [|yield return 1;|] }
            """)),
        InMembers("NUR107", "local function",
            """
            async Task UseAsync()
            {
                await foreach (var n in Each(default)) { Save(); }
                async IAsyncEnumerable<int> Each([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
                {
                    using var scope = CancelScope.FailAfter(TimeSpan.Zero, ct); await SaveAsync(scope.Token);
                    [|yield return 1;|]
                }
            }
            """),

        InMembers("NUR107", "after the scope", Iterator(
            """
            int count;
            using (var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct)) { count = await CountAsync(scope.Token); }
            yield return count;
            """)),
        InMembers("NUR107", "before the scope", Iterator(
            """
            yield return 1; using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct);
            await SaveAsync(scope.Token);
            """)),
        InMembers("NUR107", "shield", Iterator(
            """
            using var scope = CancelScope.Shielded(TimeSpan.FromSeconds(1)); await SaveAsync(scope.Token); yield return 1;
            """)),
        InMembers("NUR107", "scope in a function", Iterator(
            """
            yield return await OneAsync();
            async Task<int> OneAsync()
            {
                using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct); return await CountAsync(scope.Token);
            }
            """)),
        InMembers("NUR107", "yield break", Iterator(
            """
            using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct); await SaveAsync(scope.Token); yield break;
            """)),
        InMembers("NUR107", "another using", Iterator(
            """
            using var file = new System.IO.MemoryStream(); await SaveAsync(ct); yield return 1;
            """)),
    ];

    private static IEnumerable<DiagnosticCase> UselessNursery =>
    [
        InBody("NUR108", "last statement", "Save(); [|nursery.StartVisit(1)|];")
            .Saying("Nothing runs beside this child: call 'VisitAsync' without a nursery"),
        InBody("NUR108", "awaited", "await [|nursery.StartVisit(1)|];"),
        InMembers("NUR108", "body that isn't async",
            """
            [Nursery] public partial Task RunAsync();
            Task RunAsync(RunNursery nursery) { [|nursery.StartVisit(1)|]; return Task.CompletedTask; }
            """),
        InMembers("NUR108", "result",
            """
            [Nursery] public partial Task<int> RunAsync();
            async Task<int> RunAsync(RunNursery nursery) => await [|nursery.StartAdd(1)|];
            [Child] static Task<int> AddAsync(int n) => Task.FromResult(n);
            """),

        InBody("NUR108", "two children", "nursery.StartVisit(1); nursery.StartVisit(2);"),
        InBody("NUR108", "in a loop", "foreach (var n in new[] { 1, 2 }) nursery.StartVisit(n);"),
        InBody("NUR108", "work beside it", "nursery.StartVisit(1); await SaveAsync(nursery.Token);"),
        InBody("NUR108", "token used", "await SaveAsync(nursery.Token); nursery.StartVisit(1);"),
        InBody("NUR108", "handed on",
            """
            Help(nursery); nursery.StartVisit(1);
            static void Help(Nursery nursery) => nursery.Start(static ct => SaveAsync(ct));
            """),
        InMembers("NUR108", "child that starts others",
            """
            [Nursery] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) => nursery.StartWork();
            [Child] async Task WorkAsync(RunNursery nursery) { nursery.StartVisit(1); nursery.StartVisit(2); }
            """),
        InMembers("NUR108", "timeout",
            """
            [Nursery, Timeout(500)] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) => nursery.StartVisit(1);
            """),
        InMembers("NUR108", "options",
            """
            [Nursery(Errors = NurseryErrors.Group)] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) => nursery.StartVisit(1);
            """),
        InMembers("NUR108", "child with a timeout",
            """
            [Nursery] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) => nursery.StartWork();
            [Child, Timeout(5)] Task WorkAsync(CancellationToken ct) => SaveAsync(ct);
            """),
        InMembers("NUR108", "child that is shielded",
            """
            [Nursery] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) => nursery.StartWork();
            [Child(Shield = true)] Task WorkAsync(CancellationToken ct) => SaveAsync(ct);
            """),
        InMembers("NUR108", "child that computes",
            """
            [Nursery] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) => nursery.StartWork();
            [Child] void Work() => Save();
            """),
        InMembers("NUR108", "child of the instance",
            """
            [Nursery] public partial Task RunAsync();
            static async Task RunAsync(RunNursery nursery) => nursery.StartWork();
            [Child] Task WorkAsync(CancellationToken ct) => SaveAsync(ct);
            """),
        InMembers("NUR108", "virtual",
            """
            [Nursery] public virtual partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) => nursery.StartVisit(1);
            """),
        InRun("NUR108", "lambda", "nursery.Start(static ct => SaveAsync(ct));"),
    ];

    private static IEnumerable<DiagnosticCase> UndisposedScope =>
    [
        InOrdinary("NUR109", "local",
            """
            var limit = [|CancelScope.FailAfter(TimeSpan.FromSeconds(1), outer)|]; await SaveAsync(limit.Token);
            limit.Cancel();
            """)
            .Saying("Nobody disposes of this cancel scope, and its timer runs on: write 'using var limit = …'"),
        InOrdinary("NUR109", "only its token", "await SaveAsync([|CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), outer)|].Token);")
            .Saying("Nobody disposes of this cancel scope, and its timer runs on: write 'using var scope = …'"),
        .. Everywhere("NUR109", "discarded",
            """
            [|CancelScope.FailAfter(TimeSpan.FromSeconds(1), TOKEN)|]; _ = [|CancelScope.Shielded(TimeSpan.FromSeconds(1))|];
            await SaveAsync(TOKEN);
            """),

        InOrdinary("NUR109", "using",
            """
            using var a = CancelScope.FailAfter(TimeSpan.FromSeconds(1), outer);
            using (var b = CancelScope.FailAfter(TimeSpan.FromSeconds(1), a.Token)) await SaveAsync(b.Token);
            using ({|NUR209:CancelScope.Shielded(TimeSpan.FromSeconds(1))|}) Save();
            """),
        InOrdinary("NUR109", "disposed of",
            """
            var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), outer); try { await SaveAsync(scope.Token); }
            finally { scope.Dispose(); } CancelScope.Shielded(TimeSpan.Zero).Dispose();
            """),
        InOrdinary("NUR109", "used later",
            """
            var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), outer); using (scope) await SaveAsync(scope.Token);
            """),
        InMembers("NUR109", "somebody else's",
            """
            CancelScope? _scope; CancelScope Open() => CancelScope.Shielded(TimeSpan.Zero);
            CancelScope OpenAgain() { var scope = CancelScope.Shielded(TimeSpan.Zero); scope.Cancel(); return scope; }
            void Keep() { _scope = CancelScope.Shielded(TimeSpan.Zero); Use(CancelScope.Shielded(TimeSpan.Zero)); }
            void Use(CancelScope scope) => scope.Dispose();
            """),
        InOrdinary("NUR109", "captured",
            """
            var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), outer); await EndAsync();
            async Task EndAsync() { await SaveAsync(outer); scope.Dispose(); }
            """),
        InOrdinary("NUR109", "around a delegate",
            """
            await CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), scope => SaveAsync(scope.Token), outer);
            """),
    ];

    private static string Iterator(string statements) =>
        $$"""
        async IAsyncEnumerable<int> EachAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
        {
            {{statements}}
        }
        """;
}
