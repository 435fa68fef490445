using static NurseryGen.Generator.Tests.Declarations.DeclarationCase;

namespace NurseryGen.Generator.Tests.Declarations;

/// <summary>
/// Types that take some care to write, or to keep: dynamic, unsafe, ref structs as type arguments, aliases, what others can't see.
/// </summary>
internal static class TypeDeclarations
{
    private const string Run = "[Nursery] public partial Task<string> RunAsync();\n";

    public static IEnumerable<DeclarationCase> All =>
        [.. Dynamic, .. Unsafe, .. RefStructs, .. Constraints, .. Access, .. Aliases, .. Sequences];

    private static IEnumerable<DeclarationCase> Dynamic =>
    [
        InClass(
            "dynamic parameters and results",
            """
            [Nursery] public partial Task<dynamic> RunAsync(dynamic d);
            async Task<dynamic> RunAsync(RunNursery nursery, dynamic d) => await nursery.StartOne((object)d) + await nursery.StartTwo(new List<dynamic> { d }) + (await nursery.StartThree(5)).Length;
            [Child] private Task<dynamic> OneAsync(dynamic d, CancellationToken token) => Task.FromResult<dynamic>(d + 1);
            [Child] private Task<int> TwoAsync(List<dynamic> d) => Task.FromResult(d.Count);
            [Child] private dynamic Three(dynamic d) => new string('x', d);
            """,
            "(int)await new C().RunAsync(41)",
            "48"),
        InClass(
            "dynamic by itself where it is started",
            """
            [Nursery] public partial Task<string> RunAsync(dynamic d);
            async Task<string> RunAsync(RunNursery nursery, dynamic d) { var one = nursery.StartOne(d); return await one; }
            [Child] private Task<string> OneAsync(dynamic d) => Task.FromResult($"{d}");
            """,
            "await new C().RunAsync(41)",
            "41"),
        InClass(
            "dynamic, overloaded",
            """
            [Nursery(nameof(OneAsync))] public partial Task<string> RunAsync(dynamic d);
            [Child(nameof(RunAsync))] private Task<string> OneAsync(dynamic d) => Task.FromResult($"dynamic {d}");
            private Task<int> OneAsync(int d) => Task.FromResult(d);
            [Timeout(60_000)] public partial Task<string> ScopeAsync(dynamic d);
            private Task<string> ScopeAsync(CancelScope scope, dynamic d) => Task.FromResult($"scope {d}");
            [Nursery] public partial Task<string[]> EachAsync([Each(nameof(ItemAsync))] IEnumerable<dynamic> items);
            [Child(nameof(EachAsync))] private Task<string> ItemAsync(dynamic item) => Task.FromResult($" item {item}");
            [Nursery, Timeout(60_000, Fallback = nameof(Late))] public partial Task<string> BodyAsync(dynamic d);
            private Task<string> BodyAsync(BodyNursery nursery, dynamic d) => Task.FromResult($" body {d}");
            private string Late(dynamic d) => $"late {d}";
            [Nursery] public partial Task<string> ChildAsync();
            private async Task<string> ChildAsync(ChildNursery nursery) => await nursery.StartLate((object)6);
            [Child(nameof(ChildAsync)), Timeout(60_000, Fallback = nameof(Late))] private Task<string> LateAsync(dynamic d) => Task.FromResult($" child {d}");
            """,
            """
            await new C().RunAsync(1) + await new C().ScopeAsync(2) + (await new C().EachAsync([3]))[0] + await new C().BodyAsync(4) + await new C().ChildAsync()
            """,
            "dynamic 1scope 2 item 3 body 4 child 6"),
        InClass(
            "a static child and a fallback with dynamic",
            """
            [Nursery(nameof(OneAsync))] public static partial Task<string> RunAsync(dynamic d);
            [Child] private static Task<string> OneAsync(dynamic d) => Task.FromResult($"{d}");
            [Timeout(0, Fallback = nameof(Late))] public static partial Task<string> ScopeAsync(dynamic d);
            private static async Task<string> ScopeAsync(CancelScope scope, dynamic d) { await Task.Delay(-1, scope.Token); return "never"; }
            private static string Late(dynamic d) => $"late {d}";
            """,
            "await C.RunAsync(1) + await C.ScopeAsync(2)",
            "1late 2"),
    ];

