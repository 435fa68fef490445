using static NurseryGen.Generator.Tests.CodeFixes.FixCase;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>Tasks that nobody waits for: NUR101, NUR104.</summary>
internal static class ChildrenFixCases
{
    private const string Await = "AwaitOrStart.Await";
    private const string Start = "AwaitOrStart.Start";
    private const string RunAwait = "StartInsteadOfRun.Await";
    private const string RunStart = "StartInsteadOfRun.Start";

    private const string Contract =
        """
        [Nursery]
        public partial Task RunAsync(string[] names, CancellationToken cancellationToken = default);


        """;

    private const string Children =
        """


        [Child]
        private async Task VisitAsync(RunNursery nursery, string name, int depth = 0, CancellationToken cancellationToken = default) => await Task.Delay(depth + name.Length, cancellationToken);

        [Child]
        private static ValueTask<int> CountAsync(string name) => new(name.Length);

        [Child]
        private static async Task ListenAsync(Ready<int> ready)
        {
            await Task.Yield();
            ready.Set(1);
        }

        [Child]
        private static int Compute(int number) => number + 1;

        private static async Task<int> OtherAsync(int number, CancellationToken cancellationToken = default)
        {
            await Task.Delay(number, cancellationToken);
            return number;
        }
        """;

    public static IEnumerable<FixCase> All => [.. Orphans, .. Runs, .. Voids];

    private static IEnumerable<FixCase> Orphans =>
    [
        Body("NUR101", "call", "[|OtherAsync(1)|]; // one", "await OtherAsync(1); // one", Await),
        Body(
            "NUR101",
            "calls, discards and a local",
            """
            // first
            [|OtherAsync(1)|];
            [|_ = OtherAsync(2)|];

            var unused = [|OtherAsync(3).WaitAsync(TimeSpan.FromSeconds(1))|];
            if (names.Length > 1)
                [|Task.WhenAll(OtherAsync(4), OtherAsync(5))|]; // last
            """,
            """
            // first
            await OtherAsync(1);
            await OtherAsync(2);

            await OtherAsync(3).WaitAsync(TimeSpan.FromSeconds(1));
            if (names.Length > 1)
                await Task.WhenAll(OtherAsync(4), OtherAsync(5)); // last
            """,
            Await),
        Body(
            "NUR101",
            "the inner task",
            "await [|Task.Factory.StartNew(() => OtherAsync(1))|]; // both",
            "await Task.Factory.StartNew(() => OtherAsync(1)).Unwrap(); // both"),
        Body("NUR101", "the inner task, unseen", "Task task = [|Task.Factory.StartNew(() => OtherAsync(1))|];\nawait task;",
            """
            Task task = Task.Factory.StartNew(() => OtherAsync(1)).Unwrap();
            await task;
            """),
        InClass(
            "NUR101",
            "functions that aren't async yet",
            """
            [Nursery] public partial Task RunAsync();

            private static Task RunAsync(RunNursery nursery)
            {
                [|nursery.JoinAsync()|];
                if (nursery.IsCancellationRequested)
                    return Task.Delay(1); // soon

                ((Nursery)nursery).Start(static ct =>
                {
                    [|Task.Delay(2, ct)|];
                    // done
                    return Task.CompletedTask;
                });
                ((Nursery)nursery).Start(ct =>
                {
                    [|Task.Delay(3, ct)|];
                    return Task.FromResult("text");
                });

                return Task.CompletedTask;
            }

            [Child]
            private static Task<int> CountAsync(bool isLocal, CancellationToken cancellationToken)
            {
                [|Task.Delay(4, cancellationToken)|];
                return isLocal ? Local() : CountAsync(true, cancellationToken);

                Task<int> Local()
                {
                    [|Task.Delay(5, cancellationToken)|];
                    return Task.FromResult(1 + 1);
                }
            }
            """,
            """
            [Nursery] public partial Task RunAsync();

            private static async Task RunAsync(RunNursery nursery)
            {
                await nursery.JoinAsync();
                if (nursery.IsCancellationRequested)
                {
                    await Task.Delay(1);
                    return;
                } // soon

                ((Nursery)nursery).Start(static async ct =>
                {
                    await Task.Delay(2, ct);
                    // done
                    return;
                });
                ((Nursery)nursery).Start(async ct =>
                {
                    await Task.Delay(3, ct);
                    return "text";
                });
            }

            [Child]
            private static async Task<int> CountAsync(bool isLocal, CancellationToken cancellationToken)
            {
                await Task.Delay(4, cancellationToken);
                return await (isLocal ? Local() : CountAsync(true, cancellationToken));

                async Task<int> Local()
                {
                    await Task.Delay(5, cancellationToken);
                    return 1 + 1;
                }
            }
            """,
            Await),
        Body(
            "NUR101",
            "child",
            "[|VisitAsync(nursery, names[0], 1, nursery.Token)|]; // one",
            "nursery.StartVisit(names[0], 1); // one",
            Start),
        Body(
            "NUR101",
            "children",
            """
            foreach (var name in names)
                [|this.VisitAsync(nursery, depth: 2, name: name)|];
            [|_ = CountAsync(names[0])|];
            """,
            """
            foreach (var name in names)
                nursery.StartVisit(depth: 2, name: name);
            nursery.StartCount(names[0]);
            """,
            Start),
        Body("NUR101", "no child", "[|OtherAsync(1)|];", null, Start),
        Body("NUR101", "a child that says when it is ready", "[|ListenAsync(default)|];", null, Start),
        Body("NUR101", "another instance's child", "[|new C().VisitAsync(nursery, \"\")|];", null, Start),
        Body("NUR101", "in a lambda that can't await", "Action action = () => [|OtherAsync(1)|];\naction();", null),
        Body("NUR101", "in a lock", "lock (names)\n{\n    [|OtherAsync(1)|];\n}", null),
        Body("NUR101", "a local that is read", "var task = [|OtherAsync(1)|];\nConsole.WriteLine(task.Id);", null),
    ];

