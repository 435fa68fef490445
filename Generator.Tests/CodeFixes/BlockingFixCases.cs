using static NurseryGen.Generator.Tests.CodeFixes.FixCase;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>Threads that wait: NUR301, NUR302, NUR303, NUR305, and results read too early: NUR501.</summary>
internal static class BlockingFixCases
{
    private const string Nursery =
        """
        [Nursery] public partial Task RunAsync();
        private Task RunAsync(RunNursery nursery) => Task.CompletedTask;


        """;

    public static IEnumerable<FixCase> All => [.. Waits, .. Sleeps, .. Twins, .. Usings, .. Results];

    private static IEnumerable<FixCase> Waits =>
    [
        Child("NUR301", "result", "var number = [|CountAsync().Result|]; // one", "var number = await CountAsync(); // one"),
        Child(
            "NUR301",
            "waits of every kind",
            """
            Console.WriteLine([|CountAsync().Result|].ToString("X") + [|CountAsync().Result|]);
            [|CountAsync().Wait()|];
            [|CountAsync().Wait(cancellationToken)|];
            var sum = [|CountAsync().GetAwaiter().GetResult()|] + /* twice */ [|CountAsync().ConfigureAwait(false).GetAwaiter().GetResult()|];
            var inner = [|[|NestedAsync().Result|].Result|];
            [|Task.WaitAll(CountAsync(), CountAsync())|];
            [|Task.WaitAll(new[] { CountAsync() }, cancellationToken)|];
            [|Task.WaitAny(CountAsync(), CountAsync())|];
            var text = [|((Task<string>)/* any */TextAsync()).Result|][0];
            """,
            """
            Console.WriteLine((await CountAsync()).ToString("X") + await CountAsync());
            await CountAsync();
            await CountAsync().WaitAsync(cancellationToken);
            var sum = await CountAsync() + /* twice */ await CountAsync().ConfigureAwait(false);
            var inner = await (await NestedAsync());
            await Task.WhenAll(CountAsync(), CountAsync());
            await Task.WhenAll(new[] { CountAsync() }).WaitAsync(cancellationToken);
            await Task.WhenAny(CountAsync(), CountAsync());
            var text = (await ((Task<string>)/* any */TextAsync()))[0];
            """),
        Child("NUR301", "with a time limit",
            """
            [|CountAsync().Wait(5)|];
            [|Task.WaitAll([CountAsync()], 5)|];
            var first = [|Task.WaitAny(CountAsync())|];
            """, null),
        Child("NUR301", "in a lambda that can't await", "Func<int> count = () => [|CountAsync().Result|];\ncount();", null),
        Child("NUR301", "in a lock", "lock (s_gate) Console.WriteLine([|CountAsync().Result|]);", null),
        Child("NUR301", "in a filter", "try { } catch (IOException) when ([|CountAsync().Result|] == 1) { }", null),
    ];

    private static IEnumerable<FixCase> Sleeps =>
    [
        Child("NUR302", "sleep", "[|Thread.Sleep(100)|]; // a while", "await Task.Delay(100, cancellationToken); // a while"),
        Child(
            "NUR302",
            "sleeps",
            "[|Thread.Sleep(timeout: TimeSpan.FromSeconds(1))|];\nif (s_gate is null) [|Thread.Sleep(0)|];\n[|Thread.Sleep(50 + 50)|];",
            """
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            if (s_gate is null) await Checkpoint.YieldAsync(cancellationToken);
            await Task.Delay(50 + 50, cancellationToken);
            """),
        InClass(
            "NUR302",
            "no token at hand",
            Nursery +
                """
                [Child]
                private static Task WorkAsync()
                {
                    [|Thread.Sleep(1)|];
                    [|Thread.Sleep(TimeSpan.Zero)|];
                    return Task.CompletedTask;
                }
                """,
            Nursery + "[Child]\nprivate static async Task WorkAsync()\n{\n    await Task.Delay(1);\n    await Task.Yield();\n}"),
        InClass(
            "NUR302",
            "synchronous child",
            Nursery + "[Child] private static void Work(CancellationToken cancellationToken) { [|Thread.Sleep(1)|]; }",
            Nursery + "[Child] private static void Work(CancellationToken cancellationToken) { cancellationToken.WaitHandle.WaitOne(1); }"),
        InClass(
            "NUR302", "synchronous child without a token", Nursery + "[Child] private static void Work() { [|Thread.Sleep(1)|]; }", null),
    ];