    private static IEnumerable<DeclarationCase> Unsafe =>
    [
        Of(
            "unsafe entries",
            """
            public unsafe partial class C
            {
                [Nursery] public unsafe partial Task CopyAsync(byte[] data, CancellationToken token = default);
                private Task CopyAsync(CopyNursery nursery, byte[] data) => nursery.StartPart(data).AsTask();
                [Child(nameof(CopyAsync))] private static void Part(byte[] data) { fixed (byte* p = data) { *p = 7; } }
                [Timeout(60_000)] public unsafe partial Task<int> ReadAsync(CancellationToken token = default);
                private Task<int> ReadAsync(CancelScope scope) => Task.FromResult(3);
                [Timeout(0, Fallback = nameof(Nothing))] public unsafe partial ValueTask WaitAsync(CancellationToken token = default);
                private ValueTask WaitAsync(CancelScope scope) => new(Task.Delay(-1, scope.Token));
                private void Nothing() { }
                [Nursery, Timeout(0, Fallback = nameof(Late))] public unsafe partial Task<int> LateAsync(int scope);
                private Task<int> LateAsync(LateNursery nursery) => Task.Delay(-1, nursery.Token).ContinueWith(task => 1, nursery.Token);
                private int Late(int scope) => scope;
                [Nursery(nameof(OneAsync))] public static unsafe partial Task<int> DeclaredAsync();
                [Child(nameof(DeclaredAsync))] private static unsafe Task<int> OneAsync() => Task.FromResult(sizeof(nint*) > 0 ? 5 : 0);
                [Nursery] public partial Task PlainAsync();
                private Task PlainAsync(PlainNursery nursery) => Task.CompletedTask;
                public async Task<string> AllAsync()
                {
                    var data = new byte[1];
                    await CopyAsync(data);
                    await WaitAsync();
                    await PlainAsync();
                    return $"{data[0]} {await ReadAsync()} {await LateAsync(4)} {await DeclaredAsync()}";
                }
            }
            """.Replace(
                "    public async Task<string> AllAsync()",
                "} public partial class C {\n    public async Task<string> AllAsync()",
                StringComparison.Ordinal))
            .Running("await new C().AllAsync()", "7 3 4 5"),
        Of(
            "arrays of pointers",
            """
            public unsafe partial class C
            {
                [Nursery(nameof(CountAsync))] public partial Task<int> RunAsync(int*[] pointers);
                [Child(nameof(RunAsync))] private Task<int> CountAsync(int*[] pointers) => Task.FromResult(pointers.Length);
                [Nursery] public partial Task<int> BodyAsync(delegate*<int, int>[] functions);
                private Task<int> BodyAsync(BodyNursery nursery, delegate*<int, int>[] functions) { var child = nursery.StartCall(functions, []); return child.AsTask(); }
                [Child(nameof(BodyAsync))] private Task<int> CallAsync(delegate*<int, int>[] functions, List<void*[]> others) => Task.FromResult(functions[0](20) + others.Count);
                private static int Twice(int number) => number * 2;
                public Task<int> AllAsync() => BodyAsync([&Twice]);
                public Task<int> CountedAsync() => RunAsync(new int*[3]);
            }
            """).Running("(await new C().AllAsync() + await new C().CountedAsync())", "43"),
        Refused(
            "arrays of pointers where something is awaited",
            """
            public unsafe partial class C
            {
                [Timeout(60_000)] public partial Task RunAsync(int*[] {|NUR007:pointers|});
                private Task RunAsync(CancelScope scope, int*[] pointers) => Task.CompletedTask;
            }
            """),
    ];

