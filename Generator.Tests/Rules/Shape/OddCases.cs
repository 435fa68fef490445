using static NurseryGen.Generator.Tests.Rules.DiagnosticCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>What looks right and isn't: NUR021, NUR022, NUR023, NUR024, NUR025.</summary>
internal static class OddCases
{
    private const string Done = "=> Task.CompletedTask;";
    private const string Run = $"[Nursery] public partial Task RunAsync(); Task RunAsync(RunNursery nursery) {Done}\n";
    private const string Own =
        """
        sealed class TimeoutAttribute(int value) : Attribute { public int Value => value; } sealed class Outcome<T>;
        """;

    public static IEnumerable<DiagnosticCase> All => [.. Later, .. Reach, .. Clocks, .. Places, .. Meanings];

    private static IEnumerable<DiagnosticCase> Later =>
    [
        InClass("NUR021", "iterator", Run + "[Child] [|IEnumerable<int>|] Read() { yield return 1; }")
            .Saying("Return something else from the child 'Read': it is an iterator, which does its work where it is read, "
                + "after the nursery; return a list or an array"),
        InClass("NUR021", "task in a task", Run + "[Child] [|Task<Task<int>>|] ReadAsync() => null!;")
            .Saying("Return something else from the child 'ReadAsync': nobody would wait for the task inside 'Task<Task<int>>'; "
                + "await it, and return 'Task<int>'"),
        InClass("NUR021", "iterator inside", Run +
            """
            [Child] IEnumerable<int> Read() { return Inner(); IEnumerable<int> Inner() { yield return 1; } }
            """),
        InClass("NUR021", "list", Run + "[Child] IEnumerable<int> Read() => new List<int>();"),
    ];

    private static IEnumerable<DiagnosticCase> Reach =>
    [
        InClass("NUR022", "private type", Run +
            """
            public readonly partial struct RunNursery; class Job; [Child] Task [|WorkAsync|](Job job) => Task.CompletedTask;
            """)
            .Saying("Make 'Job' as accessible as 'RunNursery', or 'RunNursery' private: 'StartWork' would be out of everybody's reach"),
        InClass("NUR022", "private nursery type", Run + $"class Job; [Child] Task WorkAsync(Job job) {Done}"),
        InClass("NUR022", "started by the user's part", Run +
            $$"""
            public readonly partial struct RunNursery { public void Work() => StartWork(new Job()); }
            class Job;
            [Child] Task WorkAsync(Job job) {{Done}}
            """),
    ];

    private static IEnumerable<DiagnosticCase> Clocks =>
    [
        InClass("NUR023", "two fields",
            $"""
            TimeProvider _one = null!; TimeProvider _two = null!;
            [Nursery] public partial Task [|RunAsync|]();
            Task RunAsync(RunNursery nursery) {Done}
            """)
            .Saying(
                """
                Give 'RunAsync' a TimeProvider parameter: 'C' has several clocks, '_one' and '_two', and the first of them measures its deadlines
                """),
        InClass("NUR023", "two parameters",
            $"""
            [Timeout(5)] public partial Task [|RunAsync|](TimeProvider one, TimeProvider two);
            Task RunAsync(CancelScope scope) {Done}
            """),
        InFile("NUR023", "field and parameter apart",
            $$"""
            partial class C(TimeProvider one)
            {
                TimeProvider _two = TimeProvider.System;
                public TimeProvider One => one;
                [Timeout(5)] public partial Task [|RunAsync|]();
                Task RunAsync(CancelScope scope) {{Done}}
            }
            """),
        InFile("NUR023", "captured beside a field",
            $$"""
            partial class C(TimeProvider one)
            {
                TimeProvider _two = TimeProvider.System;
                public string Name => one.ToString()!;
                [Timeout(5)] public partial Task [|RunAsync|]();
                Task RunAsync(CancelScope scope) {{Done}}
            }
            """),
        InFile("NUR023", "stored parameter",
            $$"""
            partial class C(TimeProvider? one)
            {
                readonly TimeProvider _one = one ?? TimeProvider.System;
                TimeProvider One => _one;
                [Timeout(5)] public partial Task RunAsync();
                Task RunAsync(CancelScope scope) {{Done}}
            }
            """),
        InFile("NUR023", "handed to the base type",
            $$"""
            class B(TimeProvider one) { protected TimeProvider One { get; } = one; }
            partial class C(TimeProvider one) : B(one)
            {
                [Timeout(5)] public partial Task RunAsync(); Task RunAsync(CancelScope scope) {{Done}}
            }
            """),
        InClass("NUR023", "static beside an instance's",
            $"""
            static readonly TimeProvider s_one = TimeProvider.System; TimeProvider _two = null!; {Run}
            """),
        InClass("NUR023", "parameter first",
            $"""
            TimeProvider _one = null!; TimeProvider _two = null!;
            [Nursery] public partial Task RunAsync(TimeProvider three);
            Task RunAsync(RunNursery nursery) {Done}
            """),
    ];

    private static IEnumerable<DiagnosticCase> Places =>
    [
        InClass("NUR024", "local function", "void M() { _ = WorkAsync(); [[|Child|]] Task WorkAsync() => Task.CompletedTask; }")
            .Saying("Move [Child] to a method of a class: it has no effect on the local function 'WorkAsync'"),
        InClass("NUR024", "lambda", "Func<Task> M() => [[|Timeout(5)|]] () => Task.CompletedTask;"),
        InClass("NUR024", "accessor", "int Number { [[|Child|]] get => 1; }"),
        InFile("NUR024", "explicit implementation",
            """
            interface I { Task WorkAsync(); } class C : I { [[|Child|]] Task I.WorkAsync() => Task.CompletedTask; }
            """),
        InFile("NUR024", "interface", "interface I { [[|Child|]] Task WorkAsync(); }"),
        InFile("NUR024", "finalizer and operator",
            """
            class C { [[|Child|]] ~C() { } [[|Timeout(5)|]] public static C operator !(C c) => c; }
            """),
        InFile("NUR024", "extension block",
            """
            static class E { extension(string text) { [[|Child|]] public Task WorkAsync() => Task.CompletedTask; } }
            """),
        InFile("NUR024", "classic extension",
            """
            static class E { [Child] public static Task WorkAsync(this string text) => Task.CompletedTask; }
            """),
        InClass("NUR024", "another's", "void M() { Local(); [Obsolete] void Local() { } }"),
    ];

    private static IEnumerable<DiagnosticCase> Meanings =>
    [
        Of("attribute",
            $$"""
            namespace Other { {{Own}} }
            namespace Inner { using NurseryGen; using Other; class C { [[|Timeout|](5)] void M() { } } }
            """)
            .Saying(
                """
                Write 'NurseryGen.Timeout', or add 'using Timeout = NurseryGen.TimeoutAttribute;' to the usings: 'Other' has a type of that name too
                """),
        Of("generic type",
            $$"""
            namespace Other { {{Own}} }
            namespace Inner { using NurseryGen; using Other; class C { [|Outcome<int>|]? M() => null; } }
            """),
        Of("spelled out",
            $$"""
            namespace Other { {{Own}} }
            namespace Inner
            {
                using NurseryGen; using Other; class C { [Other.Timeout(5)] NurseryGen.Outcome<int>? M() => null; }
            }
            """),
    ];

    private static DiagnosticCase Of(string name, string source) => new("NUR025", $"NUR025 {name}", source + "\n");
}
