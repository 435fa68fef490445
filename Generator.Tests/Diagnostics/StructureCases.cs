using static NurseryGen.Generator.Tests.Diagnostics.CodeCase;

namespace NurseryGen.Generator.Tests.Diagnostics;

/// <summary>What gets out of a nursery's hands: NUR102, NUR103, NUR104.</summary>
internal static class StructureCases
{
    private const string Entry = "[Nursery] public partial Task RunAsync(); async Task RunAsync(RunNursery nursery) { nursery.StartWork(); nursery.StartWork(); }\n";

    public static IEnumerable<DiagnosticCase> All => [.. SelfJoin, .. AsyncVoid, .. WorkOutside];

    private static IEnumerable<DiagnosticCase> SelfJoin =>
    [
        InMembers("NUR102", "generated handle", Entry + "[Child] async Task WorkAsync(RunNursery nursery) { nursery.StartVisit(1); await [|nursery.JoinAsync()|]; }")
            .Saying("A child that awaits 'nursery.JoinAsync()' waits for itself: await the handles of the children that it needs, or open a nursery for them"),
        InMembers("NUR102", "untyped handle", Entry + "[Child] async Task WorkAsync(Nursery own) { await [|own.JoinAsync()|].ConfigureAwait(false); }"),
        InMembers("NUR102", "returned", Entry + "[Child] Task WorkAsync(RunNursery nursery) => [|nursery.JoinAsync()|].AsTask();"),
        InMembers("NUR102", "not awaited either", Entry + "[Child] async Task WorkAsync(RunNursery nursery) { [|nursery.JoinAsync()|]; }"),
        InMembers("NUR102", "in a local function", Entry + "[Child] async Task WorkAsync(RunNursery nursery) { await RestAsync(); async Task RestAsync() => await [|nursery.JoinAsync()|]; }"),
        InMembers("NUR102", "in a scope of its own", Entry + "[Child] async Task WorkAsync(RunNursery nursery) => await CancelScope.FailAfterAsync(TimeSpan.Zero, async scope => await [|nursery.JoinAsync()|]);"),
        InMembers("NUR102", "in a nursery of its own", Entry + "[Child] async Task WorkAsync(RunNursery nursery) => await Nursery.RunAsync(async inner => { inner.Start(async ct => await [|nursery.JoinAsync()|]); await inner.JoinAsync(); });"),
        InRun("NUR102", "child in a lambda", "nursery.Start(async token => { await [|nursery.JoinAsync()|]; });"),
        InBody("NUR102", "child in a lambda of a generated nursery", "((Nursery)nursery).Start(async token => { await [|nursery.JoinAsync()|]; });"),

        InBody("NUR102", "body", "nursery.StartVisit(1); await nursery.JoinAsync();"),
        InRun("NUR102", "body in a lambda", "nursery.Start(static ct => SaveAsync(ct)); await nursery.JoinAsync(); await RestAsync(); async Task RestAsync() => await nursery.JoinAsync();"),
        InMembers("NUR102", "a nursery of its own", Entry + "[Child] async Task WorkAsync(RunNursery nursery) => await Nursery.RunAsync(async inner => { inner.Start(static ct => SaveAsync(ct)); await inner.JoinAsync(); });"),
        InMembers("NUR102", "daemon", Entry + "[Child(Daemon = true)] async Task WorkAsync(RunNursery nursery) => await nursery.JoinAsync();"),
        InMembers("NUR102", "children that it needs", Entry + "[Child] async Task WorkAsync(RunNursery nursery) { await nursery.StartVisit(1); }"),
        InMembers("NUR102", "no child", "async Task HelpAsync(Nursery nursery) => await nursery.JoinAsync();"),
        InMembers("NUR102", "another JoinAsync", Entry + "[Child] async Task WorkAsync(RunNursery nursery) { await JoinAsync(); } Task JoinAsync() => Task.CompletedTask;"),
    ];

    private static IEnumerable<DiagnosticCase> AsyncVoid =>
    [
        .. Everywhere("NUR103", "lambda", "new List<int>().ForEach([|async|] n => await SaveAsync(TOKEN)); await SaveAsync(TOKEN);"),
        InChild("NUR103", "says what to do with a lambda", "Action rest = [|async|] () => await SaveAsync(cancellationToken); rest();")
            .Saying("Nobody can await this lambda, and what it throws ends the process: hand it to what takes a Func<Task>, or start it as a child"),
        InChild("NUR103", "local function", "Rest(); async [|void|] Rest() => await SaveAsync(cancellationToken);")
            .Saying("Nobody can await 'Rest', and what it throws ends the process: return Task, and await it"),
        InChild("NUR103", "anonymous method", "_later = [|async|] delegate { await SaveAsync(); };"),
        InChild("NUR103", "timer's callback", "using var timer = new Timer([|async|] _ => await SaveAsync());"),
        InChild("NUR103", "callback of a token", "using var registration = cancellationToken.Register([|async|] () => await SaveAsync());"),
        InChild("NUR103", "Parallel that takes no task", "Parallel.ForEach(new[] { 1 }, [|async|] n => await SaveAsync(cancellationToken));"),
        InSynchronousChild("NUR103", "in a synchronous child", "Rest(); async [|void|] Rest() => await SaveAsync(cancellationToken);"),

        InChild("NUR103", "event's handler", "Changed += async (_, _) => await SaveAsync(); Changed += Handle; async void Handle(object? sender, EventArgs e) => await SaveAsync();"),
        InChild("NUR103", "handler of another event", "AppDomain.CurrentDomain.ProcessExit += async delegate { await SaveAsync(); }; EventHandler<UnhandledExceptionEventArgs> handler = async (s, e) => await SaveAsync();"),
        InMembers("NUR103", "handler of an event of its own kind", "event Action? Moved; [Child] async Task WorkAsync() { Action moved = async () => await SaveAsync(); Moved += moved; Moved += Handle; await SaveAsync(); Moved?.Invoke(); async void Handle() => await SaveAsync(); }"),
        InChild("NUR103", "that returns a task", "Func<Task> rest = async () => await SaveAsync(cancellationToken); await rest(); await Parallel.ForEachAsync([1], cancellationToken, async (n, ct) => await SaveAsync(ct));"),
        InChild("NUR103", "not async", "new List<int>().ForEach(n => Save()); Rest(); void Rest() => Save();"),
        InOrdinary("NUR103", "no nursery code", "Action rest = async () => await SaveAsync(outer); Rest(); async void Rest() => await SaveAsync(outer);"),
        InMembers("NUR103", "handler beside a child", "[Child] Task WorkAsync() => SaveAsync(); async void OnChanged(object sender, EventArgs e) => await SaveAsync();"),
    ];

