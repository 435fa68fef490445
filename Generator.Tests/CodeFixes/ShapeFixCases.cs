using static NurseryGen.Generator.Tests.CodeFixes.FixCase;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>The types around, the method itself and its body: NUR001, NUR002, NUR004, NUR005.</summary>
internal static class ShapeFixCases
{
    private const string Nursery =
        """
        [Nursery] public partial Task RunAsync(); private Task RunAsync(Nursery nursery) => Task.CompletedTask;
        """;
    private const string Run = "[Nursery] public partial Task RunAsync(int number, string? text);\n";

    public static IEnumerable<FixCase> All => [.. TypeNotPartial, .. MethodNotPartial, .. NoBody, .. BodyDoesNotFit];

    private static IEnumerable<FixCase> TypeNotPartial =>
    [
        InFile("NUR001", "class", $"class [|C|] {{ {Nursery} }}", $"partial class C {{ {Nursery} }}"),
        InFile(
            "NUR001",
            "modifiers, attributes and comments stay",
            $$"""
            /// <summary>Works.</summary>
            [Serializable] // once
            public sealed /* mark */ class [|C|]
            {
                /// <summary>Runs.</summary>
                {{Nursery}}
            }
            """,
            $$"""
            /// <summary>Works.</summary>
            [Serializable] // once
            public sealed /* mark */ partial class C
            {
                /// <summary>Runs.</summary>
                {{Nursery}}
            }
            """),
        InFile(
            "NUR001",
            "a type with two nurseries",
            $"class [|[|C|]|]\n{{\n    {Nursery}\n    {Nursery.Replace("RunAsync", "LoadAsync", StringComparison.Ordinal)}\n}}",
            $"partial class C\n{{\n    {Nursery}\n    {Nursery.Replace("RunAsync", "LoadAsync", StringComparison.Ordinal)}\n}}"),
        InFile(
            "NUR001",
            "a nest of types",
            $"// outermost\nstatic class [|A|]\n{{\n    record [|B|]\n    {{\n        internal class [|C|] {{ {Nursery} }}\n    }}\n}}",
            $$"""
            // outermost
            static partial class A
            {
                partial record B
                {
                    internal partial class C { {{Nursery}} }
                }
            }
            """),
    ];

    private static IEnumerable<FixCase> MethodNotPartial =>
    [
        InClass(
            "NUR002",
            "nursery with a block",
            """
            /// <summary>Runs.</summary>
            [Nursery, Timeout(500)]
            public async Task<int> [|RunAsync|](int number, string text = "")
            {
                // work
                await Task.Yield();
                return number + text.Length;
            }

            public int Number => 1;
            """,
            """
            /// <summary>Runs.</summary>
            [Nursery, Timeout(500)]
            public partial Task<int> RunAsync(int number, string text = "");

            private async Task<int> RunAsync(RunNursery nursery, int number, string text)
            {
                // work
                await Task.Yield();
                return number + text.Length;
            }

            public int Number => 1;
            """),
        InClass(
            "NUR002",
            "a scope keeps the token that it uses",
            """
            [Timeout(5)]
            public static async Task [|WaitAsync|](CancellationToken cancellationToken = default) => await Task.Delay(1, cancellationToken);

            [Timeout(5)]
            public static Task [|GoAsync|](CancellationToken cancellationToken) => Task.CompletedTask;
            """,
            """
            [Timeout(5)]
            public static partial Task WaitAsync(CancellationToken cancellationToken = default);

            private static async Task WaitAsync(CancelScope scope, CancellationToken cancellationToken) => await Task.Delay(1, cancellationToken);

            [Timeout(5)]
            public static partial Task GoAsync(CancellationToken cancellationToken);

            private static Task GoAsync(CancelScope scope) => Task.CompletedTask;
            """),
        InClass(
            "NUR002",
            "generic, with a name that is taken, and without an accessibility",
            """
            [Nursery]
            Task<T> [|RunAsync|]<T>(T nursery)
                where T : class // always
                => Task.FromResult(nursery);
            """,
            """
            [Nursery]
            private partial Task<T> RunAsync<T>(T nursery)
                where T : class; // always

            private Task<T> RunAsync<T>(RunNursery<T> nursery2, T nursery)
                where T : class // always
                => Task.FromResult(nursery);
            """),
        InClass(
            "NUR002",
            "only the modifier is missing",
            "[Nursery]\npublic Task [|RunAsync|](); // all of it\nprivate Task RunAsync(Nursery nursery) => Task.CompletedTask;",
            "[Nursery]\npublic partial Task RunAsync(); // all of it\nprivate Task RunAsync(Nursery nursery) => Task.CompletedTask;"),
        InFile("NUR002", "abstract", "abstract partial class C { [Nursery] public abstract Task [|RunAsync|](); }", null),
        InClass("NUR002", "the body is there",
            """
            [Nursery] public Task [|RunAsync|]() => Task.CompletedTask; Task RunAsync(Nursery nursery) => Task.CompletedTask;
            """, null),
        InClass("NUR002", "a parameter that no body can take",
            """
            [Timeout(5)] public Task [|RunAsync|](in int number) => Task.CompletedTask;
            """, null),
    ];

