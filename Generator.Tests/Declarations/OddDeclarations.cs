using Microsoft.CodeAnalysis.CSharp;
using static NurseryGen.Generator.Tests.Declarations.DeclarationCase;

namespace NurseryGen.Generator.Tests.Declarations;

/// <summary>Declarations that are refused, each by one rule, or that only look as if they should be.</summary>
internal static class OddDeclarations
{
    private const string Run = "[Nursery] public partial Task RunAsync();\nasync Task RunAsync(RunNursery n) => await n.JoinAsync();\n";
    private const string One = "[Child] Task OneAsync() => Task.CompletedTask;\n";

    public static IEnumerable<DeclarationCase> All => [.. Types, .. Methods, .. Children, .. Options, .. Versions];

    private static IEnumerable<DeclarationCase> Types =>
    [
        Refused("file-local type", $$"""file partial class P { [Nursery] public partial Task {|NUR013:RunAsync|}(); async Task RunAsync(RunNursery n) => await n.JoinAsync(); {{One}} }"""),
        Refused("ref struct", $$"""public ref partial struct P { [Nursery] public partial Task {|NUR013:RunAsync|}(); async Task RunAsync(RunNursery n) => await n.JoinAsync(); {{One}} }"""),
        Refused("circular and missing base types", $$"""
            public partial class A : B { {{Run}}{{One}} } public partial class B : A { }
            public partial class C : Missing, IMissing<Also> { {{Run}}{{One}} }
            """),
        Refused("a class called System",
            """
            public class System { }
            namespace App { public partial class A { [NurseryGen.Nursery] public partial global::System.Threading.Tasks.Task RunAsync(); } }
            """),
    ];

    private static IEnumerable<DeclarationCase> Methods =>
    [
        Refused("abstract", $$"""public abstract partial class A { [Nursery] public abstract partial Task {|NUR002:RunAsync|}(); async Task RunAsync(RunNursery n) => await n.JoinAsync(); {{One}} }"""),
        RefusedInClass("async",
            """
            [Nursery] public async partial Task RunAsync(); async Task RunAsync(RunNursery n) => await n.JoinAsync();
            """ + One),
        RefusedInClass("implemented by the user as well",
            """
            [Nursery] public partial Task {|NUR002:RunAsync|}(); public partial Task RunAsync() => Task.CompletedTask; async Task RunAsync(RunNursery n) => await n.JoinAsync();
            """ + One),
        RefusedInClass("declared twice",
            """
            [Nursery] public partial Task RunAsync(); [Nursery] public partial Task RunAsync(); async Task RunAsync(RunNursery n) => await n.JoinAsync();
            """ + One),
        RefusedInClass(
            "overloaded",
            """
            [Nursery] public partial Task<string> RunAsync(int x); [Nursery] public partial Task<string> {|NUR009:RunAsync|}(string x);
            async Task<string> RunAsync(RunNursery n, int x) => await n.StartOne() + x; async Task<string> RunAsync(RunNursery n, string x) => await n.StartOne() + x;
            [Child] Task<string> OneAsync() => Task.FromResult("1");
            """),
    ];

    private static IEnumerable<DeclarationCase> Children =>
    [
        RefusedInClass(
            "kinds of results",
            """
            int _x;
            [Nursery] public partial Task RunAsync();
            async Task RunAsync(RunNursery n) { n.StartH(); await n.JoinAsync(); }
            [Child] {|NUR006:ref int|} B() => ref _x;
            [Child] {|NUR006:ReadOnlySpan<int>|} C1() => default;
            [Child] unsafe {|NUR006:int*|} D() => null;
            [Child] {|NUR021:IEnumerable<int>|} E() { yield return 1; }
            [Child] {|NUR021:System.Collections.IEnumerator|} E2() { yield break; }
            [Child] IEnumerable<int> E3() { return Inner(); IEnumerable<int> Inner() { yield return 1; } }
            [Child] {|NUR021:Task<Task<int>>|} F() => Task.FromResult(Task.FromResult(1));
            [Child] {|NUR021:ValueTask<Task>|} G() => new(Task.CompletedTask);
            [Child] {|NUR021:Task<ValueTask<int>>|} G2() => null!;
            [Child] IEnumerable<int> H() => [1];
            [Child] {|NUR006:System.Runtime.CompilerServices.ConfiguredTaskAwaitable|} I() => Task.CompletedTask.ConfigureAwait(false);
            [Child] {|NUR006:IAsyncEnumerable<int>|} K() => null!;
            [Child] async {|NUR006:IAsyncEnumerable<int>|} K2() { await Task.Yield(); yield return 1; }
            [Child] async {|NUR006:void|} L() => await Task.Yield();
            [Child] object N() => Task.CompletedTask;
            """),
        RefusedInClass(
            "iterator of a declared nursery",
            """
            [Nursery(nameof(ReadAsync))] public partial Task<IEnumerable<int>> RunAsync(CancellationToken token = default);
            [Child] private {|NUR021:IEnumerable<int>|} ReadAsync(CancellationToken token) { yield return 1; }
            """),
        RefusedInClass("iterator that no nursery starts",
            """
            [Child] {|NUR021:IEnumerator<int>|} Read() { foreach (var number in new[] { 1 }) { if (number > 0) yield return number; } }
            """),
    ];

    private static IEnumerable<DeclarationCase> Options =>
    [
        RefusedInClass(
            "options that are none",
            One + """
            [Nursery(Policy = {|NUR017:(NurseryPolicy)77|})] public partial Task AAsync();
            [Nursery(Errors = {|NUR017:(NurseryErrors)9|}, Start = {|NUR017:(ChildStart)(-1)|})] public partial Task BAsync();
            [Child(Start = {|NUR017:(ChildStart)9|})] Task TwoAsync() => Task.CompletedTask;
            """),
    ];

    private static IEnumerable<DeclarationCase> Versions =>
    [
        Of("C# 9", """
            using System.Threading.Tasks;
            public partial class A
            {
                [Nursery] public partial Task<string> RunAsync();
                async Task<string> RunAsync(RunNursery n) => await n.StartOne();
                [Child] Task<string> OneAsync() => Task.FromResult("a");
                [Nursery(nameof(OneAsync)), Timeout(60000, Fallback = nameof(Late))] public partial ValueTask<string> DeclaredAsync();
                string Late() => "";
                [Timeout(60000)] public partial ValueTask<string> ScopeAsync();
                ValueTask<string> ScopeAsync(CancelScope scope) => new ValueTask<string>("b");
                [Nursery] public partial Task<string[]> EachAsync([Each(nameof(ItemAsync))] int[] items);
                [Child] Task<string> ItemAsync(int item) => Task.FromResult("c");
            }
            """).Running(
                """
                await new A().RunAsync() + await new A().DeclaredAsync() + await new A().ScopeAsync() + (await new A().EachAsync(new[] { 1 }))[0]
                """,
                "aabc")
            .In(LanguageVersion.CSharp9),
        Of("lower-case names, with the user's pragma", """
            #pragma warning disable CS8981
            public partial class checker { [Nursery] public partial Task<int> RunAsync(); async Task<int> RunAsync(RunNursery n) => await n.StartOne(); [Child] Task<int> OneAsync() => Task.FromResult(1); }
            """).Running("await new checker().RunAsync()", "1"),
    ];
}
