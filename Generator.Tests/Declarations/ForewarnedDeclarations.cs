using static NurseryGen.Generator.Tests.Declarations.DeclarationCase;

namespace NurseryGen.Generator.Tests.Declarations;

/// <summary>What warns whoever calls a child warns whoever starts it, and nobody else: generated code is out of reach of the user's pragmas.</summary>
internal static class ForewarnedDeclarations
{
    private const string Using = "using System.Diagnostics.CodeAnalysis;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.Versioning;\n";
    private const string Run = "[Nursery] public partial Task<string> RunAsync();\n";

    public static IEnumerable<DeclarationCase> All => new[]
    {
        InClass(
            "obsolete child",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => await {|CS0618:nursery.StartOne(1)|} + await {|CS0612:nursery.StartTwo()|};
            [Obsolete("use TwoAsync"), Child] Task<string> OneAsync(int x) => Task.FromResult("a");
            [Child, Obsolete] Task<string> TwoAsync() => Task.FromResult("b");
            """,
            "await new C().RunAsync()",
            "ab"),
        Of(
            "obsolete child, by error",
            $$"""
            public partial class C
            {
                {{Run}}
                async Task<string> RunAsync(RunNursery nursery) => await {|CS0619:nursery.StartOne(1)|};
                [Obsolete("gone", true), Child] Task<string> OneAsync(int x) => Task.FromResult("a");
            }
            """),
        InClass(
            "obsolete child with an ID of its own",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => await {|OLD7:nursery.StartOne(1)|};
            [Obsolete("gone", DiagnosticId = "OLD7", UrlFormat = "https://example.com/{0}"), Child] Task<string> OneAsync(int x) => Task.FromResult("a");
            """,
            "await new C().RunAsync()",
            "a"),
        InClass(
            "obsolete child of a declared nursery",
            """
            #pragma warning disable CS0612, CS0618
            [Nursery(nameof(OneAsync), nameof(TwoAsync))] public partial Task<(string, string)> RunAsync();
            #pragma warning restore CS0612, CS0618
            [Obsolete("gone", true), Child] Task<string> OneAsync() => Task.FromResult("a");
            [Obsolete, Child] Task<string> TwoAsync() => Task.FromResult("b");
            """,
            "await new C().RunAsync()",
            "(a, b)"),
        InClass(
            "obsolete child of an item, and its fallback",
            """
            [Nursery] public partial Task<string[]> RunAsync([Each(nameof(OneAsync))] int[] numbers);
            [Obsolete("gone"), Child, Timeout(60_000, Fallback = nameof(Old))] Task<string> OneAsync(int number) => Task.FromResult("a");
            [Obsolete("gone")] string Old() => "old";
            """,
            "string.Join(\",\", await new C().RunAsync([1, 2]))",
            "a,a"),
        Of(
            "obsolete type, suppressed where it is used",
            """
            [Obsolete] public class Old { }
            #pragma warning disable CS0612
            public partial class C
            {
                [Nursery] public partial Task<string> RunAsync(Old old);
                async Task<string> RunAsync(RunNursery nursery, Old old) => await nursery.StartOne(old);
                [Child] Task<string> OneAsync(Old old) => Task.FromResult("a");
                [Nursery] public partial Task<Old[]> EachAsync([Each(nameof(CopyAsync))] IEnumerable<Old> olds);
                [Child] Task<Old> CopyAsync(Old item) => Task.FromResult(item);
                [Timeout(60_000)] public partial Task<Old> ScopeAsync(Old old);
                Task<Old> ScopeAsync(CancelScope scope, Old old) => Task.FromResult(old);
            }
            #pragma warning restore CS0612
            """).Running("await new C().RunAsync(null!)", "a"),
        Of(
            "obsolete type, by error, in an obsolete class",
            """
            [Obsolete("gone", true)] public class Old { }
            [Obsolete] public partial class C
            {
                [Nursery] public partial Task<string> RunAsync(Old old);
                async Task<string> RunAsync(RunNursery nursery, Old old) => await nursery.StartOne(old);
                [Child] Task<string> OneAsync(Old old) => Task.FromResult("a");
            }
            """),
        Of(
            "experimental type, suppressed where it is used",
            """
            [Experimental("EXP1")] public class Lab { }
            #pragma warning disable EXP1
            public partial class C
            {
                [Nursery] public partial Task<string> RunAsync(Lab lab);
                async Task<string> RunAsync(RunNursery nursery, Lab lab) => await nursery.StartOne(lab);
                [Child] Task<string> OneAsync(Lab lab) => Task.FromResult("a");
                [Nursery(nameof(OneAsync))] public partial Task<string> DeclaredAsync(Lab lab);
            }
            #pragma warning restore EXP1
            """).Running("await new C().RunAsync(null!)", "a"),
        Of(
            "experimental child",
            $$"""
            public partial class C
            {
                {{Run}}
                async Task<string> RunAsync(RunNursery nursery) => await {|EXP2:nursery.StartOne(1)|};
                [Experimental("EXP2"), Child] Task<string> OneAsync(int x) => Task.FromResult("a");
            }
            """),
        InClass(
            "experimental child, suppressed where it is started",
            Run + """
            async Task<string> RunAsync(RunNursery nursery)
            {
            #pragma warning disable EXP2
                return await nursery.StartOne(1);
            #pragma warning restore EXP2
            }
            [Experimental("EXP2", UrlFormat = "https://example.com"), Child] Task<string> OneAsync(int x) => Task.FromResult("a");
            """,
            "await new C().RunAsync()",
            "a"),
        InClass(
            "every attribute that warns",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => nursery.GetType().GetMethod("StartAll")!.GetCustomAttributes(false).Select(a => a.GetType().Name).Order().Aggregate((a, b) => $"{a} {b}");
            [RequiresUnreferencedCode("x", Url = "u"), RequiresDynamicCode("y"), RequiresAssemblyFiles, RequiresPreviewFeatures("z")]
            [SupportedOSPlatform("windows"), SupportedOSPlatform("linux"), UnsupportedOSPlatform("ios", "no"), ObsoletedOSPlatform("linux3")]
            [Child] Task AllAsync() => Task.CompletedTask;
            """,
            "await new C().RunAsync()",
            "ObsoletedOSPlatformAttribute RequiresAssemblyFilesAttribute RequiresDynamicCodeAttribute RequiresPreviewFeaturesAttribute"
                + " RequiresUnreferencedCodeAttribute SupportedOSPlatformAttribute SupportedOSPlatformAttribute UnsupportedOSPlatformAttribute"),
        InClass(
            "members that are accessed dynamically",
            Run + """
            async Task<string> RunAsync(RunNursery nursery)
            {
                var start = nursery.GetType().GetMethod("StartShow")!;
                var parameter = start.GetParameters()[0].GetCustomAttributes(false).OfType<DynamicallyAccessedMembersAttribute>().Single().MemberTypes;
                var argument = start.GetGenericArguments()[0].GetCustomAttributes(false).OfType<DynamicallyAccessedMembersAttribute>().Single().MemberTypes;
                return $"{await nursery.StartShow<C>(typeof(C))} {parameter} {argument}";
            }
            [Child] Task<string> ShowAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type type) =>
                Task.FromResult(typeof(T).Name + type.Name);
            """,
            "await new C().RunAsync()",
            "CC PublicMethods PublicConstructors"),
        InClass(
            "a body that warns, warns who calls its nursery",
            """
            [Nursery] public partial Task<string> RunAsync();
            [RequiresUnreferencedCode("reads types"), RequiresDynamicCode("makes types")] async Task<string> RunAsync(RunNursery nursery) =>
                typeof(C).GetMethod("RunAsync", [])!.GetCustomAttributes(false).Select(a => a.GetType().Name).Where(name => name.StartsWith("Requires")).Order().Aggregate((a, b) => $"{a} {b}");
            """,
            "await new C().RunAsync()",
            "RequiresDynamicCodeAttribute RequiresUnreferencedCodeAttribute"),
        InClass(
            "a child that warns, warns who calls a declared nursery",
            """
            [Nursery(nameof(OneAsync)), RequiresUnreferencedCode("said already")] public partial Task<string> RunAsync();
            [RequiresUnreferencedCode("reads types"), RequiresDynamicCode("makes types"), Child] async Task<string> OneAsync() =>
                typeof(C).GetMethod("RunAsync", [])!.GetCustomAttributes(false).Select(a => a.GetType().Name).Where(name => name.StartsWith("Requires")).Order().Aggregate((a, b) => $"{a} {b}");
            """,
            "await new C().RunAsync()",
            "RequiresDynamicCodeAttribute RequiresUnreferencedCodeAttribute"),
        Of(
            "CLS compliance",
            """
            [assembly: CLSCompliant(true)]
            public partial class C
            {
                public readonly partial struct RunNursery;
                [Nursery] public partial Task<string> RunAsync(string s, CancellationToken token = default);
                async Task<string> RunAsync(RunNursery nursery, string s) => await nursery.StartA(s, 1);
                [Child] private Task<string> AAsync(string s, uint number) => Task.FromResult(s);
                [Nursery(nameof(BAsync))] public partial Task<string> DeclaredAsync(string s);
                [Nursery(nameof(BAsync), nameof(DAsync))] public partial Task<(string, string)> PairAsync(string s);
                [Child(nameof(DeclaredAsync), nameof(PairAsync))] public Task<string> BAsync(string s) => Task.FromResult(s);
                [Child(nameof(PairAsync))] public Task<string> DAsync(string s) => Task.FromResult(s);
                [Nursery] public partial Task<string[]> EachAsync([Each(nameof(EAsync))] string[] all);
                [Child(nameof(EachAsync))] public Task<string> EAsync(string s) => Task.FromResult(s);
                [Timeout(60_000)] public partial Task ScopeAsync();
                Task ScopeAsync(CancelScope scope) => Task.CompletedTask;
            }
            """).Running("await new C().RunAsync(\"s\")", "s"),
        Of(
            "polyfills of what generated code is marked with",
            """
            namespace System.Diagnostics { [AttributeUsage(AttributeTargets.All)] internal sealed class StackTraceHiddenAttribute : Attribute { } }
            namespace System.CodeDom.Compiler { [AttributeUsage(AttributeTargets.All)] internal sealed class GeneratedCodeAttribute(string a, string b) : Attribute { public string X => a + b; } }
            public partial class C
            {
                [Nursery] public partial ValueTask<string> RunAsync();
                async ValueTask<string> RunAsync(RunNursery nursery) => await nursery.StartOne();
                [Child] Task<string> OneAsync() => Task.FromResult("a");
            }
            """).Running("await new C().RunAsync()", "a"),
        InClass(
            "marks of the user's own on a nursery",
            """
            [Nursery, AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>)), System.Diagnostics.StackTraceHidden, System.CodeDom.Compiler.GeneratedCode("mine", "1")]
            public partial ValueTask<string> RunAsync();
            ValueTask<string> RunAsync(RunNursery nursery) => new("run ");
            [Timeout(60_000), AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
            public partial ValueTask<string> ScopeAsync();
            ValueTask<string> ScopeAsync(CancelScope scope) => new("scope ");
            [Nursery, Timeout(60_000, Fallback = nameof(Late)), AsyncMethodBuilder(typeof(AsyncValueTaskMethodBuilder<>))]
            public partial ValueTask<string> FallAsync();
            ValueTask<string> FallAsync(FallNursery nursery) => new("fall");
            string Late() => "late";
            """,
            "await new C().RunAsync() + await new C().ScopeAsync() + await new C().FallAsync()",
            "run scope fall"),
    }.Select(declaration => declaration.After(Using));
}
