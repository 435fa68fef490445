using static NurseryGen.Generator.Tests.CodeFixes.FixCase;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>Tokens: NUR201, NUR202, NUR203, and scopes that nobody closes: NUR109.</summary>
internal static class CancellationFixCases
{
    private const string Nursery =
        """
        [Nursery] public partial Task RunAsync();
        private Task RunAsync(RunNursery nursery) => Task.CompletedTask;


        """;

    private const string Helpers =
        """


        private static async Task<int> FetchAsync(int number = 1, string text = "", CancellationToken cancellationToken = default)
        {
            await Task.Delay(text.Length, cancellationToken);
            return number;
        }

        private static readonly IAsyncEnumerable<int> s_numbers = Numbers();

        private static IAsyncEnumerable<int> Numbers() => throw new NotSupportedException();

        private static Task SendAsync(params object[] items) => Task.FromResult(items);

        private static Task SendAsync(object item, CancellationToken stop) => Task.FromCanceled(stop);
        """;

    public static IEnumerable<FixCase> All => [.. WithoutToken, .. NotForwarded, .. Foreign, .. Open];

    private static IEnumerable<FixCase> WithoutToken =>
    [
        InClass(
            "NUR201",
            "child",
            Nursery + "[Child]\nprivate static async Task [|WorkAsync|]() => await Task.Delay(1);",
            Nursery + "[Child]\nprivate static async Task WorkAsync(CancellationToken cancellationToken) => await Task.Delay(1);"),
        InClass(
            "NUR201",
            "children with all sorts of parameters",
            Nursery + """
            [Child(nameof(RunAsync))]
            private static async Task [|LinesAsync|](
                int number, // first
                string text) // second
            {
                await Task.Delay(number + text.Length);
            }

            [Child]
            private static async Task [|OptionalAsync|](int number = 1) => await Task.Delay(number);

            [Child]
            private static async Task [|ParamsAsync|](int first, params int[] numbers) => await Task.Delay(numbers.Length + first);

            [Child]
            private static async Task [|CalledAsync|](int cancellationToken)
            {
                await Task.Delay(cancellationToken);
                await CalledAsync(1);
                Console.WriteLine(nameof(LinesAsync));
            }
            """,
            Nursery + """
            [Child(nameof(RunAsync))]
            private static async Task LinesAsync(
                int number, // first
                string text, CancellationToken cancellationToken) // second
            {
                await Task.Delay(number + text.Length);
            }

            [Child]
            private static async Task OptionalAsync(int number = 1, CancellationToken cancellationToken = default) => await Task.Delay(number);

            [Child]
            private static async Task ParamsAsync(int first, CancellationToken cancellationToken, params int[] numbers) => await Task.Delay(numbers.Length + first);

            [Child]
            private static async Task CalledAsync(int cancellationToken, CancellationToken cancellationToken2 = default)
            {
                await Task.Delay(cancellationToken);
                await CalledAsync(1);
                Console.WriteLine(nameof(LinesAsync));
            }
            """),
        InFile(
            "NUR201",
            "override",
            $$"""
            abstract class B { public abstract Task WorkAsync(); }

            partial class C : B
            {
            {{Nursery}}[Child] public override async Task [|WorkAsync|]() => await Task.Yield(); }
            """,
            null),
        InFile(
            "NUR201",
            "implementation of an interface",
            $$"""
            interface IWork { Task WorkAsync(); }

            partial class C : IWork
            {
            {{Nursery}}[Child] public async Task [|WorkAsync|]() => await Task.Yield(); }
            """,
            null),
    ];

