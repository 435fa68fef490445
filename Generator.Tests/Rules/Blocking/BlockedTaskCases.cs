using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Nursery code that is blocked on tasks, and code that knows them to be done: NUR301.</summary>
internal static class BlockedTaskCases
{
    private const string Id = "NUR301";

    public static IEnumerable<DiagnosticCase> All => [.. Blocked, .. Placed, .. Unknown, .. Known, .. Elsewhere];

    private static IEnumerable<DiagnosticCase> Blocked =>
    [
        .. Everywhere(Id, "result", "var number = [|CountAsync(TOKEN).Result|]; await SaveAsync(TOKEN);"),
        InChild(Id, "result", "var number = [|CountAsync(cancellationToken).Result|];")
            .Saying(Says("Result", "write 'await CountAsync(cancellationToken)'")),
        InChild(Id, "a result's member", "var text = [|CountAsync(cancellationToken).Result|].ToString();")
            .Saying(Says("Result", "write 'await CountAsync(cancellationToken)'")),
        InChild(Id, "result of a value task",
            """
            var one = new ValueTask<int>(CountAsync(cancellationToken)); var number = [|one.Result|];
            """).Saying(Says("Result", "write 'await one'")),
        InChild(Id, "wait", "[|SaveAsync(cancellationToken).Wait()|];").Saying(Says("Wait", "write 'await SaveAsync(cancellationToken)'")),
        InChild(Id, "wait under a token", "[|CountAsync(cancellationToken).Wait(cancellationToken)|];")
            .Saying(Says("Wait", "write 'await CountAsync(cancellationToken).WaitAsync(cancellationToken)'")),
        InChild(Id, "wait for a time",
            """
            if (![|SaveAsync(cancellationToken).Wait(50)|]) return;
            [|SaveAsync(cancellationToken).Wait(TimeSpan.FromSeconds(1))|];
            """)
            .Saying(Says("Wait", "await 'WaitAsync'"), Says("Wait", "await 'WaitAsync'")),
        InChild(Id, "awaiter", "var number = [|CountAsync(cancellationToken).GetAwaiter().GetResult()|];")
            .Saying(Says("GetResult", "write 'await CountAsync(cancellationToken)'")),
        InChild(Id, "configured awaiter", "[|SaveAsync(cancellationToken).ConfigureAwait(false).GetAwaiter().GetResult()|];")
            .Saying(Says("GetResult", "write 'await SaveAsync(cancellationToken).ConfigureAwait(false)'")),
        InChild(Id, "wait for all",
            """
            Task one = SaveAsync(cancellationToken), two = SaveAsync(cancellationToken); [|Task.WaitAll(one, two)|];
            """).Saying(Says("WaitAll", "write 'await Task.WhenAll(one, two)'")),
        InChild(Id, "wait for all under a token", "Task[] all = [SaveAsync(cancellationToken)]; [|Task.WaitAll(all, cancellationToken)|];")
            .Saying(Says("WaitAll", "write 'await Task.WhenAll(all).WaitAsync(cancellationToken)'")),
        InChild(Id, "wait for all for a time", "Task[] all = [SaveAsync(cancellationToken)]; [|Task.WaitAll(all, 100)|];")
            .Saying(Says("WaitAll", "await 'Task.WhenAll'")),
        InChild(Id, "wait for any",
            """
            Task one = SaveAsync(cancellationToken); [|Task.WaitAny(one)|]; var index = [|Task.WaitAny(one)|]; await one;
            """)
            .Saying(Says("WaitAny", "write 'await Task.WhenAny(one)'"), Says("WaitAny", "await 'Task.WhenAny'")),
        InChild(Id, "over several lines", "var number = [|CountAsync(\n    cancellationToken)\n    .Result|];")
            .Saying(Says("Result", "write 'await CountAsync( cancellationToken)'")),
        InChild(Id, "task in a task", "var number = [|[|Task.Factory.StartNew(() => CountAsync(cancellationToken)).Result|].Result|];"),
    ];

