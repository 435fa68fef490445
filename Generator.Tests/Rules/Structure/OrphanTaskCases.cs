using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Tasks that nobody awaits: NUR101.</summary>
internal static class OrphanTaskCases
{
    private const string Id = "NUR101";

    public static IEnumerable<DiagnosticCase> All => [.. Discarded, .. InLocals, .. InTasks, .. CaredFor, .. UsedLocals, .. Elsewhere];

    private static IEnumerable<DiagnosticCase> Discarded =>
    [
        .. Everywhere(Id, "statement", "[|SaveAsync(TOKEN)|]; await SaveAsync(TOKEN);"),
        .. Everywhere(Id, "discard", "[|_ = CountAsync(TOKEN)|]; await SaveAsync(TOKEN);"),
        InChild(Id, "says what to do", "[|SaveAsync(cancellationToken)|];").Saying(Says("await it, or start it as a child")),
        InScope(Id, "says what to do in a scope", "[|SaveAsync(scope.Token)|];").Saying(Says("await it")),
        InSynchronousChild(Id, "says what to do where nothing can be awaited", "[|SaveAsync(cancellationToken)|];")
            .Saying(Says("return it to where it can be awaited, or start it as a child")),
        InChild(Id, "configured", "[|SaveAsync(cancellationToken).ConfigureAwait(false)|];"),
        InChild(Id, "of what may be null", "HttpClient? http = null; [|http?.GetAsync(\"a\", cancellationToken)|];"),
        InChild(Id, "delay", "[|Task.Delay(10, cancellationToken)|];"),
        InChild(Id, "all of several", "var one = SaveAsync(cancellationToken); [|Task.WhenAll(one, SaveAsync(cancellationToken))|];"),
        InChild(Id, "continuation", "[|_ = SaveAsync(cancellationToken).ContinueWith(task => Save())|];"),
        InChild(Id, "value task", "[|System.IO.Stream.Null.DisposeAsync()|];"),
        InBody(Id, "join", "nursery.StartVisit(1); [|nursery.JoinAsync()|];"),
        InMembers(Id, "delegate", "[Child] async Task WorkAsync(Func<Task> work) { [|work()|]; }"),
        InChild(Id, "lambda that returns nothing", "new List<int>().ForEach(n => [|SaveAsync(cancellationToken)|]);"),
        InChild(Id, "local function that returns nothing", "Rest(); void Rest() => [|SaveAsync(cancellationToken)|];"),
        InChild(Id, "disposed of in place of what it is for",
            """
            var gate = new SemaphoreSlim(1); using ([|gate.WaitAsync(cancellationToken)|]) { }
            """),
        InMembers(Id, "task-like",
            """
            [Child] async Task WorkAsync() { [|OddAsync()|]; }
            async Odd OddAsync() { }
            [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(OddBuilder))] class Odd { }
            class OddBuilder
            {
                public static OddBuilder Create() => new();
                public Odd Task => new();
                public void SetResult() { }
                public void SetException(Exception e) { }
                public void SetStateMachine(System.Runtime.CompilerServices.IAsyncStateMachine m) { }
                public void Start<T>(ref T m) where T : System.Runtime.CompilerServices.IAsyncStateMachine { }
                public void AwaitOnCompleted<A, T>(ref A a, ref T m) { }
                public void AwaitUnsafeOnCompleted<A, T>(ref A a, ref T m) { }
            }
            """),
        InChild(Id, "only looked at",
            """
            var saving = [|SaveAsync(cancellationToken)|]; {|NUR207:while (!saving.IsCompleted)|}
            await Task.Delay(1, cancellationToken);
            """),
    ];