    private static IEnumerable<FixCase> Twins =>
    [
        Child(
            "NUR303",
            "read",
            "var text = [|File.ReadAllText(\"a\")|]; // all",
            "var text = await File.ReadAllTextAsync(\"a\", cancellationToken); // all"),
        Child(
            "NUR303",
            "calls of every kind",
            """
            using var stream = new FileStream("a", FileMode.Open);
            using var reader = new StreamReader(stream);
            Console.WriteLine([|reader.ReadLine()|]!.Length + [|reader.ReadToEnd()|]);
            [|stream.CopyTo(Stream.Null)|];
            [|stream.Write(new byte[[|stream.Read(new byte[1], 0, 1)|]], 0, 1)|];
            [|stream.Flush()|];
            """,
            """
            using var stream = new FileStream("a", FileMode.Open);
            using var reader = new StreamReader(stream);
            Console.WriteLine((await reader.ReadLineAsync(cancellationToken))!.Length + await reader.ReadToEndAsync(cancellationToken));
            await stream.CopyToAsync(Stream.Null, cancellationToken);
            await stream.WriteAsync(new byte[await stream.ReadAsync(new byte[1], 0, 1, cancellationToken)], 0, 1, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            """),
        Child("NUR303", "a twin without a token", "[|Twin(1)|];", "await TwinAsync(1);").AsMarked(),
        InClass(
            "NUR303",
            "a function that isn't async yet",
            Nursery +
                """
                [Child]
                public static Task<string> ReadAsync(CancellationToken cancellationToken) => Task.FromResult([|File.ReadAllText("a")|]); // all
                """,
            Nursery +
                """
                [Child]
                public static async Task<string> ReadAsync(CancellationToken cancellationToken) => await File.ReadAllTextAsync("a", cancellationToken); // all
                """),
        Child("NUR303", "arguments that the twin doesn't take",
            """
            using var stream = new FileStream("a", FileMode.Open);
            [|stream.Read(stackalloc byte[1])|];
            """, null),
        Child("NUR303", "no twin", "[|Console.WriteLine()|];", null),
        Child("NUR303", "in a lambda that can't await", "Action action = () => [|Twin(1)|];", null),
    ];

    private static IEnumerable<FixCase> Usings =>
    [
        Child(
            "NUR305",
            "declaration",
            "// open\n[|using|] var stream = Open(); // closed",
            "// open\nawait using var stream = Open(); // closed"),
        Child(
            "NUR305",
            "declaration and statements",
            """
            [|using|] var stream = Open();
            [|using|] (var one = Open())
            [|using|] (Open())
            {
                await one.FlushAsync(cancellationToken);
            }
            """,
            """
            await using var stream = Open();
            await using (var one = Open())
            await using (Open())
            {
                await one.FlushAsync(cancellationToken);
            }
            """),
        InClass(
            "NUR305",
            "a function that isn't async yet",
            Nursery +
                """
                [Child]
                private static ValueTask WorkAsync()
                {
                    [|using|] var stream = new FileStream("a", FileMode.Open);
                    return default;
                }
                """,
            Nursery +
                """
                [Child]
                private static async ValueTask WorkAsync()
                {
                    await using var stream = new FileStream("a", FileMode.Open);
                }
                """),
        Child("NUR305", "in a function that can't await", "void Local()\n{\n    [|using|] var stream = Open();\n}\n\nLocal();", null),
    ];

    private static IEnumerable<FixCase> Results =>
    [
        Child("NUR301", "a result after a question mark",
            """
            var maybe = s_gate as Func<Task<int>>;
            Console.WriteLine(maybe?[|.Invoke().Result|]);
            """, null).AsMarked(),
        Body("NUR501", "result",
            """
            var child = nursery.StartCount();
            Console.WriteLine([|child.Result|].ToString("X"));
            """, "var child = nursery.StartCount();\nConsole.WriteLine((await child).ToString(\"X\"));"),
        Body("NUR501", "results",
            """
            var sum = [|nursery.StartCount().Result|] + [|nursery.StartCount().Result|];
            """, "var sum = await nursery.StartCount() + await nursery.StartCount();"),
        Body("NUR501", "outcome", "var outcome = [|nursery.StartCount().Outcome|];", null),
    ];

    private static FixCase Child(string id, string name, string before, string? after) =>
        InClass(id, name, InChild(before), after is null ? null : InChild(after));

    private static FixCase Body(string id, string name, string before, string? after) =>
        InClass(id, name, InBody(before), after is null ? null : InBody(after));

    private static string InBody(string statements) =>
        $$"""
        [Nursery] public partial Task RunAsync();
        private async Task RunAsync(RunNursery nursery)
        {
            await Task.Yield();
            {{statements.Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }

        [Child] private static Task<int> CountAsync() => Task.FromResult(1);
        """;

    private static string InChild(string statements) =>
        Nursery +
            """
            [Child]
            private static async Task WorkAsync(CancellationToken cancellationToken)
            {
                await Task.Delay(1, cancellationToken);

            """
        + $"    {statements.Replace("\n", "\n    ", StringComparison.Ordinal).Replace("    \n", "\n", StringComparison.Ordinal)}\n}}\n\n"
        + """
            private static readonly object s_gate = new();

            private static async Task<int> CountAsync() { await Task.Yield(); return 1; }


            """
        + "private static async Task<Task<int>> NestedAsync() { await Task.Yield(); return CountAsync(); }\n\n"
        + """
            private static async Task<string> TextAsync() { await Task.Yield(); return "a"; }

            private static FileStream Open() => new("a", FileMode.Open);

            private static void Twin(int number) => _ = number;

            private static Task TwinAsync(int number) => Task.FromResult(number);
            """;
}
