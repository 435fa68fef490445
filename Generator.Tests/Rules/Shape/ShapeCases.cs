using static NurseryGen.Generator.Tests.Rules.DiagnosticCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>The method itself and the types around it: NUR001, NUR002, NUR003, NUR013.</summary>
internal static class ShapeCases
{
    private const string Nursery =
        """
        [Nursery] public partial Task RunAsync(); private Task RunAsync(Nursery nursery) => Task.CompletedTask;
        """;
    private const string StaticNursery =
        """
        [Nursery] static partial Task RunAsync(); static Task RunAsync(Nursery nursery) => Task.CompletedTask;
        """;
    private const string Scope =
        """
        [Timeout(5)] public partial Task RunAsync(); private Task RunAsync(CancelScope scope) => Task.CompletedTask;
        """;

    public static IEnumerable<DiagnosticCase> All =>
    [
        InFile("NUR001", "nursery in a class without partial", $"class [|C|] {{ {Nursery} }}"),
        InFile("NUR001", "scope in a record without partial", $"record [|C|] {{ {Scope} }}"),
        InFile("NUR001", "outer class without partial", $"class [|Outer|] {{ partial class C {{ {Nursery} }} }}"),
        InFile("NUR001", "every type without partial", $"static class [|A|] {{ struct [|B|] {{ class [|C|] {{ {Nursery} }} }} }}"),
        InFile("NUR001", "all partial", $"partial class Outer {{ partial record C {{ {Nursery} }} }}"),
        InFile("NUR001", "children need no partial", "class C { [Child] Task WorkAsync() => Task.CompletedTask; }"),

        InClass("NUR002", "nursery with a body", "[Nursery] public Task [|RunAsync|]() => Task.CompletedTask;"),
        InClass("NUR002", "scope with a body", "[Timeout(5)] public async Task [|RunAsync|](int number) { await Task.Yield(); }"),
        InClass("NUR002", "partial with a body", "[Nursery] public partial Task [|RunAsync|]() => Task.CompletedTask;"),
        InFile("NUR002", "abstract", "abstract partial class C { [Nursery] public abstract Task [|RunAsync|](); }"),
        InClass("NUR002", "partial without a body", Nursery),
        InClass("NUR002", "a child's timeout needs no partial", "[Child, Timeout(5)] Task WorkAsync() => Task.CompletedTask;"),

        InClass("NUR003", "void", "[Nursery] public partial [|void|] Run();"),
        InClass("NUR003", "value", "[Nursery] public partial [|int|] RunAsync(CancellationToken cancellationToken);"),
        InClass("NUR003", "array of tasks", "[Timeout(5)] public partial [|Task<int>[]|] RunAsync();"),
        InClass("NUR003", "stream of a scope", "[Timeout(5)] public partial [|IAsyncEnumerable<int>|] RunAsync();"),
        InClass("NUR003", "reference to a task", "[Nursery] public partial [|ref Task|] RunAsync();"),
        InFile("NUR003", "another Task", "class Task; partial class C { [Nursery] public partial [|Task|] RunAsync(); }"),
        InClass("NUR003", "Task", Nursery),
        InClass("NUR003", "Task of T",
            """
            [Nursery] public partial Task<int> RunAsync(); Task<int> RunAsync(Nursery nursery) => Task.FromResult(1);
            """),
        InClass("NUR003", "ValueTask",
            """
            [Timeout(1)] public partial ValueTask RunAsync(); ValueTask RunAsync(CancelScope scope) => default;
            """),
        InClass("NUR003", "ValueTask of T",
            """
            [Nursery] public partial ValueTask<C?> RunAsync(); ValueTask<C?> RunAsync(Nursery nursery) => default;
            """),
        InClass("NUR003", "a type that doesn't exist is the compiler's to report", "[Nursery] public partial Missing RunAsync();"),

        InFile("NUR013", "interface", "partial interface IC { [Nursery] partial Task [|RunAsync|](); }"),
        InFile("NUR013", "instance of a struct", "partial struct C { [Nursery] public partial Task [|RunAsync|](); }"),
        InFile("NUR013", "scope in a record struct", "partial record struct C { [Timeout(5)] public partial Task [|RunAsync|](); }"),
        InFile("NUR013", "ref struct", "ref partial struct C { [Nursery] public partial Task [|RunAsync|](); }"),
        InFile("NUR013", "file-local type", "file partial class C { [Nursery] public partial Task [|RunAsync|](); }"),
        InFile("NUR013", "in a file-local type",
            """
            file partial class Outer { partial class C { [Nursery] public partial Task [|RunAsync|](); } }
            """),
        InFile("NUR013", "static in a struct", $"partial struct C {{ {StaticNursery} }}"),
        InFile("NUR013", "class in a struct in an interface",
            $$"""
            partial interface IOuter { partial struct Middle { partial class C { {{Nursery}} } } }
            """),
    ];
}