    private static IEnumerable<DiagnosticCase> Placed =>
    [
        InSynchronousChild(Id, "synchronous child", "var number = [|CountAsync(cancellationToken).Result|];")
            .Saying(Says("Result", "make 'Work' async and write 'await CountAsync(cancellationToken)'")),
        InSynchronousChild(Id, "synchronous child, in a lock", "lock (this) { SaveAsync(cancellationToken).{|NUR202:Wait|}(); }"),
        InMembers(Id, "not async yet",
            """
            [Child] Task WorkAsync(CancellationToken token) { [|SaveAsync(token).Wait()|]; return SaveAsync(token); }
            """).Saying(Says("Wait", "write 'await SaveAsync(token)'")),
        InChild(Id, "in a lock", "lock (this) { [|SaveAsync(cancellationToken).Wait()|]; }"),
        InChild(Id, "in a filter",
            """
            try { await SaveAsync(cancellationToken); }
            catch (InvalidOperationException) when (CountAsync(cancellationToken).Result == 1) { }
            """),
        InChild(Id, "in a synchronous lambda",
            """
            var numbers = new[] { 1 }.Select(n => [|CountAsync(cancellationToken).Result|]).ToArray();
            """),
        InChild(Id, "call in a lock", "lock (_later) { var number = [|CountAsync(cancellationToken).Result|]; }"),
        InMembers(Id, "in a helper",
            """
            int Load(CancellationToken ct) => [|CountAsync(ct).Result|]; [Child] void Work(CancellationToken ct) => Load(ct);
            """),
        InMembers(Id, "by a method that waits",
            """
            [Child] async Task WorkAsync(CancellationToken ct) { [|RunSync(() => SaveAsync(ct))|]; }
            static void RunSync(Func<Task> work) { }
            """),
        InChild(Id, "in a synchronous local function", "Local(); void Local() => SaveAsync(cancellationToken).{|NUR202:Wait|}();"),
        InChild(Id, "in an asynchronous lambda",
            """
            await Task.WhenAll(new[] { 1 }.Select(async n => { await SaveAsync(cancellationToken); return [|CountAsync(cancellationToken).Result|]; }));
            """),
    ];

