using static NurseryGen.Generator.Tests.Declarations.DeclarationCase;

namespace NurseryGen.Generator.Tests.Declarations;

/// <summary>Which clock measures a deadline (S26), and how exceptions call the user's parameters.</summary>
internal static class ClockDeclarations
{
    // A clock on which every deadline has passed as soon as it is set would be none; this one says that it was asked.
    private const string Asked =
        """
        public sealed class Asked(string name) : TimeProvider { public static string Name = ""; public override DateTimeOffset GetUtcNow() { Name = name; return base.GetUtcNow(); }
        """
        + """
             public override long GetTimestamp() { Name = name; return base.GetTimestamp(); } public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            """
        + " { Name = name; return base.CreateTimer(callback, state, dueTime, period); } }\n";

    public static IEnumerable<DeclarationCase> All =>
    [
        Of(
            "a static nursery's own parameter is its clock",
            Asked + """
            public static partial class C
            {
                [Nursery, Timeout(60_000)] public static partial Task RunAsync(TimeProvider clock);
                static async Task RunAsync(RunNursery nursery) { _ = nursery.Token; _ = nursery.Deadline; await Task.Yield(); }
                public static async Task<string> SayAsync() { await RunAsync(new Asked("parameter")); return Asked.Name; }
            }
            """).Running("await C.SayAsync()", "parameter"),
        Of(
            "a parameter goes before a field",
            Asked + """
            public partial class C
            {
                readonly TimeProvider _clock = new Asked("field");
                [Timeout(60_000)] public partial Task RunAsync(TimeProvider? clock);
                async Task RunAsync(CancelScope scope) { _ = scope.Token; _ = scope.Deadline; await Task.Yield(); }
                public async Task<string> SayAsync() { await RunAsync(new Asked("parameter")); return Asked.Name; }
            }
            """).Running("await new C().SayAsync()", "parameter"),
        Of(
            "an inherited member goes before a captured parameter",
            Asked + """
            public class B(TimeProvider clock) { protected TimeProvider Clock => clock; }
            public partial class C(TimeProvider clock) : B(clock)
            {
                [Timeout(60_000)] public partial Task RunAsync();
                async Task RunAsync(CancelScope scope) { _ = scope.Token; _ = scope.Deadline; await Task.Yield(); }
                public async Task<string> SayAsync() { await RunAsync(); return Asked.Name; }
            }
            """).Running("await new C(new Asked(\"inherited\")).SayAsync()", "inherited"),
        InClass(
            "exceptions name the user's parameters",
            """
            [Nursery] public partial Task EachAsync([Each(nameof(OneAsync))] List<int> ms);
            [Nursery] public partial IAsyncEnumerable<int> StreamAsync([Each(nameof(TwoAsync))] IAsyncEnumerable<int> @event);
            [Child(nameof(EachAsync))] Task OneAsync(int m) => Task.CompletedTask;
            [Child(nameof(StreamAsync))] Task<int> TwoAsync(int m) => Task.FromResult(m);
            [Nursery] public partial Task BodyAsync([Timeout] TimeSpan limit);
            Task BodyAsync(BodyNursery nursery) => Task.CompletedTask;
            [Timeout] public partial Task ScopeAsync([Timeout] TimeSpan @long);
            Task ScopeAsync(CancelScope scope) => Task.CompletedTask;
            static async Task<string> NameAsync(Func<Task> call)
            {
                try { await call(); return "none"; } catch (ArgumentException e) { return e.ParamName!; }
            }
            public async Task<string> AllAsync() => await NameAsync(() => EachAsync(null!)) + " "
                + await NameAsync(async () => { await foreach (var number in StreamAsync(null!)) { } }) + " "
                + await NameAsync(() => BodyAsync(TimeSpan.FromSeconds(-9))) + " " + await NameAsync(() => ScopeAsync(TimeSpan.FromSeconds(-9)));
            """,
            "await new C().AllAsync()",
            "ms event limit long"),
    ];
}