    private static IEnumerable<DiagnosticCase> InLocals =>
    [
        .. Everywhere(Id, "local never used", "var saving = [|SaveAsync(TOKEN)|]; await SaveAsync(TOKEN);"),
        InChild(Id, "says what to do with a local", "var saving = [|SaveAsync(cancellationToken)|];")
            .Saying(Says("await 'saving' on every path, or start it as a child")),
        InChild(Id, "local used for nothing", "var saving = [|SaveAsync(cancellationToken)|]; _ = saving; var name = nameof(saving);"),
        InChild(Id, "early return", "var saving = [|SaveAsync(cancellationToken)|]; if (_later is null) return; await saving;"),
        InChild(Id, "one branch", "var saving = [|SaveAsync(cancellationToken)|]; if (_later is not null) { await saving; }"),
        InChild(Id, "only where something fails",
            """
            var saving = [|SaveAsync(cancellationToken)|]; try { Save(); }
            catch (InvalidOperationException) { await saving; throw; }
            """),
        InChild(Id, "something is thrown first",
            """
            var saving = [|SaveAsync(cancellationToken)|]; if (_later is null) throw new InvalidOperationException();
            await saving;
            """),
        InChild(Id, "overwritten", "var saving = [|SaveAsync(cancellationToken)|]; saving = CountAsync(cancellationToken); await saving;"),
        InChild(Id, "overwritten on a path",
            """
            Task saving = [|SaveAsync(cancellationToken)|]; if (_later is null) saving = CountAsync(cancellationToken);
            await saving;
            """),
        InChild(Id, "in a loop",
            """
            foreach (var n in new[] { 1, 2 })
            {
                var saving = [|SaveAsync(cancellationToken)|]; if (n > 1) continue; await saving;
            }
            """),
    ];

    private static IEnumerable<DiagnosticCase> InTasks =>
    [
        InChild(Id, "inner task of StartNew", "await [|Task.Factory.StartNew(async () => await SaveAsync(cancellationToken))|];")
            .Saying("Nobody awaits the task in the result of 'StartNew': add '.Unwrap()'"),
        InChild(Id, "inner task of ContinueWith",
            """
            await [|SaveAsync(cancellationToken).ContinueWith(_ => CountAsync())|].ConfigureAwait(false);
            """),
        InMembers(Id, "inner task returned as the outer",
            """
            [Child] Task {|NUR201:WorkAsync|}() => [|Task.Factory.StartNew(() => SaveAsync())|];
            """),
        InChild(Id, "inner task in a local for the outer", "Task all = [|Task.Factory.StartNew(() => SaveAsync())|]; await all;"),
        InMembers(Id, "inner task of a method",
            """
            static Task<Task> BeginAsync() => Task.FromResult(Task.CompletedTask);
            [Child] async Task WorkAsync() { await [|BeginAsync()|]; }
            """),
        InMembers(Id, "inner value task",
            """
            static Task<ValueTask> BeginAsync() => Task.FromResult(ValueTask.CompletedTask);
            [Child] async Task WorkAsync() { _ = await [|BeginAsync()|]; }
            """)
            .Saying("Nobody awaits the task in the result of 'BeginAsync': await that too"),
        InChild(Id, "inner task awaited",
            """
            await await Task.Factory.StartNew(() => SaveAsync(cancellationToken));
            await Task.Factory.StartNew(() => SaveAsync(cancellationToken)).Unwrap();
            var inner = await Task.Factory.StartNew(() => SaveAsync(cancellationToken)); await inner;
            """),
        InChild(Id, "inner task in a local that nobody awaits",
            """
            var inner = await [|Task.Factory.StartNew(() => SaveAsync(cancellationToken))|];
            """),
        InChild(Id, "losers", "await [|Task.WhenAny(SaveAsync(cancellationToken), CountAsync(cancellationToken))|];"),
        InChild(Id, "time-out by hand",
            """
            var saving = [|SaveAsync(cancellationToken)|];
            if (await Task.WhenAny(saving, Task.Delay(1, cancellationToken)) != saving) throw new TimeoutException();
            await saving;
            """),
        InChild(Id, "in a query and a loop", "foreach (var one in [|new[] { 1 }.Select(n => SaveAsync(cancellationToken))|]) Save();"),
        InChild(Id, "in a list that nobody reads",
            """
            List<Task> all = [[|SaveAsync(cancellationToken)|]]; all.Add([|CountAsync(cancellationToken)|]);
            Console.WriteLine(all.Count);
            """),
        InMembers(Id, "forgotten",
            """
            static async void Forget(Task task) => await task;
            [Child] async Task WorkAsync(CancellationToken ct) { Forget([|SaveAsync(ct)|]); await SaveAsync(ct); }
            """),
        InMembers(Id, "in a helper",
            """
            async Task StepAsync(CancellationToken ct) { [|_ = SaveAsync(ct)|]; await SaveAsync(ct); }
            [Child] Task WorkAsync(CancellationToken ct) => StepAsync(ct);
            """),
        InChild(Id, "as they end",
            """
            var all = new[] { 1, 2 }.Select(n => CountAsync(cancellationToken)).ToList();
            while (all.Count > 0) { var one = await Task.WhenAny(all); all.Remove(one); Save(); await one; }
            """),
        InChild(Id, "whichever is first",
            """
            var one = SaveAsync(cancellationToken); var two = CountAsync(cancellationToken); await Task.WhenAny(one, two);
            await one; await two;
            """),
        InChild(Id, "out of a channel",
            """
            var tasks = System.Threading.Channels.Channel.CreateUnbounded<Task>();
            await tasks.Reader.ReadAsync(cancellationToken);
            """),
    ];

