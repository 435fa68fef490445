using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Handles of children, and value tasks: NUR501 and NUR502.</summary>
internal static class HandleCases
{
    private const string Await = "await the handle or the nursery's 'JoinAsync' before";

    public static IEnumerable<DiagnosticCase> All => [.. ResultTooEarly, .. ValueTaskTwice];

    private static IEnumerable<DiagnosticCase> ResultTooEarly =>
    [
        Adding("on the spot", "var sum = [|nursery.StartAdd(1).Result|]; var outcome = [|nursery.StartVisit(1).Outcome|];")
            .Saying(Says("Result", "write 'await nursery.StartAdd(1)'"), Says("Outcome", Await)),
        Adding("local", "var child = nursery.StartAdd(1); var sum = [|child.Result|] + 1;").Saying(Says("Result", "write 'await child'")),
        Adding("both", "var child = nursery.StartAdd(1); if ([|child.Outcome|].IsSuccess) Use([|child.Result|]);")
            .Saying(Says("Outcome", Await), Says("Result", "write 'await child'")),
        Adding("joined too late",
            """
            var child = nursery.StartAdd(1); await SaveAsync(nursery.Token); Use([|child.Result|]); await nursery.JoinAsync();
            """),
        Adding("joined before",
            """
            nursery.StartVisit(1); await nursery.JoinAsync(); var child = nursery.StartAdd(1); Use([|child.Result|]);
            """),
        Adding("in a loop", "foreach (var n in new[] { 1, 2 }) { var child = nursery.StartAdd(n); Use([|child.Result|]); await child; }"),
        InRun("NUR501", "lambda",
            """
            var child = nursery.Start<int>(static ct => CountAsync(ct)); Save(); var count = [|child.Result|];
            await nursery.JoinAsync();
            """),
        InMembers("NUR501", "no nursery code",
            """
            async Task HelpAsync(Nursery nursery)
            {
                var child = nursery.Start<int>(static ct => CountAsync(ct)); var count = [|child.Result|].ToString();
            }
            """)
            .Saying(Says("Result", Await)),

        Adding("awaited", "var child = nursery.StartAdd(1); await child; Use(child.Result); if (child.Outcome.IsSuccess) Save();"),
        Adding("joined", "var child = nursery.StartAdd(1); nursery.StartVisit(1); await nursery.JoinAsync(); Use(child.Result);"),
        Adding("asked whether it is done",
            """
            var child = nursery.StartAdd(1); await SaveAsync(nursery.Token); if (child.IsCompleted) Use(child.Result);
            """),
        Adding("awaited with others",
            """
            var one = nursery.StartAdd(1); var two = nursery.StartAdd(2); await Task.WhenAll(one.AsTask(), two.AsTask());
            Use(one.Result + two.Result);
            """),
        Adding("awaited by who got it",
            """
            var child = nursery.StartAdd(1); await RestAsync(child); Use(child.Result);
            static async Task RestAsync(Child<int> child) => await child;
            """),
        Adding("awaited by who got the nursery",
            """
            var child = nursery.StartAdd(1); await RestAsync(nursery); Use(child.Result);
            static async Task RestAsync(Nursery nursery) => await nursery.JoinAsync();
            """),
        Adding("no children running",
            """
            var child = nursery.StartAdd(1);
            while (((Nursery)nursery).ChildCount > 0) await Checkpoint.YieldAsync(nursery.Token); Use(child.Result);
            """),
        Adding("awaited in the round before",
            """
            var child = nursery.StartAdd(1); for (var n = 0; n < 2; n++) { if (n > 0) Use(child.Result); await child; }
            """),
        Adding("read elsewhere",
            """
            var child = nursery.StartAdd(1); Func<int> read = () => child.Result; await nursery.JoinAsync(); Use(read());
            """),
        Adding("many",
            """
            var all = new[] { 1, 2 }.Select(n => nursery.StartAdd(n)).ToArray(); await nursery.JoinAsync();
            Use(all.Sum(child => child.Result));
            """),
        InMembers("NUR501", "somebody else's handle",
            """
            static int Read(Child<int> child) => child.Result; static int Last(List<Child<int>> all) => all[^1].Result;
            """),
        InOrdinary("NUR501", "after the nursery",
            """
            Child<int> child = default;
            await Nursery.RunAsync(async nursery => { child = nursery.Start<int>(static ct => CountAsync(ct)); await SaveAsync(nursery.Token); }, outer);
            var count = child.Result;
            """),
    ];