    private static IEnumerable<FixCase> NotForwarded =>
    [
        Child("NUR202", "call", "await Task.[|Delay|](1); // one", "await Task.Delay(1, cancellationToken); // one"),
        Child(
            "NUR202",
            "calls of every kind",
            """
            await [|FetchAsync|]();
            await [|FetchAsync|](await [|FetchAsync|](3, ""));
            await Task.[|Delay|](
                1 /* ms */).ConfigureAwait(false);
            await new StringReader("").[|ReadLineAsync|]();
            ((Nursery)nursery).Start(async stop =>
            {
                await Task.[|Delay|](2);
                using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), stop);
                await Task.[|Delay|](3);
            });
            await Nursery.RunAsync(async inner => await Task.[|Delay|](4), cancellationToken);
            """,
            """
            await FetchAsync(cancellationToken: cancellationToken);
            await FetchAsync(await FetchAsync(3, "", cancellationToken), cancellationToken: cancellationToken);
            await Task.Delay(
                1 /* ms */, cancellationToken).ConfigureAwait(false);
            await new StringReader("").ReadLineAsync(cancellationToken);
            ((Nursery)nursery).Start(async stop =>
            {
                await Task.Delay(2, stop);
                using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), stop);
                await Task.Delay(3, scope.Token);
            });
            await Nursery.RunAsync(async inner => await Task.Delay(4, inner.Token), cancellationToken);
            """),
        Child(
            "NUR202",
            "await foreach",
            """
            await foreach (var number in [|s_numbers|])
                Console.WriteLine(number);
            await foreach (var number in [|s_numbers|].ConfigureAwait(false)) { }
            """,
            """
            await foreach (var number in s_numbers.WithCancellation(cancellationToken))
                Console.WriteLine(number);
            await foreach (var number in s_numbers.WithCancellation(cancellationToken).ConfigureAwait(false)) { }
            """),
        Child(
            "NUR202",
            "a choice of sequences, and where a call is all that is marked",
            """
            IAsyncEnumerable<int>? none = null;
            await foreach (var number in [|none ?? s_numbers|]) { }
            await [|SendAsync("item")|];
            var text = nursery.IsCancellationRequested ? null : new StringReader("");
            await (text?[|.ReadToEndAsync()|] ?? Task.FromResult(""));
            """,
            """
            IAsyncEnumerable<int>? none = null;
            await foreach (var number in (none ?? s_numbers).WithCancellation(cancellationToken)) { }
            await SendAsync("item", cancellationToken);
            var text = nursery.IsCancellationRequested ? null : new StringReader("");
            await (text?.ReadToEndAsync(cancellationToken) ?? Task.FromResult(""));
            """).AsMarked(),
        InClass(
            "NUR202",
            "body of a nursery, whose token is the handle's",
            "[Nursery] public partial Task RunAsync();\nprivate async Task RunAsync(RunNursery nursery) => await Task.[|Delay|](1);",
            """
            [Nursery] public partial Task RunAsync();
            private async Task RunAsync(RunNursery nursery) => await Task.Delay(1, nursery.Token);
            """),
        InClass("NUR202", "no token at hand",
            """
            private static async Task WorkAsync(Func<CancellationToken, Task> work) => await [|Task.Delay(1)|];
            """, null),
        InClass("NUR202", "a token that a static lambda can't reach",
            """
            private static Func<Task> Work(CancellationToken cancellationToken) => static () => [|Task.Delay(1)|];
            """, null),
        Child("NUR202", "the token that the finding names", "await [|Task.Delay(1)|];", "await Task.Delay(1, nursery.Token);")
            .With("token", "nursery.Token").AsMarked(),
        Child("NUR202", "beyond a function that a nursery runs", "((Nursery)nursery).Start(_ => [|Task.Delay(1)|]);", null),
        Child("NUR202", "no overload", "await [|Task.WhenAll()|];", null),
    ];

    private static IEnumerable<FixCase> Foreign =>
    [
        Child(
            "NUR203",
            "none",
            "await Task.Delay(1, /* why? */ [|CancellationToken.None|]);",
            "await Task.Delay(1, /* why? */ cancellationToken);"),
        Child(
            "NUR203",
            "none, default and an outer one",
            """
            await FetchAsync(cancellationToken: [|default|], number: 2);
            await Task.Delay(1, [|default(CancellationToken)|]);
            ((Nursery)nursery).Start(ct => Task.Delay(1, [|cancellationToken|]));
            await CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), scope => Task.Delay(1, [|cancellationToken|]));
            """,
            """
            await FetchAsync(cancellationToken: cancellationToken, number: 2);
            await Task.Delay(1, cancellationToken);
            ((Nursery)nursery).Start(ct => Task.Delay(1, ct));
            await CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), scope => Task.Delay(1, scope.Token));
            """),
        InClass("NUR203", "no other at hand",
            """
            private static async Task WorkAsync() => await Task.Delay(1, [|CancellationToken.None|]);
            """, null),
        Child(
            "NUR211",
            "forever",
            "await Task.Delay([|int.MaxValue|], cancellationToken);",
            "await Task.Delay(Timeout.Infinite, cancellationToken);").With("Replacement", "Timeout.Infinite"),
        Child("NUR211", "forever, twice",
            """
            await Task.Delay([|int.MaxValue|], cancellationToken);
            await Task.Delay([|Int32.MaxValue|], cancellationToken);
            """,
                """
                await Task.Delay(Timeout.Infinite, cancellationToken);
                await Task.Delay(Timeout.Infinite, cancellationToken);
                """).With("Replacement", "Timeout.Infinite"),
        Child("NUR211", "a week, as a weekly job has it",
            """
            while (cancellationToken.CanBeCanceled)
                await Task.Delay([|TimeSpan.FromDays(7)|], cancellationToken);
            """, null).With("Replacement", "Timeout.InfiniteTimeSpan").AsMarked(),
        Child("NUR211", "a month in milliseconds", "await Task.Delay([|2_000_000_000|], cancellationToken);", null)
            .With("Replacement", "Timeout.Infinite").AsMarked(),
        Child("NUR211", "without what to write", "await Task.Delay([|int.MaxValue|], cancellationToken);", null),
        Child("NUR203", "the same", "await Task.Delay(1, [|cancellationToken|]);", null),
    ];

