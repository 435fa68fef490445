using static NurseryGen.Generator.Tests.Declarations.DeclarationCase;

namespace NurseryGen.Generator.Tests.Declarations;

/// <summary>Names of the user's that meet generated ones, and type parameters that hide others.</summary>
internal static class NameDeclarations
{
    /// <summary>What generated code, or what it derives from, calls something by.</summary>
    private static readonly string[] s_meeting =
    [
        "Token", "Info", "Start", "Invoke", "Clear", "Reason", "Deadline", "Cancel", "CancelAfter", "JoinAsync", "Locate", "Position",
        "IsCancellationRequested",
        "Nursery", "Rent", "Deliver", "Fallback", "Scope", "scope", "error", "state", "item", "sink", "child", "_owner", "_nursery",
        "System", "NurseryGen",
        "VisitChild", "StartVisit", "CheckNursery", "C", "Collect", "DropAll", "ReadyWithValue", "ReadyWithoutValue", "ChildCount",
        "nursery", "_item", "StepChild",
    ];

    public static IEnumerable<DeclarationCase> All => [.. s_meeting.SelectMany(Meeting).Select(Lower), .. Hiding, .. Others, .. Frames];

    /// <summary>The class that puts a nursery's name on stack traces has a name that nothing else in the type has.</summary>
    private static IEnumerable<DeclarationCase> Frames =>
    [
        InClass(
            "the user's own frame",
            """
            [Nursery] public partial Task<int> RunAsync();
            private async Task<int> RunAsync(RunNursery nursery) => await nursery.StartOne() + new __RunNurseryFrame().Three + __RunNurseryFrame_;
            [Child] private Task<int> OneAsync() => Task.FromResult(1);
            private class __RunNurseryFrame { public int Three => 3; }
            private const int __RunNurseryFrame_ = 5;
            """,
            "await new C().RunAsync()",
            "9"),
        InClass(
            "nurseries that differ in type parameters alone",
            """
            [Nursery] public partial Task<int> RunAsync();
            private async Task<int> RunAsync(RunNursery nursery) => await nursery.StartOne();
            [Nursery] public partial Task<int> RunAsync<T>(T item);
            private async Task<int> RunAsync<T>(RunNursery<T> nursery, T item) => await nursery.StartOne();
            [Child] private Task<int> OneAsync() => Task.FromResult(1);
            """,
            "(await new C().RunAsync() + await new C().RunAsync(\"x\"))",
            "2"),
    ];

    /// <summary>
    /// A type parameter of that name: of a child, of a nursery with a body, of a declared and an Each nursery, of the type.
    /// </summary>
    private static IEnumerable<DeclarationCase> Meeting(string name)
    {
        yield return InClass(
            $"type parameter {name} of a child",
            $$"""
            [Nursery] public partial Task<int> CheckAsync(CancellationToken token = default);
            private async Task<int> CheckAsync(CheckNursery n) { var visit = n.StartVisit<string>("abc"); var ready = await n.StartStepAsync<string>("x"); await n.JoinAsync(); return await visit + ready; }
            [Child] private Task<int> VisitAsync<{{name}}>({{name}} value, CancellationToken token) => Task.FromResult(value!.ToString()!.Length);
            [Child] private Task StepAsync<{{name}}>({{name}} value, Ready<int> ready) { ready.Set(value is null ? 0 : 4); return Task.CompletedTask; }
            """,
            "await new C().CheckAsync()",
            "7");
        yield return InClass(
            $"type parameter {name} of a nursery",
            $$"""
            [Nursery] public partial Task<int> CheckAsync<{{name}}>({{name}} t, CancellationToken token = default);
            private async Task<int> CheckAsync<{{name}}>(CheckNursery<{{name}}> n, {{name}} t) { var step = n.StartVisit(t); await n.JoinAsync(); return await step; }
            [Child] private async Task<int> VisitAsync<{{name}}>(CheckNursery<{{name}}> n, {{name}} t, CancellationToken token) => await n.StartStep(t) + 4;
            [Child] private Task<int> StepAsync<{{name}}>(CheckNursery<{{name}}> n, {{name}} t) => Task.FromResult(1);
            [Nursery(nameof(StepTwoAsync))] public partial Task<int> DeclaredAsync<{{name}}>({{name}} t);
            [Child(nameof(DeclaredAsync))] private Task<int> StepTwoAsync<{{name}}>({{name}} t) => Task.FromResult(10);
            [Nursery] public partial Task<int[]> EachAsync<{{name}}>([Each(nameof(StepThreeAsync))] IEnumerable<{{name}}> items);
            [Child(nameof(EachAsync))] private Task<int> StepThreeAsync<{{name}}>({{name}} t) => Task.FromResult(20);
            [Timeout(60_000)] public partial Task<int> LateAsync<{{name}}>({{name}} t);
            private Task<int> LateAsync<{{name}}>(CancelScope s, {{name}} t) => Task.FromResult(100);
            """,
            """
            (await new C().CheckAsync("x") + await new C().DeclaredAsync(1) + (await new C().EachAsync(new[] { 1, 2 })).Sum() + await new C().LateAsync(2))
            """,
            "155");
        if (name != "C" && name != "CheckNursery")
        {
            yield return Of(
                $"type parameter {name} of the type",
                $$"""
                public partial class C<{{name}}>
                {
                    [Nursery(nameof(VisitAsync))] public partial Task<int> ScanAsync({{name}} value, CancellationToken token = default);
                    [Child(nameof(ScanAsync))] private Task<int> VisitAsync({{name}} value, CancellationToken token) => Task.FromResult(value is null ? 1 : 2);
                    [Nursery] public partial Task<int> CheckAsync({{name}} value);
                    private async Task<int> CheckAsync(CheckNursery n, {{name}} value) => await n.StartStep(value);
                    [Child(nameof(CheckAsync))] private Task<int> StepAsync(CheckNursery n, {{name}} value) => Task.FromResult(3);
                    [Nursery] public partial Task<int[]> EachAsync([Each(nameof(EachOneAsync))] List<{{name}}> items);
                    [Child(nameof(EachAsync))] private Task<int> EachOneAsync({{name}} value) => Task.FromResult(20);
                    [Timeout(60_000)] public partial Task<int> LateAsync({{name}} t);
                    private Task<int> LateAsync(CancelScope s, {{name}} t) => Task.FromResult(100);
                }
                """).Running(
                    """
                    (await new C<string>().ScanAsync("x") + await new C<string>().CheckAsync("x") + (await new C<string>().EachAsync([""]))[0] + await new C<string>().LateAsync(""))
                    """,
                    "125");
        }
    }