    private static IEnumerable<FixCase> NoBody =>
    [
        InClass(
            "NUR004",
            "nursery",
            """
            [Nursery, Timeout(5)]
            public partial Task<List<string?>> [|RunAsync|](int number, (int X, long) pair, CancellationToken cancellationToken = default);

            public int Number => 1;
            """,
            """
            [Nursery, Timeout(5)]
            public partial Task<List<string?>> RunAsync(int number, (int X, long) pair, CancellationToken cancellationToken = default);

            private async Task<List<string?>> RunAsync(RunNursery nursery, int number, (int X, long) pair)
            {
                throw new NotImplementedException();
            }

            public int Number => 1;
            """),
        InClass(
            "NUR004",
            "scopes, one with the caller's limit",
            """
            [Timeout(5)]
            internal static partial ValueTask [|WaitAsync|](params int[] numbers);
            public partial Task [|OtherAsync|]([Timeout] TimeSpan limit, int number = 5); // two
            """,
            """
            [Timeout(5)]
            internal static partial ValueTask WaitAsync(params int[] numbers);

            private static async ValueTask WaitAsync(CancelScope scope, int[] numbers)
            {
                throw new NotImplementedException();
            }

            public partial Task OtherAsync([Timeout] TimeSpan limit, int number = 5); // two

            private async Task OtherAsync(CancelScope scope, int number)
            {
                throw new NotImplementedException();
            }
            """),
    ];

    private static IEnumerable<FixCase> BodyDoesNotFit =>
    [
        InClass(
            "NUR005",
            "other result",
            """
            [Nursery] public partial Task<int?> RunAsync();
            /* body */ [|Task|] /* of it */ RunAsync(RunNursery nursery) => throw new NotImplementedException();
            """,
            """
            [Nursery] public partial Task<int?> RunAsync();
            /* body */ Task<int?> /* of it */ RunAsync(RunNursery nursery) => throw new NotImplementedException();
            """),
        InClass(
            "NUR005",
            "other type, and by reference",
            Run + "Task RunAsync(RunNursery nursery, ref string [|number|]) => Task.CompletedTask;",
            Run + "Task RunAsync(RunNursery nursery, int number) => Task.CompletedTask;"),
        InClass(
            "NUR005",
            "other name",
            Run +
                """
                Task RunAsync(RunNursery nursery, string? text, int [|count|])
                {
                    return Task.Delay(count + this.count.Length + /* twice */ count);
                }

                private string count = "";
                """,
            Run +
                """
                Task RunAsync(RunNursery nursery, string? text, int number)
                {
                    return Task.Delay(number + this.count.Length + /* twice */ number);
                }

                private string count = "";
                """),
        InClass(
            "NUR005",
            "static",
            "[Nursery] public static partial Task RunAsync();\nprivate async Task [|RunAsync|](RunNursery nursery) => await Task.Yield();",
            """
            [Nursery] public static partial Task RunAsync();
            private static async Task RunAsync(RunNursery nursery) => await Task.Yield();
            """),
        InClass(
            "NUR005",
            "two bodies",
            Run +
                """
                Task RunAsync(RunNursery nursery, string [|number|]) => Task.CompletedTask;
                [Timeout(5)] public partial Task WaitAsync(int number);
                Task WaitAsync(CancelScope scope, string [|number|]) => Task.CompletedTask;
                """,
            Run +
                """
                Task RunAsync(RunNursery nursery, int number) => Task.CompletedTask;
                [Timeout(5)] public partial Task WaitAsync(int number);
                Task WaitAsync(CancelScope scope, int number) => Task.CompletedTask;
                """),
        InClass(
            "NUR005", "no parameter of that type", Run + "Task RunAsync(RunNursery nursery, long [|other|]) => Task.CompletedTask;", null),
        InClass("NUR005", "uses its instance",
            """
            [Nursery] public static partial Task RunAsync();
            Task [|RunAsync|](RunNursery nursery) => Task.FromResult(_number);
            int _number = 1;
            """, null),
        InClass("NUR005", "other type parameters",
            """
            [Nursery] public partial Task RunAsync<T>(T value);
            Task [|RunAsync|]<T, U>(RunNursery<T> nursery) => Task.CompletedTask;
            """, null),
    ];
}