    private static IEnumerable<DiagnosticCase> CaredFor =>
    [
        .. Everywhere(Id, "awaited", "await SaveAsync(TOKEN); _ = await CountAsync(TOKEN); await SaveAsync(TOKEN).ConfigureAwait(false);"),
        InMembers(Id, "returned", "[Child] Task WorkAsync(CancellationToken ct) => SaveAsync(ct);"),
        InMembers(Id, "returned by a condition",
            """
            [Child] Task WorkAsync(bool a, C? c, CancellationToken ct) => a ? SaveAsync(ct) : c?.OtherAsync() ?? Task.CompletedTask;
            Task OtherAsync() => Task.CompletedTask;
            """),
        InBody(Id, "children's handles",
            """
            nursery.StartVisit(1); _ = nursery.StartVisit(2); var child = nursery.StartVisit(3);
            nursery.StartVisit(4).AsTask(); ((Nursery)nursery).Start(static ct => SaveAsync(ct));
            """),
        InMembers(Id, "start of what says when it is ready",
            """
            [Nursery] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery)
            {
                nursery.StartServeAsync(); _ = ((Nursery)nursery).StartAsync<int>(async (ready, ct) => ready.Set(1));
            }
            [Child] async Task ServeAsync(Ready ready) => ready.Set();
            """),
        InChild(Id, "out of a queue",
            """
            var all = new Queue<Task>(); all.Enqueue(SaveAsync(cancellationToken)); await all.Peek(); all.Dequeue();
            Task? last = null; var before = Interlocked.Exchange(ref last, SaveAsync(cancellationToken));
            if (before is not null) await before; await last!;
            """),
        InChild(Id, "handed on",
            """
            var all = new List<Task>(); all.Add(SaveAsync(cancellationToken)); await Task.WhenAll(all);
            await Task.WhenAll(SaveAsync(cancellationToken), CountAsync(cancellationToken));
            """),
        InChild(Id, "of each item",
            """
            await Task.WhenAll(new[] { 1, 2 }.Select(n => SaveAsync(cancellationToken)));
            await Task.WhenAll(new[] { 1 }.Select(n => n > 1 ? SaveAsync(cancellationToken) : Task.CompletedTask).ToArray());
            """),
        InMembers(Id, "stored",
            """
            Task? _saving; Task[] _all = new Task[1];
            [Child] async Task {|NUR201:WorkAsync|}()
            {
                _saving = SaveAsync(); _all[0] = SaveAsync(); (_saving, var count) = (SaveAsync(), 1);
            }
            Task AllAsync() => Task.WhenAll([_saving!, .. _all]);
            """),
        InMembers(Id, "stored where nobody looks",
            """
            Task? _saving;
            readonly List<Task> _all = [];
            [Child] async Task WorkAsync(CancellationToken ct)
            {
                await SaveAsync(ct); _saving = [|SaveAsync(ct)|]; _all.Add([|SaveAsync(ct)|]); Console.WriteLine(_all.Count);
            }
            """),
        InChild(Id, "ended already", "Task.FromResult(1); _ = Task.CompletedTask; Task.FromException(new InvalidOperationException());"),
        InChild(Id, "part of an expression",
            """
            var (one, two) = (SaveAsync(cancellationToken), CountAsync(cancellationToken)); await one; await two;
            if (SaveAsync(cancellationToken) is { IsCompleted: true, Exception: null }) Save();
            Task? maybe = _later is null ? null : SaveAsync(cancellationToken); if (maybe is not null) await maybe;
            """),
        InChild(Id, "made, not started", "new Task(Save); new TaskCompletionSource().SetResult();"),
        InChild(Id, "waited for",
            """
            {|NUR301:SaveAsync(cancellationToken).ContinueWith(_ => Save()).Wait(1)|};
            {|NUR301:CountAsync(cancellationToken).GetAwaiter().GetResult()|};
            """),
        InChild(Id, "expression that is read",
            """
            System.Linq.Expressions.Expression<Action> call = () => SaveAsync(default); await SaveAsync(cancellationToken);
            """),
    ];