    private static IEnumerable<FixCase> Open =>
    [
        Child(
            "NUR109",
            "scope",
            """
            // limited
            var scope = [|CancelScope.FailAfter(TimeSpan.FromSeconds(1), cancellationToken)|]; // one
            await Task.Delay(1, scope.Token);
            """,
            """
            // limited
            using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), cancellationToken); // one
            await Task.Delay(1, scope.Token);
            """),
        Child(
            "NUR109",
            "one of several variables",
            "CancelScope scope = [|CancelScope.MoveOnAfter(TimeSpan.Zero)|], other = scope;\nscope.Cancel();",
            null),
        Child(
            "NUR109",
            "nested scopes",
            """
            CancelScope scope = [|CancelScope.MoveOnAfter(TimeSpan.Zero)|];
            if (scope.IsCancellationRequested)
            {
                CancelScope inner = [|CancelScope.MoveOnAfter(TimeSpan.Zero)|];
            }
            """,
            """
            using CancelScope scope = CancelScope.MoveOnAfter(TimeSpan.Zero);
            if (scope.IsCancellationRequested)
            {
                using CancelScope inner = CancelScope.MoveOnAfter(TimeSpan.Zero);
            }
            """),
        InClass(
            "NUR109",
            "a task that is returned under it",
            """
            private static Task<int> GoAsync(bool now, CancellationToken ct)
            {
                var scope = [|CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct)|]; // one second
                if (now)
                    return Task.FromResult(/* at once */ 1);
                return WorkAsync(scope.Token); // later
            }

            private static async Task<int> WorkAsync(CancellationToken ct) { await Task.Delay(1, ct); return 1; }
            """,
            """
            private static async Task<int> GoAsync(bool now, CancellationToken ct)
            {
                using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct); // one second
                if (now)
                    return /* at once */ 1;
                return await WorkAsync(scope.Token); // later
            }

            private static async Task<int> WorkAsync(CancellationToken ct) { await Task.Delay(1, ct); return 1; }
            """),
        InClass(
            "NUR109",
            "a task that is kept, and returned under its token",
            """
            private static Task GoAsync(CancellationToken ct)
            {
                var scope = [|CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct)|];
                var token = scope.Token;
                var task = Task.Delay(1, token);
                return task;
            }
            """,
            """
            private static async Task GoAsync(CancellationToken ct)
            {
                using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct);
                var token = scope.Token;
                var task = Task.Delay(1, token);
                await task;
            }
            """),
        InClass("NUR109", "a task that outlives it in a field",
            """
            private static Task? s_task;
            private static Task GoAsync(CancellationToken ct)
            {
                var scope = [|CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct)|];
                s_task = Task.Delay(1, scope.Token);
                return Task.CompletedTask;
            }

            internal static Task? Task1 => s_task;
            """, null),
        InClass("NUR109", "a task that outlives it in another's list",
            """
            private static void Go(List<Task> tasks)
            {
                var scope = [|CancelScope.FailAfter(TimeSpan.FromSeconds(1))|];
                tasks = [.. tasks];
                s_tasks.Add(Task.Delay(1, scope.Token));
            }

            private static readonly List<Task> s_tasks = [];
            """, null),
        InClass("NUR109", "a delegate that outlives it",
            """
            private static Func<Task> Go()
            {
                var scope = [|CancelScope.FailAfter(TimeSpan.FromSeconds(1))|];
                return () => Task.Delay(1, scope.Token);
            }
            """, null),
        Child("NUR109", "its token alone",
            """
            var token = [|CancelScope.MoveOnAfter(TimeSpan.Zero)|].Token;
            Console.WriteLine(token);
            """, null),
        Child("NUR109", "a variable that gets another",
            """
            var scope = [|CancelScope.MoveOnAfter(TimeSpan.Zero)|];
            scope = CancelScope.MoveOnAfter(TimeSpan.Zero);
            scope.Cancel();
            """, null),
        Child("NUR109", "assigned", "CancelScope? scope = null;\nscope = [|CancelScope.MoveOnAfter(TimeSpan.Zero)|];", null),
    ];

    private static FixCase Child(string id, string name, string before, string? after) =>
        InClass(id, name, InChild(before), after is null ? null : InChild(after));

    private static string InChild(string statements) =>
        $$"""
        {{Nursery}}[Child]
        private static async Task WorkAsync(RunNursery nursery, CancellationToken cancellationToken)
        {
            await Task.Yield();
            {{statements.Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }{{Helpers}}
        """;
}