    private static IEnumerable<FixCase> Runs =>
    [
        Body(
            "NUR104",
            "delegate",
            "[|Task.Run(() => OtherAsync(1))|]; // one",
            "((Nursery)nursery).Start(ct => OtherAsync(1, ct)); // one",
            RunStart),
        Body(
            "NUR104",
            "delegates of every kind",
            """
            [|_ = Task.Run(() => OtherAsync(1, nursery.Token), nursery.Token)|];
            [|Task.Factory.StartNew(async () =>
            {
                // work
                await Task.Yield();
            })|];
            var unused = [|Task.Run(GoAsync)|];
            [|Task.Run(() => VisitAsync(nursery, names[0]))|];
            [|Task.Run(async () => await CountAsync(names[0]))|];
            [|Task.Run(() => Compute(3))|];

            static Task GoAsync() => Task.CompletedTask;
            """,
            """
            ((Nursery)nursery).Start(ct => OtherAsync(1, ct));
            ((Nursery)nursery).Start(async _ =>
            {
                // work
                await Task.Yield();
            });
            ((Nursery)nursery).Start(_ => GoAsync());
            nursery.StartVisit(names[0]);
            nursery.StartCount(names[0]);
            nursery.StartCompute(3);

            static Task GoAsync() => Task.CompletedTask;
            """,
            RunStart),
        Body("NUR104", "awaited",
            """
            [|Task.Run(() => Console.WriteLine(1))|];
            [|_ = Task.Run(() => 1)|]; // two
            """, "await Task.Run(() => Console.WriteLine(1));\nawait Task.Run(() => 1); // two", RunAwait),
        InClass(
            "NUR104",
            "untyped nursery",
            """
            public static Task GoAsync(CancellationToken cancellationToken) => Nursery.RunAsync(async nursery =>
            {
                [|Task.Run(() => Task.Delay(1, nursery.Token))|];
                await Task.Yield();
            }, cancellationToken);
            """,
            """
            public static Task GoAsync(CancellationToken cancellationToken) => Nursery.RunAsync(async nursery =>
            {
                nursery.Start(ct => Task.Delay(1, ct));
                await Task.Yield();
            }, cancellationToken);
            """,
            RunStart),
        Body("NUR104", "work that returns no task", "[|Task.Run(() => Console.WriteLine(1))|];", null, RunStart),
        Body("NUR104", "a local that is read", "var task = [|Task.Run(() => OtherAsync(1))|];\nConsole.WriteLine(task.Id);", null),
    ];

    private static IEnumerable<FixCase> Voids =>
    [
        Body("NUR103", "local function", "Local();\nasync [|void|] Local() => await Task.Yield(); // one", null),
        Body(
            "NUR103",
            "local function, with what to write",
            "await Local();\nasync [|void|] Local() => await Task.Yield(); // one",
            "await Local();\nasync Task Local() => await Task.Yield(); // one").With("Replacement", "Task"),
        Body("NUR103", "local functions",
            """
            await One();
            await Two();
            async [|void|] One() => await Task.Yield();
            async [|void|] Two() => await Task.Yield();
            """,
                """
                await One();
                await Two();
                async Task One() => await Task.Yield();
                async Task Two() => await Task.Yield();
                """).With("Replacement", "Task"),
    ];

    private static FixCase Body(string id, string name, string before, string? after, string? fix = null) =>
        InClass(id, name, InBody(before), after is null ? null : InBody(after), fix);

    private static string InBody(string statements) =>
        $$"""
        {{Contract}}private async Task RunAsync(RunNursery nursery, string[] names)
        {
            await Task.Yield();
            {{statements.Replace("\n", "\n    ", StringComparison.Ordinal).Replace("    \n", "\n", StringComparison.Ordinal)}}
        }{{Children}}
        """;
}