    private static IEnumerable<DiagnosticCase> ValueTaskTwice =>
    [
        Valued("awaited twice", "var value = ValueAsync(); await value; await [|value|];")
            .Saying(
                """
                'value' is consumed once already, and a ValueTask may be only once: keep its result, or call 'AsTask()' once and await that
                """),
        Valued("in one expression", "var value = ValueAsync(); var sum = await value + await [|value|];"),
        Valued("task and result", "var value = ValueAsync(); var task = value.AsTask(); await task; _ = [|value|].Result;"),
        Valued("configured", "var value = ValueAsync(); await value.ConfigureAwait(false); await [|value|].ConfigureAwait(false);"),
        Valued("parameter",
            """
            await OtherAsync(default); }
            static async Task OtherAsync(ValueTask<int> value) { await value;
            [|value|].GetAwaiter().GetResult();
            """),
        Valued("again on a path", "var value = ValueAsync(); await value; if (outer.CanBeCanceled) await [|value|];"),
        Valued("a path before", "var value = ValueAsync(); if (outer.CanBeCanceled) await value; await [|value|];"),
        Valued("in a loop", "var value = ValueAsync(); foreach (var n in new[] { 1, 2 }) await [|value|];"),
        InBody("NUR502", "join", "nursery.StartVisit(1); var joined = nursery.JoinAsync(); await joined; await [|joined|];"),

        Valued("once", "var value = ValueAsync(); Save(); await value;"),
        Valued("either or", "var value = ValueAsync(); if (value.IsCompletedSuccessfully) _ = value.Result; else await value;"),
        Valued("quick way out", "var value = ValueAsync(); if (value.IsCompletedSuccessfully) { _ = value.Result; return; } await value;"),
        Valued("conditions that belong together",
            """
            var value = ValueAsync(); if (outer.CanBeCanceled) await value; if (!outer.CanBeCanceled) await value;
            """),
        Valued("another one each time",
            """
            while (outer.CanBeCanceled) { var value = ValueAsync(); await value; }
            foreach (var value in new[] { ValueAsync(), ValueAsync() }) await value;
            """),
        Valued("assigned again", "var value = ValueAsync(); await value; value = ValueAsync(); await value;"),
        Valued("until it is done", "var value = ValueAsync(); while (true) { if (value.IsCompleted) { await value; break; } Save(); }"),
        Valued("way out of a loop", "var value = ValueAsync(); while (outer.CanBeCanceled) { await value; break; }"),
        Valued("preserved",
            """
            var value = ValueAsync().Preserve(); await value; await value; var other = ValueAsync(); other = other.Preserve();
            await other; await other;
            """),
        Valued("nothing behind it",
            """
            var done = ValueTask.CompletedTask; await done; await done; var one = new ValueTask<int>(1); await one; await one;
            ValueTask none = default; await none; await none;
            """),
        Valued("handed on", "var value = ValueAsync(); Keep(value); await value; static void Keep(ValueTask<int> task) { }"),
        Valued("captured", "var value = ValueAsync(); Func<Task> rest = async () => await value; await rest(); await value;"),
        Valued("task", "var task = CountAsync(outer); await task; await task;"),
        Valued("tried again", "var value = ValueAsync(); try { await value; } catch (InvalidOperationException) { Save(); }"),
    ];

    /// <summary>In the body of a nursery that has a child with a result.</summary>
    private static DiagnosticCase Adding(string name, string statements) =>
        InBody("NUR501", name, statements +
            """

            }
            static void Use(int sum) { }
            [Child] private static async Task<int> AddAsync(int number) { return number;
            """);

    /// <summary>In an ordinary method beside one that returns a value task.</summary>
    private static DiagnosticCase Valued(string name, string statements) =>
        InOrdinary("NUR502", name, statements + "\n}\nprivate static async ValueTask<int> ValueAsync() { await SaveAsync(); return 1;");

    private static string Says(string member, string advice) =>
        $"'{member}' throws while the child runs, and nothing has waited for it yet: {advice}";
}