    private static IEnumerable<DeclarationCase> RefStructs =>
    [
        Of(
            "ref structs allowed as a type argument",
            """
            public interface IParser<T> where T : allows ref struct { int Parse(T t); }
            public partial class C
            {
                [Nursery(nameof(UseAsync))] public partial Task<int> RunAsync<T>(IParser<T> p, CancellationToken token = default) where T : allows ref struct;
                [Child(nameof(RunAsync))] private Task<int> UseAsync<T>(IParser<T> p) where T : allows ref struct => Task.FromResult(1);
                [Nursery] public partial Task<int> BodyAsync<T>(IParser<T> p) where T : allows ref struct;
                private async Task<int> BodyAsync<T>(BodyNursery<T> nursery, IParser<T> p) where T : allows ref struct => await nursery.StartTake(p) + await nursery.StartFree(p);
                [Child] private Task<int> TakeAsync<T>(BodyNursery<T> nursery, IParser<T> p) where T : allows ref struct => Task.FromResult(2);
                [Child(nameof(BodyAsync))] private Task<int> FreeAsync<U>(IParser<U> p) where U : allows ref struct => Task.FromResult(3);
                [Timeout(60_000)] public partial Task<int> ScopeAsync<T>(IParser<T> p) where T : new(), allows ref struct;
                private Task<int> ScopeAsync<T>(CancelScope scope, IParser<T> p) where T : new(), allows ref struct => Task.FromResult(4);
            }
            public class SpanParser : IParser<ReadOnlySpan<char>> { public int Parse(ReadOnlySpan<char> s) => s.Length; }
            """).Running(
                """
                (await new C().RunAsync(new SpanParser()) + await new C().BodyAsync(new SpanParser()) + await new C().ScopeAsync(new SpanParser()))
                """,
                "10"),
        Of(
            "ref structs allowed as the type's argument",
            """
            public partial class A<T> where T : allows ref struct
            {
                [Nursery] public partial Task<string> RunAsync();
                async Task<string> RunAsync(RunNursery nursery) => await nursery.StartOne() + await nursery.StartThree(null!);
                [Child] Task<string> OneAsync() => Task.FromResult(typeof(T).Name);
                [Child] Task<int> ThreeAsync(Func<T> t) => Task.FromResult(3);
            }
            """).Running("await new A<Span<int>>().RunAsync()", "Span`13"),
        Refused(
            "what may be a ref struct",
            """
            public partial class A
            {
                [Nursery] public partial Task RunAsync<T>(T {|NUR007:t|}) where T : allows ref struct;
                Task RunAsync<T>(RunNursery<T> n) where T : allows ref struct => Task.CompletedTask;
                [Child] Task OneAsync<T>(T {|NUR007:t|}) where T : allows ref struct => Task.CompletedTask;
                [Child] Task TwoAsync() => Task.CompletedTask;
            }
            public partial class B<T> where T : allows ref struct
            {
                [Nursery] public partial Task RunAsync();
                Task RunAsync(RunNursery n) => Task.CompletedTask;
                [Child] Task OneAsync(T {|NUR007:t|}) => Task.CompletedTask;
            }
            """),
        RefusedInClass(
            "a result that may be a ref struct",
            """
            [Nursery] public partial Task RunAsync();
            Task RunAsync(RunNursery n) => Task.CompletedTask;
            [Child] {|NUR006:T|} One<T>() where T : allows ref struct => default!;
            """),
    ];

    private static IEnumerable<DeclarationCase> Constraints =>
    [
        Of(
            "an override with the default constraint",
            """
            public abstract class Base
            {
                public abstract Task<T?> GetAsync<T>(T? x, CancellationToken token = default);
                public abstract Task<T?> BothAsync<T, U>(T? x, U? y) where U : class;
                public abstract Task<T?> LateAsync<T>(T? x);
                public abstract Task<T?> AllAsync<T>(T? x);
            }
            public partial class Derived : Base
            {
                [Nursery] public override partial Task<T?> GetAsync<T>(T? x, CancellationToken token) where T : default;
                private async Task<T?> GetAsync<T>(GetNursery<T> nursery, T? x) => await nursery.StartOne(x);
                [Child] private Task<T?> OneAsync<T>(GetNursery<T> nursery, T? x) => Task.FromResult(x);
                [Nursery] public override partial Task<T?> BothAsync<T, U>(T? x, U? y) where T : default where U : class;
                private Task<T?> BothAsync<T, U>(BothNursery<T, U> nursery, T? x) where U : class => Task.FromResult(x);
                [Timeout(60_000)] public override partial Task<T?> LateAsync<T>(T? x) where T : default;
                private Task<T?> LateAsync<T>(CancelScope scope, T? x) => Task.FromResult(x);
                [Nursery(nameof(TwoAsync))] public override partial Task<T?> AllAsync<T>(T? x) where T : default;
                [Child(nameof(AllAsync))] private Task<T?> TwoAsync<T>(T? x) => Task.FromResult(x);
            }
            """).Running(
                """
                await new Derived().GetAsync(5, default) + await new Derived().BothAsync<string, string>("b", null) + await new Derived().LateAsync('l') + await new Derived().AllAsync(1)
                """,
                "5bl1"),
        InClass(
            "tasks that may be null",
            """
            [Nursery] public partial Task? RunAsync(List<int> seen);
            async Task RunAsync(RunNursery nursery, List<int> seen) { await nursery.StartOne(); nursery.StartTwo(); await nursery.JoinAsync(); seen.Add(await nursery.StartOne()); }
            [Child] Task<int>? OneAsync() => Task.FromResult(1);
            [Child] Task? TwoAsync() => Task.CompletedTask;
            [Nursery(nameof(OneAsync), nameof(TwoAsync))] public partial Task<int>? DeclaredAsync();
            public async Task<int> CountAsync() { var seen = new List<int>(); await RunAsync(seen)!; return seen[0] + await DeclaredAsync()!; }
            """,
            "await new C().CountAsync()",
            "2"),
    ];