    private static IEnumerable<DiagnosticCase> UsedLocals =>
    [
        .. Everywhere(Id, "local awaited", "var saving = SaveAsync(TOKEN); await CountAsync(TOKEN); await saving;"),
        InChild(Id, "locals awaited together",
            """
            var one = SaveAsync(cancellationToken); var two = CountAsync(cancellationToken); await Task.WhenAll(one, two);
            """),
        InChild(Id, "awaited on both branches",
            """
            var saving = SaveAsync(cancellationToken); if (_later is null) { await saving; return; } await saving;
            """),
        InChild(Id, "awaited in finally",
            """
            var saving = SaveAsync(cancellationToken); try { if (_later is null) return; Save(); } finally { await saving; }
            """),
        InChild(Id, "not where something is thrown and caught",
            """
            var saving = SaveAsync(cancellationToken); try { if (_later is null) throw new InvalidOperationException(); }
            catch (InvalidOperationException) { } await saving;
            """),
        InChild(Id, "not where the process ends",
            """
            var saving = SaveAsync(cancellationToken); if (_later is null) Environment.Exit(1); else await saving;
            """),
        InChild(Id, "not where something else fails",
            """
            var saving = SaveAsync(cancellationToken); try { Save(); await saving; } catch (InvalidOperationException) { }
            """),
        InChild(Id, "conditions that belong together",
            """
            var isLate = _later is null; Task? saving = null; if (isLate) saving = SaveAsync(cancellationToken);
            if (isLate) await saving!;
            """),
        InChild(Id, "one flag for two awaits",
            """
            var saving = SaveAsync(cancellationToken); var done = false; if (_later is null) { await saving; done = true; }
            if (!done) await saving;
            """),
        InChild(Id, "looked at first",
            """
            var saving = SaveAsync(cancellationToken); if (saving.IsCompletedSuccessfully) return; await saving;
            """),
        InChild(Id, "awaited in a using",
            """
            var saving = SaveAsync(cancellationToken);
            using (var file = new System.IO.MemoryStream()) { Save(); await saving; }
            """),
        InChild(Id, "awaited in a finally's condition",
            """
            var saving = CountAsync(cancellationToken); try { Save(); } finally { if (_later is null) await saving; }
            """),
        InMembers(Id, "local returned",
            """
            [Child] Task WorkAsync(CancellationToken ct) { var saving = SaveAsync(ct); return saving; }
            [Child] Task RestAsync(CancellationToken ct)
            {
                var saving = SaveAsync(ct); if (ct.CanBeCanceled) { Save(); } return Task.WhenAll(saving, SaveAsync(ct));
            }
            """),
        InChild(Id, "awaited in a switch",
            """
            var saving = CountAsync(cancellationToken);
            switch (_later) { case null: await saving; throw new InvalidOperationException(); default: await saving; break; }
            """),
        InChild(Id, "awaited in a loop", "var saving = SaveAsync(cancellationToken); foreach (var n in new[] { 1, 2 }) { await saving; }"),
        InChild(Id, "the next one is read ahead",
            """
            var next = CountAsync(cancellationToken); while (await next > 0) { next = CountAsync(cancellationToken); }
            """),
        InChild(Id, "captured", "var saving = SaveAsync(cancellationToken); await RestAsync(); async Task RestAsync() => await saving;"),
        InChild(Id, "passed by reference",
            """
            var saving = SaveAsync(cancellationToken); Keep(ref saving); static void Keep(ref Task task) { }
            """),
        InChild(Id, "returned from a switch",
            """
            var saving = CountAsync(cancellationToken); var count = _later is null ? await saving : (await saving) + 1;
            """),
        InChild(Id, "endless",
            """
            var saving = SaveAsync(cancellationToken);
            while (true) { await Task.WhenAny(saving, Task.Delay(1, cancellationToken)); }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Elsewhere =>
    [
        InOrdinary(Id, "no nursery code", "_ = SaveAsync(outer); SaveAsync(outer); var saving = SaveAsync(outer);"),
        InChild(Id, "event's handler", "Changed += (_, _) => SaveAsync();"),
        InChild(Id, "no task", "Save(); _ = cancellationToken.IsCancellationRequested; new List<int>().Add(1);"),
    ];

    private static string Says(string advice) => $"Nobody awaits 'SaveAsync': {advice}";
}
