using static NurseryGen.Generator.Tests.Declarations.DeclarationCase;

namespace NurseryGen.Generator.Tests.Declarations;

/// <summary>
/// What warns whoever calls a child warns whoever starts it, and nobody else: generated code is out of reach of the user's pragmas.
/// </summary>
internal static class ForewarnedDeclarations
{
    private const string Using =
        """
        using System.Diagnostics.CodeAnalysis;
        using System.Runtime.CompilerServices;
        using System.Runtime.Versioning;

        """;
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
        Of(
            "obsolete child of a declared nursery",
            """
            public partial class C
            {
                [Nursery(nameof(OneAsync), nameof(TwoAsync))] public partial Task<(string, string)> RunAsync();
                [Child] Task<string> OneAsync() => Task.FromResult("a");
                [Obsolete("gone"), Child] Task<string> TwoAsync() => Task.FromResult("b");
            }
            """).Running("await {|CS0618:new C().RunAsync()|}", "(a, b)"),
        Of(
            "obsolete child of a declared nursery, by error",
            """
            public partial class C
            {
                [Nursery(nameof(OneAsync))] public partial Task<string> RunAsync();
                [Obsolete("gone", true), Child] Task<string> OneAsync() => Task.FromResult("a");
                public Task<string> NowAsync() => {|CS0619:RunAsync()|};
            }
            """),
        Of(
            "obsolete child of a nursery without a list, and its caller suppresses that",
            """
            public partial class C
            {
                [Nursery] private partial Task<(string, string)> RunAsync();
                [Obsolete("gone"), Child] Task<string> OneAsync() => Task.FromResult("a");
                [Obsolete, Child] Task<string> TwoAsync() => Task.FromResult("b");
            #pragma warning disable CS0618
                public async Task<string> NowAsync() => $"{await RunAsync()}";
            #pragma warning restore CS0618
            }
            """).Running("await new C().NowAsync()", "(a, b)"),
        InClass(
            "obsolete nursery of an obsolete child",
            """
            [Obsolete("mine"), Nursery(nameof(OneAsync))] public partial Task<string> RunAsync();
            [Obsolete("gone"), Child] Task<string> OneAsync() => Task.FromResult("a");
            """,
            "((ObsoleteAttribute)Attribute.GetCustomAttribute(typeof(C).GetMethod(\"RunAsync\")!, typeof(ObsoleteAttribute))!).Message!",
            "mine"),
        Of(
            "obsolete child of an item",
            """
            public partial class C
            {
                [Nursery] public partial Task<string[]> RunAsync([Each(nameof(OneAsync))] int[] numbers);
                [Obsolete("gone"), Child] Task<string> OneAsync(int number) => Task.FromResult("a");
                [Nursery] public partial IAsyncEnumerable<string> StreamAsync([Each(nameof(TwoAsync))] int[] numbers);
                [Experimental("EXP3"), Child] Task<string> TwoAsync(int number) => Task.FromResult("b");
                public IAsyncEnumerable<string> NowAsync() => {|EXP3:StreamAsync([1])|};
            }
            """),
        Of(
            "obsolete fallbacks",
            """
            public partial class C
            {
                [Nursery] public partial Task<string[]> RunAsync([Each(nameof(OneAsync))] int[] numbers);
                [Child(nameof(RunAsync)), Timeout(60_000, Fallback = nameof(Old))] Task<string> OneAsync(int number, CancellationToken token) => Task.FromResult($"a{token}");
                [Obsolete("gone", true)] string Old() => "old";
                [Timeout(60_000, Fallback = nameof(Worn))] public partial Task<string> ScopeAsync();
                Task<string> ScopeAsync(CancelScope scope) => Task.FromResult($"b{scope.Token}");
                [Experimental("EXP4")] string Worn() => "worn";
                [Nursery, Timeout(60_000, Fallback = nameof(Torn))] public partial Task<string> BodyAsync();
                async Task<string> BodyAsync(BodyNursery nursery) => await {|CS0619:nursery.StartTwo()|};
                [Child(nameof(BodyAsync)), Timeout(60_000, Fallback = nameof(Old))] Task<string> TwoAsync(CancellationToken token) => Task.FromResult($"a{token}");
                [Obsolete] string Torn() => "torn";
                public async Task NowAsync()
                {
                    await {|CS0619:RunAsync([1])|};
                    await {|EXP4:ScopeAsync()|};
                    await {|CS0612:BodyAsync()|};
                }
            }
            """),
        Of(
            "obsolete body; and an obsolete overload, which is none",
            """
            public partial class C
            {
                [Nursery] public partial Task<string> RunAsync();
                [Obsolete("gone", true)] async Task<string> RunAsync(RunNursery nursery) => await nursery.StartOne();
                [Child] Task<string> OneAsync() => Task.FromResult("a");
                [Nursery] public partial Task<string> OtherAsync();
                async Task<string> OtherAsync(OtherNursery nursery) => await nursery.StartOne();
                [Obsolete("gone", true)] public Task<string> OtherAsync(int number) => OtherAsync();
                public Task<string> NowAsync() => {|CS0619:RunAsync()|};
                public Task<string> ThenAsync() => OtherAsync();
            }
            """),
        InClass(
            "platforms of several children",
            """
            [Nursery(nameof(OneAsync), nameof(TwoAsync), nameof(ThreeAsync))] public partial Task<(string, string, string)> RunAsync();
            [SupportedOSPlatform("windows"), SupportedOSPlatform("linux"), UnsupportedOSPlatform("ios"), Child] Task<string> OneAsync() => Task.FromResult("a");
            [SupportedOSPlatform("linux"), UnsupportedOSPlatform("ios"), UnsupportedOSPlatform("android"), OverloadResolutionPriority(1), Child] Task<string> TwoAsync() => Task.FromResult("b");
            [RequiresPreviewFeatures("no"), Child] Task<string> ThreeAsync() => Task.FromResult("c");
            public static string All => typeof(C).GetMethod("RunAsync")!.GetCustomAttributesData().Where(a => a.AttributeType.Namespace == "System.Runtime.Versioning")
                .Select(a => $"{a.AttributeType.Name.Replace("Attribute", "")} {a.ConstructorArguments[0].Value}").Order(StringComparer.Ordinal).Aggregate((a, b) => $"{a}, {b}");
            """,
            "C.All",
            "RequiresPreviewFeatures no, SupportedOSPlatform linux, UnsupportedOSPlatform android, UnsupportedOSPlatform ios"),
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
                + """
                     RequiresUnreferencedCodeAttribute SupportedOSPlatformAttribute SupportedOSPlatformAttribute UnsupportedOSPlatformAttribute
                    """),
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