    private static IEnumerable<DeclarationCase> Access =>
    [
        Of(
            "private types in a private handle",
            """
            public partial class C
            {
                private sealed record Job(int X);
                private readonly partial struct RunNursery { }
                [Nursery] public partial Task<int> RunAsync();
                async Task<int> RunAsync(RunNursery nursery) => await nursery.StartOne(new Job(1));
                [Child] Task<int> OneAsync(Job job) => Task.FromResult(job.X);
            }
            """).Running("await new C().RunAsync()", "1"),
        Of(
            "internal types in a public handle, and types of a private class",
            """
            public partial class C
            {
                internal sealed record Job(int X);
                protected internal sealed record Wide(int X);
                public readonly partial struct RunNursery;
                [Nursery] public partial Task<int> RunAsync();
                async Task<int> RunAsync(RunNursery nursery) => await nursery.StartOne(new Job(1)) + await nursery.StartTwo(new Wide(2), [new Job(3)]) + (await nursery.StartThree<IJob>()).Length;
                [Child] Task<int> OneAsync(Job job) => Task.FromResult(job.X);
                [Child] Task<int> TwoAsync(Wide wide, List<Job[]> jobs) => Task.FromResult(wide.X);
                [Child] T[] Three<T>() where T : IJob => [];
                internal interface IJob { }
                private partial class Inner
                {
                    public sealed record Own(int X);
                    private protected sealed record Less(int X);
                    public readonly partial struct RunNursery;
                    [Nursery] public partial Task<int> RunAsync();
                    async Task<int> RunAsync(RunNursery nursery) => await nursery.StartOne(new Own(1)) + await nursery.StartTwo(new Job(2)) + await nursery.StartThree(default);
                    [Child] Task<int> OneAsync(Own own) => Task.FromResult(own.X);
                    [Child] Task<int> TwoAsync(Job job) => Task.FromResult(job.X);
                    [Child] Task<int> ThreeAsync(Hidden hidden) => Task.FromResult(4);
                }
                private struct Hidden { }
                public async Task<int> AllAsync() => await RunAsync() + await new Inner().RunAsync();
            }
            """.Replace("[new Job(3)]", "[[new Job(3)]]", StringComparison.Ordinal)).Running("await new C().AllAsync()", "10"),
        Of(
            "protected types in a protected handle",
            """
            public partial class C
            {
                protected sealed record Semi(int X);
                protected readonly partial struct RunNursery;
                [Nursery] public partial Task<int> RunAsync();
                async Task<int> RunAsync(RunNursery nursery) => await nursery.StartOne(new Semi(1)) + await nursery.StartTwo(new Int(2));
                [Child] Task<int> OneAsync(Semi semi) => Task.FromResult(semi.X);
                internal sealed record Int(int X);
                [Child] private protected Task<int> TwoAsync(Int own) => Task.FromResult(own.X);
            }
            """).Running("await new C().RunAsync()", "3"),
        RefusedInClass(
            "private types in a public handle",
            """
            private record Job(int X);
            private interface IJob { }
            protected record Semi(int X);
            public readonly partial struct RunNursery;
            [Nursery] public partial Task<int> RunAsync();
            Task<int> RunAsync(RunNursery nursery) => Task.FromResult(1);
            [Child] Task<int> {|NUR022:OneAsync|}(Job job) => Task.FromResult(job.X);
            [Child] Task<Semi> {|NUR022:TwoAsync|}() => null!;
            [Child] Task {|NUR022:ThreeAsync|}<T>(List<T> items) where T : IJob => Task.CompletedTask;
            [Child] Task {|NUR022:FourAsync|}(Ready<Job[]> ready) => Task.CompletedTask;
            [Child] Task FiveAsync() => Task.CompletedTask;
            """),
        RefusedInClass(
            "private types in an internal handle",
            """
            private record Job(int X);
            internal readonly partial struct RunNursery;
            [Nursery] public partial Task<int> RunAsync();
            Task<int> RunAsync(RunNursery nursery) => Task.FromResult(1);
            [Child] Task<int> {|NUR022:OneAsync|}(Job job) => Task.FromResult(job.X);
            [Child] Task<int> TwoAsync(RunNursery nursery) => Task.FromResult(1);
            """),
        RefusedInClass(
            "private types in a protected handle",
            """
            private record Job(int X);
            protected readonly partial struct RunNursery;
            [Nursery] public partial Task<int> RunAsync();
            Task<int> RunAsync(RunNursery nursery) => Task.FromResult(1);
            [Child] Task<int> {|NUR022:OneAsync|}(Job job) => Task.FromResult(job.X);
            """),
        Refused(
            "private types in a declared nursery with an internal handle",
            """
            public partial class C
            {
                private sealed record Secret(int V);
                internal readonly partial struct RunNursery;
                [Nursery(nameof(AAsync), nameof(BAsync))] private partial Task<(Secret, int)> RunAsync(Secret s);
                [Child] private Task<Secret> {|NUR022:AAsync|}(Secret s) => Task.FromResult(s);
                [Child] private Task<int> BAsync(RunNursery nursery) => Task.FromResult(3);
            }
            """),
    ];