    private static IEnumerable<DiagnosticCase> Unknown =>
    [
        InChild(Id, "awaited later", "var one = CountAsync(cancellationToken); var number = [|one.Result|]; await one;"),
        InChild(Id, "awaited on one way",
            """
            var one = CountAsync(cancellationToken); if (_later is null) await one; var number = [|one.Result|];
            """),
        InChild(Id, "awaited on the other way",
            """
            var one = CountAsync(cancellationToken); if (_later is null) { await one; return; } var number = [|one.Result|];
            """),
        InChild(Id, "another was awaited",
            """
            var one = CountAsync(cancellationToken); var two = CountAsync(cancellationToken); await one;
            var number = [|two.Result|];
            """),
        InChild(Id, "another by now",
            """
            var one = CountAsync(cancellationToken); await one; one = CountAsync(cancellationToken);
            var number = [|one.Result|];
            """),
        InChild(Id, "handed to what is awaited",
            """
            var one = CountAsync(cancellationToken); await SaveAsync([|one.Result|] > 1 ? cancellationToken : default);
            """),
        InChild(Id, "awaited at the end of the loop",
            """
            var one = CountAsync(cancellationToken); for (var n = 0; n < 3; n++) { var number = [|one.Result|]; await one; }
            """),
        InMembers(Id, "argument",
            """
            [Child] async Task WorkAsync(Task<int> task, CancellationToken token)
            {
                await SaveAsync(token); var number = [|task.Result|];
            }
            """),
        InMembers(Id, "field",
            """
            Task<int> _task = CountAsync();
            [Child] async Task WorkAsync(CancellationToken token) { await SaveAsync(token); var number = [|_task.Result|]; }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Known =>
    [
        InChild(Id, "awaited before", "var one = CountAsync(cancellationToken); await one; var number = one.Result;"),
        InChild(Id, "awaited and configured",
            """
            var one = CountAsync(cancellationToken); await one.ConfigureAwait(false); var number = one.Result;
            """),
        InChild(Id, "all awaited",
            """
            Task<int> one = CountAsync(cancellationToken), two = CountAsync(cancellationToken); await Task.WhenAll(one, two);
            var sum = one.Result + two.GetAwaiter().GetResult(); one.Wait();
            """),
        InChild(Id, "all of an array",
            """
            Task<int>[] all = [CountAsync(cancellationToken)]; await Task.WhenAll(all);
            foreach (var one in all) { var number = one.Result; } var first = all[0].Result;
            """),
        InChild(Id, "all of a list",
            """
            var all = new List<Task<int>>(); var one = CountAsync(cancellationToken); all.Add(one); await Task.WhenAll(all);
            var number = one.Result; var sum = all.Sum(task => task.Result);
            """),
        InChild(Id, "all through a local",
            """
            var one = CountAsync(cancellationToken); var all = Task.WhenAll(one, CountAsync(cancellationToken)); await all;
            var number = one.Result + all.Result[0];
            """),
        InChild(Id, "awaited one by one",
            """
            Task<int>[] all = [CountAsync(cancellationToken)]; foreach (var one in all) await one;
            foreach (var one in all) { var number = one.Result; }
            """),
        InChild(Id, "the first",
            """
            Task<int> one = CountAsync(cancellationToken), two = CountAsync(cancellationToken);
            var first = await Task.WhenAny(one, two); var number = first.Result;
            var same = (await Task.WhenAny(one, one)).Result; await Task.WhenAll(one, two);
            """),
        InChild(Id, "the first of two",
            """
            Task<int> one = CountAsync(cancellationToken), two = CountAsync(cancellationToken);
            var first = await Task.WhenAny(one, two); var number = first == one ? one.Result : await two;
            await Task.WhenAll(one, two);
            """),
        InChild(Id, "each",
            """
            Task<int>[] all = [CountAsync(cancellationToken)];
            await foreach (var one in Task.WhenEach(all)) { var number = one.Result; }
            """),
        InChild(Id, "asked", "var one = CountAsync(cancellationToken); var number = one.IsCompletedSuccessfully ? one.Result : await one;"),
        InChild(Id, "asked in a condition",
            """
            var one = CountAsync(cancellationToken); if (one.IsCompleted && one.Result == 1) return;
            if (one is { IsCompletedSuccessfully: true }) { var number = one.Result; }
            """),
        InChild(Id, "awaited unless done",
            """
            var one = CountAsync(cancellationToken); if (!one.IsCompleted) await one; var number = one.Result;
            """),
        InChild(Id, "asked for its state",
            """
            var one = CountAsync(cancellationToken);
            switch (one.Status)
            {
                case TaskStatus.RanToCompletion: var number = one.Result; break; default: await one; break;
            }
            """),
        InChild(Id, "in a finally",
            """
            var one = CountAsync(cancellationToken); try { await SaveAsync(cancellationToken); } finally { await one; }
            var number = one.Result;
            """),
        InChild(Id, "in a handler",
            """
            var one = CountAsync(cancellationToken); try { await one; }
            catch (InvalidOperationException) { var number = one.Result; }
            """),
        InChild(Id, "awaited by the function around",
            """
            var one = CountAsync(cancellationToken); await one; await Local();
            async Task Local() { await SaveAsync(cancellationToken); var number = one.Result; }
            """),
        InChild(Id, "made of a result", "var number = Task.FromResult(1).Result;"),
        InChild(Id, "no time to wait",
            """
            var one = SaveAsync(cancellationToken); var isDone = one.Wait(0) && one.Wait(TimeSpan.Zero); await one;
            """),
    ];

    private static IEnumerable<DiagnosticCase> Elsewhere =>
    [
        InOrdinary(Id, "no nursery code", "var number = CountAsync(outer).Result; await SaveAsync(outer);"),
        InChild(Id, "continuation",
            """
            await CountAsync(cancellationToken).ContinueWith(task => task.Result, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
            """),
        InChild(Id, "only its name", "var name = nameof(Task<int>.Result); await SaveAsync(cancellationToken);"),
        InMembers(Id, "another Result and Wait",
            """
            sealed class Answer { public int Result => 1; public void Wait() { } }
            [Child] async Task WorkAsync(Answer answer, CancellationToken token)
            {
                await SaveAsync(token); answer.Wait(); var number = answer.Result;
            }
            """),
    ];

    private static string Says(string name, string toDo) => $"'{name}' holds a thread until the task is done: {toDo}";
}