    private static IEnumerable<DiagnosticCase> WorkOutside =>
    [
        .. Everywhere("NUR104", "Task.Run", "[|Task.Run(Save, TOKEN)|]; await SaveAsync(TOKEN);"),
        InChild("NUR104", "says what to do", "[|Task.Run(Save)|]; [|_ = Task.Factory.StartNew(Save)|]; var run = [|Task.Run(() => SaveAsync())|]; [|ThreadPool.QueueUserWorkItem(_ => Save())|];")
            .Saying(
                "'Task.Run' starts work that the nursery doesn't wait for: start a child, or await it",
                "'Task.Factory.StartNew' starts work that the nursery doesn't wait for: start a child, or await it",
                "'Task.Run' starts work that the nursery doesn't wait for: start a child, or await it",
                "'ThreadPool.QueueUserWorkItem' starts work that the nursery doesn't wait for: start a child, or await 'Task.Run'"),
        InSynchronousChild("NUR104", "says what to do where nothing can be awaited", "[|Task.Run(Save)|];")
            .Saying("'Task.Run' starts work that the nursery doesn't wait for: start a child, or return it to where it can be awaited"),
        InScope("NUR104", "says what to do in a scope", "[|Task.Run(Save)|]; [|new Thread(Save).Start()|];").Saying(
            "'Task.Run' starts work that the nursery doesn't wait for: await it",
            "'Thread.Start' starts work that the nursery doesn't wait for: await 'Task.Run'"),
        InMembers("NUR104", "kept in a field", "Task? _loop; [Child] async Task WorkAsync() { _loop = [|Task.Run(Save)|]; this._loop = [|Task.Run(() => SaveAsync())|]; }"),
        InChild("NUR104", "awaited on one path", "var run = [|Task.Run(Save)|]; if (_later is null) return; await run;"),
        InChild("NUR104", "thread in a local", "var thread = new Thread(Save) { IsBackground = true }; [|thread.Start()|]; thread.Name = \"a\";"),
        InChild("NUR104", "cold task", "[|new Task(Save).Start()|];"),
        InChild("NUR104", "unsafe", "[|ThreadPool.UnsafeQueueUserWorkItem(_ => Save(), null)|];"),

        InChild("NUR104", "awaited", "await Task.Run(Save, cancellationToken); var count = await Task.Run(() => 1).ConfigureAwait(false); await Task.Factory.StartNew(Save);"),
        InMembers("NUR104", "returned", "[Child] Task WorkAsync() => Task.Run(Save); [Child] async Task<int> CountedAsync() => await Task.Run(() => 1);"),
        InChild("NUR104", "handed on", "await Task.WhenAll(Task.Run(Save), Task.Run(Save)); var all = new List<Task>(); all.Add(Task.Run(Save)); await Task.WhenAll(all); await Task.Run(Save).WaitAsync(cancellationToken);"),
        InMembers("NUR104", "in a field for a while", "Task? _loop; sealed class Job { public Task? Task { get; set; } } [Child] async Task WorkAsync() { _loop = Task.Run(Save); await SaveAsync(); await _loop; var job = new Job { Task = Task.Run(Save) }; job.Task = Task.Run(Save); }"),
        InChild("NUR104", "in a local", "var run = Task.Run(Save); await SaveAsync(cancellationToken); await run;"),
        InChild("NUR104", "Parallel", "await Parallel.ForEachAsync([1], cancellationToken, async (n, ct) => await SaveAsync(ct)); Parallel.For(0, 2, n => Save());"),
        InChild("NUR104", "thread that is joined", "var thread = new Thread(Save); thread.Start(); thread.Join();"),
        InMembers("NUR104", "thread that others see", "Thread _thread = new(Save); [Child] void Work() { _thread.Start(); var thread = new Thread(Save); Keep(thread); thread.Start(); } static void Keep(Thread thread) { }"),
        InOrdinary("NUR104", "no nursery code", "_ = Task.Run(Save); new Thread(Save).Start(); ThreadPool.QueueUserWorkItem(_ => Save());"),
        InChild("NUR104", "another Run", "Run(Save); static void Run(Action action) => action(); new System.Diagnostics.Process().Start();"),
    ];
}