    // Of the names that are in lower case, the compiler has something to say too.
    private static DeclarationCase Lower(DeclarationCase declaration) => declaration.After("#pragma warning disable CS8981\n");

    private static IEnumerable<DeclarationCase> Hiding =>
    [
        Of(
            "a child's type parameter hides the type's",
            """
            public partial class P<T>
            {
                [Nursery] public partial Task<string> RunAsync(T x);
                async Task<string> RunAsync(RunNursery nursery, T x) => await nursery.StartOne("s") + await nursery.StartOne(5) + x;
            #pragma warning disable CS0693
                [Child] Task<string> OneAsync<T>(T x) => Task.FromResult(typeof(T).Name + x + Kept);
                public string Kept => typeof(T).Name + ";";
            }
            """).Running("await new P<int>().RunAsync(7)", "StringsInt32;Int325Int32;7"),
        Of(
            "a nursery's type parameter hides the type's",
            """
            public partial class P<T>
            {
            #pragma warning disable CS0693
                [Nursery] public partial Task<string> RunAsync<T>(T x);
                async Task<string> RunAsync<T>(RunNursery<T> nursery, T x) => await nursery.StartOne(x) + Kept;
                [Child] Task<string> OneAsync<T>(RunNursery<T> nursery, T x) => Task.FromResult(typeof(T).Name + x);
                [Nursery(nameof(TwoAsync))] public partial Task<string> DeclaredAsync<T>(T x);
                [Child(nameof(DeclaredAsync))] Task<string> TwoAsync<T>(T x) => Task.FromResult(typeof(T).Name + x);
                [Timeout(60_000)] public partial Task<string> LateAsync<T>(T x);
                Task<string> LateAsync<T>(CancelScope scope, T x) => Task.FromResult(typeof(T).Name + x);
                [Nursery] public static partial Task<string> StaticAsync<T>(T x);
                static async Task<string> StaticAsync<T>(StaticNursery<T> nursery, T x) => await nursery.StartThree(x);
                [Child(nameof(StaticAsync))] static Task<string> ThreeAsync<T>(T x) => Task.FromResult(typeof(T).Name + x);
                public string Kept => typeof(T).Name;
            }
            """).Running(
                """
                await new P<int>().RunAsync("s") + await new P<int>().DeclaredAsync("d") + await new P<int>().LateAsync('l') + await P<int>.StaticAsync('c')
                """,
                "StringsInt32StringdCharlCharc"),
        Of(
            "a nested type's parameter hides the outer one's",
            """
            public partial class Outer<T>
            {
            #pragma warning disable CS0693
                public partial class Inner<T>
                {
                    [Nursery] public partial Task<string> RunAsync(T x);
                    async Task<string> RunAsync(RunNursery nursery, T x) => await nursery.StartOne(x);
                    [Child] Task<string> OneAsync(RunNursery nursery, T x) => Task.FromResult(typeof(T).Name + x);
                    [Nursery(nameof(TwoAsync))] public static partial Task<string> DeclaredAsync(T x);
                    [Child(nameof(DeclaredAsync))] static Task<string> TwoAsync(T x) => Task.FromResult(typeof(T).Name + x);
                    [Nursery] public partial Task<string[]> EachAsync([Each(nameof(ThreeAsync))] T[] items);
                    [Child(nameof(EachAsync))] Task<string> ThreeAsync(T x) => Task.FromResult(typeof(T).Name + x);
                    [Timeout(60_000)] public partial Task<string> LateAsync(T x);
                    Task<string> LateAsync(CancelScope scope, T x) => Task.FromResult(typeof(T).Name + x);
                }
            }
            """).Running(
                "await new Outer<int>.Inner<string>().RunAsync(\"s\") + await Outer<int>.Inner<string>.DeclaredAsync(\"d\")"
                    + """
                         + string.Join("", await new Outer<int>.Inner<string>().EachAsync(["e"])) + await new Outer<int>.Inner<string>().LateAsync("l")
                        """,
                "StringsStringdStringeStringl"),
        Of(
            "a hidden parameter in a nursery type with a part of the user's",
            """
            public partial class C
            {
                private readonly partial struct LexNursery<Word> { public int Number => 1; }
                [Nursery] public partial Task<int> LexAsync<Word>(Word t);
                private async Task<int> LexAsync<Word>(LexNursery<Word> nursery, Word t) => await nursery.StartStep(t) + nursery.Number;
                [Child] private Task<int> StepAsync<Word>(LexNursery<Word> nursery, Word t) => Task.FromResult(4);
            }
            """).Running("await new C().LexAsync(\"x\")", "5"),
    ];

