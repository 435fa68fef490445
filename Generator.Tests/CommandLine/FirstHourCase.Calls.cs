namespace NurseryGen.Generator.Tests.CommandLine;

/// <content>Mistakes at the call, and several mistakes at once.</content>
internal partial record FirstHourCase
{
    private const string Sound = Entry + Body + Child;

    private static IEnumerable<FirstHourCase> CallCases() =>
    [
        new("call not awaited", "NUR110", $"partial class A {{{Sound} }} class U {{ void Go(A a) {{ a.CheckAsync(); }} }}"),
        new("call discarded", "NUR110",
            $$$"""
            partial class A {{{{Sound}}} } class U { async Task Go(A a) { _ = a.CheckAsync(); await Task.Yield(); } }
            """),
        new("call not awaited in async code", "NUR110",
            $$$"""
            partial class A {{{{Sound}}} } class U { async Task Go(A a) { a.CheckAsync(); await Task.Yield(); } }
            """),
        new("call in a local never read", "NUR110",
            $$$"""
            partial class A {{{{Sound}}} } class U { void Go(A a) { var t = a.CheckAsync(); } }
            """),
        new("declared, call not awaited", "NUR110",
            $$$"""
            partial class A {{{{Declared}}}{{{Pair}}} } class U { void Go(A a) { a.LoadAsync(1); } }
            """),
        new("each, call not awaited", "NUR110", $"partial class A {{{Each}{One} }} class U {{ void Go(A a) => a.AllAsync(new int[3]); }}"),
        new("race, call not awaited", "NUR110",
            $$$"""
            partial class A {{{{Race}}}{{{One}}} } class U { async Task Go(A a) { a.FirstAsync(new int[3]); await Task.Yield(); } }
            """),
        new("scope, call not awaited", "NUR110", "partial class A { [Timeout(5)] public partial Task CheckAsync();"
            + " Task CheckAsync(CancelScope s) => Task.Delay(1, s.Token); } class U { void Go(A a) { a.CheckAsync(); } }"),
        new("RunAsync not awaited", "NUR110", "class U { void Go() { Nursery.RunAsync(async n => await n.JoinAsync()); } }"),
        new("timeout that nothing sees", "NUR212",
            $$"""
            partial class A { [Nursery, Timeout(5)] public partial Task CheckAsync();{{Body}}{{Child}} }
            """),
    ];

    private static IEnumerable<FirstHourCase> SeveralCases() =>
    [
        new(
            "class not partial, and a call not awaited",
            "CS0260",
            $"class A {{{Sound} }} class U {{ void Go(A a) {{ a.CheckAsync(); }} }}"),
        new("wrong child, and body under another name", "NUR004, NUR006",
            $$$"""
            partial class A {{{{Entry}}}{{{Work.Replace("n.StartVisit(1)", "n.StartA()")}}} [Child] async void AAsync() => await Task.Yield(); }
            """),
        new("method and class not partial", "CS0260, CS0501", $"class A {{{Sound.Replace("public partial", "public")} }}"),
        new("method not partial, and wrong child", "CS0501, NUR006",
            $$$"""
            partial class A {{{{Sound.Replace("public partial", "public")}}} [Child] async void BAsync() { } }
            """),
        new("void, and wrong child", "NUR003, NUR006",
            $$$"""
            partial class A {{{{Sound.Replace("partial Task", "partial void")}}} [Child] async void BAsync() { } }
            """),
        new("two wrong children", "NUR006, NUR007",
            $$$"""
            partial class A {{{{Sound}}} [Child] async void BAsync() { } [Child] Task CAsync(ref int i) => null!; }
            """),
        new("wrong child of two nurseries", "NUR006",
            $$$"""
            partial class A {{{{Sound}}} [Child] async void BAsync() { } [Nursery] public partial Task OtherAsync();
            """
            + " async Task OtherAsync(OtherNursery n) { await n.StartVisit(1); n.StartB(); } }"),
        new("two nurseries, both bodies under other names", "NUR004, NUR004",
            $$$"""
            partial class A {{{{Entry}}}{{{Work}}}{{{Child}}} [Nursery] public partial Task OtherAsync();
            """
            + " async Task Work2Async(OtherNursery n) { await n.StartVisit(1); } }"),
        new("struct, and wrong child", "NUR006, NUR013", $"partial struct A {{{Sound} [Child] async void BAsync() {{ }} }}"),
        new("bad timeout, and wrong child", "NUR006, NUR011",
            $$$"""
            partial class A {{{{Sound.Replace("[Nursery]", "[Nursery, Timeout(-5)]")}}} [Child] async void BAsync() { } }
            """),
        new("unknown nursery, and a body typed Nursery", "NUR005, NUR010",
            $$$"""
            partial class A {{{{Entry}}}{{{Untyped}}}{{{Child.Replace("[Child]", "[Child(\"Nope\")]")}}} }
            """),
        new("unknown nursery, and a call not awaited", "NUR010",
            $$$"""
            partial class A {{{{Entry}}}{{{Body}}}{{{Child.Replace("[Child]", "[Child(\"Nope\")]")}}} }
            """
            + " class U { void Go(A a) { a.CheckAsync(); } }"),
        new("declared, two mistakes", "NUR006, NUR010",
            $$$"""
            partial class A {{{{Declared.Replace("nameof(TwoAsync)", "\"Three\"")}}} [Child] async void OneAsync(int id) { } }
            """),
        new("each, two mistakes", "NUR006, NUR016",
            $$$"""
            partial class A {{{{Each.Replace("IEnumerable<int>", "int")}}} [Child] async void OneAsync(int id) { } }
            """),
        new("a mistake of the user's own beside", "NUR006",
            $$$"""
            partial class A {{{{Sound}}} [Child] async void BAsync() { } int X => nope; }
            """),
    ];
}
