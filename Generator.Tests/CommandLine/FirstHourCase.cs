namespace NurseryGen.Generator.Tests.CommandLine;

/// <summary>A mistake of the first hour, and all that a build may print for it.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Printed">The numbers of the diagnostics, in order.</param>
/// <param name="Source">The program, without its usings.</param>
internal sealed partial record FirstHourCase(string Name, string Printed, string Source)
{
    private const string Body = " async Task CheckAsync(CheckNursery nursery) { await nursery.StartVisit(1); }";

    private const string Child = " [Child] Task VisitAsync(int page) => Task.CompletedTask;";

    private const string Entry = " [Nursery] public partial Task CheckAsync();";

    private const string Work = " async Task WorkAsync(CheckNursery n) { await n.StartVisit(1); }";

    private const string Second = " async Task CheckAsync(int x, CheckNursery n) { await n.StartVisit(x); }";

    private const string Untyped = " async Task CheckAsync(Nursery n) { await n.StartVisit(1); }";

    public static IReadOnlyList<FirstHourCase> All { get; } =
        [.. Bodies(), .. FormCases(), .. NameCases(), .. CallCases(), .. SeveralCases()];

    private static IEnumerable<FirstHourCase> Bodies() =>
    [
        new("sound", "", $"partial class A {{{Entry}{Body}{Child} }}"),
        new("class not partial", "CS0260", $"class A {{{Entry}{Body}{Child} }}"),
        new("record not partial", "CS0260", $"record A {{{Entry}{Body}{Child} }}"),
        new("static class not partial", "CS0260", "static class A { [Nursery] public static partial Task CheckAsync();"
            + " static async Task CheckAsync(CheckNursery n) { await n.StartA(); } [Child] static Task AAsync() => Task.CompletedTask; }"),
        new("generic class not partial", "CS0260", $"class A<T> {{{Entry}{Body}{Child} }}"),
        new("outer class not partial", "CS0260", $"class O {{ partial class A {{{Entry}{Body}{Child} }} }}"),
        new("method not partial", "CS0501", $"partial class A {{ [Nursery] public Task CheckAsync();{Body}{Child} }}"),
        new("method with a body", "NUR002",
            $$"""
            partial class A { [Nursery] public Task CheckAsync() => Task.CompletedTask;{{Body}}{{Child}} }
            """),
        new("void", "NUR003", $"partial class A {{ [Nursery] public partial void CheckAsync();{Body}{Child} }}"),
        new("bare partial void", "NUR003", $"partial class A {{ [Nursery] partial void CheckAsync();{Body}{Child} }}"),
        new("int", "NUR003", $"partial class A {{ [Nursery] public partial int CheckAsync();{Body}{Child} }}"),
        new("struct", "NUR013", $"partial struct A {{{Entry}{Body}{Child} }}"),
        new("record struct", "NUR013", $"partial record struct A {{{Entry}{Body}{Child} }}"),
        new("interface", "NUR013", $"partial interface A {{{Entry}{Body}{Child} }}"),
        new("property of the name", "NUR009", $"partial class A {{ int CheckNursery => 1;{Entry}{Body}{Child} }}"),
        new("method of the name", "NUR009", $"partial class A {{ void CheckNursery() {{ }}{Entry}{Body}{Child} }}"),
        new("body under another name", "NUR004", $"partial class A {{{Entry}{Work}{Child} }}"),
        new("under another name, no child", "NUR004", $"partial class A {{{Entry} async Task WorkAsync(CheckNursery n) {{ }} }}"),
        new("nursery second", "NUR004", $"partial class A {{ [Nursery] public partial Task CheckAsync(int x);{Second}{Child} }}"),
        new("body typed Nursery", "NUR005", $"partial class A {{{Entry}{Untyped}{Child} }}"),
        new("wrong child", "NUR006", $"partial class A {{{Entry} async Task CheckAsync(CheckNursery n) {{ await n.StartA(); }}"
            + " [Child] async void AAsync() => await Task.Yield(); }"),
        new("child by ref", "NUR007",
            $$$"""
            partial class A {{{{Entry}}} async Task CheckAsync(CheckNursery n) { int i = 0; await n.StartA(ref i); }
            """
            + " [Child] Task AAsync(ref int i) => Task.CompletedTask; }"),
        new("nursery by ref", "NUR007", $"partial class A {{ [Nursery] public partial Task CheckAsync(ref int i);{Body}{Child} }}"),
        new("out and in", "NUR007, NUR007",
            $$"""
            partial class A { [Nursery] public partial Task CheckAsync(out int i, in int j);{{Body}}{{Child}} }
            """),
        new("ref struct", "NUR007", $"partial class A {{ [Nursery] public partial Task CheckAsync(Span<int> i);{Body}{Child} }}"),
        new("body returns something else", "NUR005",
            $$$"""
            partial class A {{{{Entry}}} async Task<int> CheckAsync(CheckNursery n) => 1;{{{Child}}} }
            """),
        new("body async void", "NUR005", $"partial class A {{{Entry} async void CheckAsync(CheckNursery n) {{ }}{Child} }}"),
        new("unseen timeout", "CS0103, NUR018",
            $$"""
            partial class A { [Nursery, Timeout(Limits.Ms)] public partial Task CheckAsync();{{Body}}{{Child}} }
            """),
        new("unseen default", "CS0103, NUR018", $"partial class A {{{Entry} async Task CheckAsync(CheckNursery n) {{ await n.StartA(); }}"
            + " [Child] Task AAsync(int max = Limits.Max) => Task.CompletedTask; }"),
        new("scope without a body", "NUR004", "partial class A { [Timeout(5)] public partial Task CheckAsync(); }"),
        new("scope, class not partial", "CS0260", "class A { [Timeout(5)] public partial Task CheckAsync();"
            + " Task CheckAsync(CancelScope s) => Task.CompletedTask; }"),
        new("scope returns void", "NUR003", "partial class A { [Timeout(5)] public partial void CheckAsync();"
            + " Task CheckAsync(CancelScope s) => Task.CompletedTask; }"),
    ];