    private static IEnumerable<DeclarationCase> Others =>
    [
        Of(
            "the user's part has names of its own for type parameters",
            """
            public partial class A
            {
                private readonly partial struct RunNursery<T> { public static RunNursery<T> Make() => default; }
                [Nursery] public partial Task<string> RunAsync<T>(T x);
                async Task<string> RunAsync<T>(RunNursery<T> nursery, T x) => await nursery.StartOne(x);
                [Child] Task<string> OneAsync<T>(T x) => Task.FromResult($"{x}");
            }
            """).Running("await new A().RunAsync(5)", "5"),
        RefusedInClass(
            "the user's part has a type parameter of a name that is taken",
            """
            private readonly partial struct LexNursery<Token> { }
            [Nursery] public partial Task {|NUR009:LexAsync|}<Token>(Token t);
            private Task LexAsync<Token>(LexNursery<Token> nursery, Token t) => Task.CompletedTask;
            """),
        RefusedInClass(
            "the user's part has another's member",
            """
            private readonly partial struct RunNursery { public int {|NUR009:Token|} => 1; }
            [Nursery] public partial Task RunAsync();
            Task RunAsync(RunNursery nursery) => Task.CompletedTask;
            """),
        Of(
            "the same simple names elsewhere",
            """
            namespace X
            {
                public partial class A { [Nursery] public partial Task<int> RunAsync(); async Task<int> RunAsync(RunNursery n) => await n.StartOne(); [Child] Task<int> OneAsync() => Task.FromResult(1); }
                public partial class A<T>
                {
                    [Nursery] public partial Task<int> RunAsync(); async Task<int> RunAsync(RunNursery n) => await n.StartOne(); [Child] Task<int> OneAsync() => Task.FromResult(2);
                    public partial class B { [Nursery] public partial Task<int> RunAsync(); async Task<int> RunAsync(RunNursery n) => await n.StartOne(); [Child] Task<int> OneAsync() => Task.FromResult(3); }
                }
            }
            #pragma warning disable CS8981
            namespace x { public partial class a { [Nursery] public partial Task<int> RunAsync(); async Task<int> RunAsync(RunNursery n) => await n.StartOne(); [Child] Task<int> OneAsync() => Task.FromResult(4); } }
            #pragma warning restore CS8981
            """).Running(
                """
                await new X.A().RunAsync() + await new X.A<int>().RunAsync() + await new X.A<int>.B().RunAsync() + await new x.a().RunAsync()
                """,
                "1234"),
        InClass(
            "children and nurseries whose names meet",
            """
            [Nursery, Child(nameof(OuterAsync))] public partial Task<int> VisitAsync();
            async Task<int> VisitAsync(VisitNursery nursery) => await nursery.StartNursery() + await nursery.StartChild() + await nursery.StartStart() + await nursery.StartToken();
            [Child(nameof(VisitAsync))] Task<int> NurseryAsync() => Task.FromResult(1);
            [Child(nameof(VisitAsync))] Task<int> ChildAsync() => Task.FromResult(2);
            [Child(nameof(VisitAsync))] Task<int> StartAsync() => Task.FromResult(3);
            [Child(nameof(VisitAsync))] Task<int> Token() => Task.FromResult(4);
            [Nursery] public partial Task<int> OuterAsync();
            async Task<int> OuterAsync(OuterNursery nursery) => await nursery.StartVisit();
            [Nursery(nameof(Info), nameof(Scope), nameof(ScopeChild), nameof(PositionAsync))] public partial Task<(int, int, int, int)> AllAsync();
            [Child(nameof(AllAsync))] Task<int> Info() => Task.FromResult(5);
            [Child(nameof(AllAsync))] Task<int> Scope() => Task.FromResult(6);
            [Child(nameof(AllAsync))] Task<int> ScopeChild() => Task.FromResult(7);
            [Child(nameof(AllAsync))] Task<int> PositionAsync() => Task.FromResult(8);
            """,
            "await new C().OuterAsync() + await new C().AllAsync()",
            "10(5, 6, 7, 8)"),
    ];
}