    private static IEnumerable<DeclarationCase> Aliases =>
    [
        Of(
            "types of aliased assemblies",
            """
            using PA = A::Geo.Point;
            using PB = B::Geo.Point;
            public partial class C
            {
                [Nursery] public partial Task<int> RunAsync(PA a, PB b, CancellationToken token = default);
                private async Task<int> RunAsync(RunNursery nursery, PA a, PB b) => await nursery.StartOne(a) + await nursery.StartTwo([b]) + await nursery.StartThree<PA>();
                [Child] private Task<int> OneAsync(PA point) => Task.FromResult(1);
                [Child] private Task<int> TwoAsync(List<PB[]?> points, A::Geo.Box<B::Geo.Point>.Inner? box = null) => Task.FromResult(2);
                [Child] private Task<int> ThreeAsync<T>() where T : PA => Task.FromResult(3);
                [Nursery] public partial Task<PB[]> EachAsync([Each(nameof(CopyAsync))] IEnumerable<PB> points, (PA, PB?) both);
                [Child(nameof(EachAsync))] private Task<PB> CopyAsync(PB point, (PA, PB?) both) => Task.FromResult(point);
                [Timeout(60_000)] public partial Task<PB> ScopeAsync(PA a, PB b);
                private Task<PB> ScopeAsync(CancelScope scope, PA a, PB b) => Task.FromResult(b);
            }
            """.Replace("StartTwo([b])", "StartTwo([[b]])", StringComparison.Ordinal))
            .With("A", "namespace Geo; public class Point { } public class Box<T> { public class Inner { } }")
            .With("B", "namespace Geo; public class Point { }")
            .After("extern alias A;\nextern alias B;\n"),
    ];

    private static IEnumerable<DeclarationCase> Sequences =>
    [
        InClass(
            "a sequence that is a type parameter",
            """
            [Nursery] public partial Task<int[]> AllAsync<TSeq>([Each(nameof(OneAsync))] TSeq xs, CancellationToken token = default) where TSeq : IEnumerable<int>;
            [Child] private Task<int> OneAsync<TSeq>(int x) where TSeq : IEnumerable<int> => Task.FromResult(x);
            [Nursery] public partial Task<int[]> ListAsync<T, TList>([Each(nameof(TwoAsync))] TList xs) where TList : class, IReadOnlyList<T> where T : struct;
            [Child(nameof(ListAsync))] private Task<int> TwoAsync<T, TList>(T x) where TList : class, IReadOnlyList<T> where T : struct => Task.FromResult(5);
            [Nursery] public partial Task StreamAsync<TSeq>([Each(nameof(ThreeAsync))] TSeq xs) where TSeq : IAsyncEnumerable<int>;
            [Child(nameof(StreamAsync))] private Task ThreeAsync(int x) => Task.CompletedTask;
            [Nursery] public partial Task<int[]> BaseAsync<TSeq>([Each(nameof(FourAsync))] TSeq xs) where TSeq : List<int>;
            [Child(nameof(BaseAsync))] private Task<int> FourAsync(int x) => Task.FromResult(x);
            """,
            """
            (await new C().AllAsync(new List<int> { 1 }))[0] + (await new C().ListAsync<int, int[]>([1])).Length + (await new C().BaseAsync(new List<int> { 3 }))[0]
            """,
            "113"),
        Refused(
            "a sequence of two kinds",
            """
            public class Both : List<int>, IEnumerable<string> { IEnumerator<string> IEnumerable<string>.GetEnumerator() => throw new InvalidOperationException(); }
            public partial class C
            {
                [Nursery] public partial Task AllAsync([{|NUR016:Each(nameof(OneAsync))|}] Both xs);
                [Child] private Task OneAsync(int x) => Task.CompletedTask;
            }
            """),
    ];
}