    /// <summary>Names in attributes that mean nothing: the compiler says so, and nothing else is said.</summary>
    private static IEnumerable<FirstHourCase> NameCases() =>
    [
        new("nameof of nothing, of a child", "CS0103",
            $$$"""
            partial class A {{{{Entry}}}{{{Body}}}{{{Child.Replace("[Child]", "[Child(nameof(Missing))]")}}} }
            """),
        new("nameof of nothing, one of two", "CS0103",
            $$$"""
            partial class A {{{{Declared.Replace("nameof(TwoAsync)", "nameof(Missing)")}}}{{{Pair}}} }
            """),
        new("nameof of nothing of a type", "CS0117",
            $$$"""
            partial class A {{{{Declared.Replace("nameof(TwoAsync)", "nameof(A.Missing)")}}}{{{Pair}}} }
            """),
        new("fallback of nothing", "CS0103",
            """
            partial class A { [Nursery, Timeout(5, Fallback = nameof(Missing))] public partial Task<int> CheckAsync(CancellationToken t);
            """
            + " async Task<int> CheckAsync(CheckNursery n) => 1; [Child] Task AAsync(CancellationToken t) => Task.Delay(1, t); }"),
        new("fallback of nothing, scope", "CS0103",
            """
            partial class A { [Timeout(5, Fallback = nameof(Missing))] public partial Task<int> CheckAsync();
            """
            + " async Task<int> CheckAsync(CancelScope s) { await Task.Delay(1, s.Token); return 1; } }"),
        new("policy that isn't one", "CS0117",
            $$$"""
            partial class A {{{{Entry.Replace("[Nursery]", "[Nursery(Policy = NurseryPolicy.Rase)]")}}}{{{Body}}}{{{Child}}} }
            """),
        new("constant that a type lacks", "CS0117",
            $$$"""
            partial class A {{{{Entry}}}{{{Body}}}{{{Child.Replace("[Child]", "[Child, Timeout(int.Maximum)]")}}} }
            """),
        new("constant that the user's type lacks", "CS0117",
            $$$"""
            partial class A {{{{Entry}}}{{{Body}}}{{{Child.Replace("[Child]", "[Child, Timeout(B.Maximum)]")}}} } class B { }
            """),
        new("nameof of nothing, and a wrong child", "CS0103, NUR006",
            $"partial class A {{{Declared.Replace("nameof(TwoAsync)", "nameof(Missing)")} [Child] async void OneAsync(int id) {{ }} }}"),
    ];

    public string Program =>
        """
        using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using NurseryGen; namespace Demo;

        """ + Source;
}
