using static NurseryGen.Generator.Tests.Rules.DiagnosticCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Children, and the names they give: NUR006, NUR007, NUR009, NUR010, NUR014.</summary>
internal static class ChildCases
{
    private const string Done = "=> Task.CompletedTask;";
    private const string Run = $"[Nursery] public partial Task RunAsync(); Task RunAsync(RunNursery nursery) {Done}\n";
    private const string RunStatic = $"[Nursery] public static partial Task RunAsync(); static Task RunAsync(RunNursery nursery) {Done}\n";
    private const string RunGeneric = $"[Nursery] public partial Task RunAsync<T>(); Task RunAsync<T>(RunNursery<T> nursery) {Done}\n";

    public static IEnumerable<DiagnosticCase> All => [.. Results, .. Parameters, .. Names, .. Memberships, .. Tokens];

    private static IEnumerable<DiagnosticCase> Results =>
    [
        InClass("NUR006", "void", Run + "[Child] void Work() { }"),
        InClass("NUR006", "async void", Run + "[Child] private async [|void|] WorkAsync() => await Task.Yield();"),
        InClass("NUR006", "value", Run + "[Child] int Work() => 1;"),
        InClass("NUR006", "no nursery to start it", "[Child] [|IAsyncEnumerable<string>|] WorkAsync() => null!;"),
        InClass("NUR006", "another awaitable", Run + "[Child] [|System.Runtime.CompilerServices.YieldAwaitable|] Work() => Task.Yield();"),
        InClass("NUR006", "Task", Run + $"[Child] Task WorkAsync() {Done}"),
        InClass("NUR006", "ValueTask of T", Run + "[Child] ValueTask<int> Work() => default;"),
    ];

    private static IEnumerable<DiagnosticCase> Parameters =>
    [
        InClass("NUR007", "ref", Run + $"[Child] Task WorkAsync(ref int [|number|]) {Done}"),
        InClass("NUR007", "in", Run + $"[Child] Task WorkAsync(in int [|number|]) {Done}"),
        InClass("NUR007", "out", Run + "[Child] Task WorkAsync(out int [|number|]) { number = 1; return Task.CompletedTask; }"),
        InClass("NUR007", "span", Run + $"[Child] Task WorkAsync(ReadOnlySpan<char> [|text|]) {Done}"),
        InClass("NUR007", "pointer", Run + $"[Child] unsafe Task WorkAsync(int* [|number|]) {Done}"),
        InClass("NUR007", "two at once", Run + $"[Child] Task WorkAsync(ref int [|one|], Span<int> [|two|]) {Done}"),
        InClass("NUR007", "arguments without names", Run + $"[Child] Task [|WorkAsync|](__arglist) {Done}"),
        InClass("NUR007", "of a nursery",
            $"""
            [Nursery] public partial Task RunAsync(Span<int> [|numbers|]); Task RunAsync(Nursery nursery) {Done}
            """),
        InClass("NUR007", "of a scope",
            $"""
            [Timeout(5)] public partial Task RunAsync(ref int [|number|]); Task RunAsync(CancelScope scope) {Done}
            """),
        InClass("NUR007", "nursery of one type only", RunGeneric + $"[Child] Task WorkAsync(RunNursery<int> [|nursery|]) {Done}"),
        InClass("NUR007", "memory", Run + $"[Child] Task WorkAsync(ReadOnlyMemory<char> text, int? number, object[] items) {Done}"),
        InClass("NUR007", "nursery of any type", RunGeneric + $"[Child] Task WorkAsync<U>(RunNursery<U> nursery, U value) {Done}"),
    ];

    private static IEnumerable<DiagnosticCase> Names =>
    [
        InClass("NUR009", "child twice", Run + $"[Child] Task WorkAsync(int one) {Done}\n[Child] Task [|Work|](int two) {Done}"),
        InClass("NUR009", "child twice, but for the token", Run +
            $"""
            [Child] Task WorkAsync() {Done}
            [Child] Task [|WorkAsync|](CancellationToken cancellationToken) {Done}
            """),
        InClass("NUR009", "generic child twice", Run + $"[Child] Task WorkAsync<T>(T one) {Done}\n[Child] Task [|Work|]<U>(U two) {Done}"),
        InClass("NUR009", "overloads of a nursery", Run + $"[Nursery] public partial Task [|RunAsync|](int number);"),
        InClass("NUR009", "nurseries alike but for Async", Run + "[Nursery] public partial Task [|Run|]();"),
        InClass("NUR009", "member in the way", "[Nursery] public partial Task [|RunAsync|](); private int RunNursery => 1;"),
        InClass("NUR009", "class in the way", "[Nursery] public partial Task [|RunAsync|](); private class RunNursery;"),
        InFile("NUR009", "the containing type's own name", "partial class RunNursery { [Nursery] public partial Task [|RunAsync|](); }"),
        InClass("NUR009", "member of the user's part", Run + "private partial struct RunNursery { public int [|Token|] => 1; }"),
        InClass("NUR009", "start in the user's part", Run +
            $$"""
            [Child] Task [|WorkAsync|](int number) {{Done}}
            private partial struct RunNursery { public void StartWork(int other) { } }
            """),
        InClass("NUR009", "overloads of a child", Run +
            $"""
            [Child] Task WorkAsync(int one) {Done}
            [Child] Task WorkAsync(string two) {Done}
            """),
        InClass("NUR009", "children of two nurseries", Run +
            $"""
            [Nursery] public partial Task WalkAsync(); Task WalkAsync(WalkNursery nursery) {Done}
            [Child] Task WorkAsync(RunNursery nursery) {Done}
            [Child] Task Work(WalkNursery nursery) {Done}
            """),
        InClass("NUR009", "the user's own part", Run + "private partial struct RunNursery { public int Number => 1; }"),
        InClass("NUR009", "overloads of a scope",
            $"""
            [Timeout(5)] public partial Task RunAsync(); Task RunAsync(CancelScope scope) {Done}
            [Timeout(5)] public partial Task RunAsync(int number); Task RunAsync(CancelScope scope, int number) {Done}
            """),
    ];

    private static IEnumerable<DiagnosticCase> Memberships =>
    [
        InClass("NUR010", "no such method", Run + $"[Child([|\"Walk\"|])] Task WorkAsync() {Done}"),
        InClass("NUR010", "method that is no nursery", Run + $"[Child([|nameof(WorkAsync)|])] Task WorkAsync() {Done}"),
        InClass("NUR010", "second of two names", Run + $"[Child(nameof(RunAsync), [|\"Walk\"|])] Task WorkAsync() {Done}"),
        InClass("NUR010", "static nursery by name", RunStatic + $"[Child([|nameof(RunAsync)|])] Task WorkAsync() {Done}"),
        InClass("NUR010", "static nursery by type", RunStatic + $"[Child] Task [|WorkAsync|](RunNursery nursery) {Done}"),
        InFile("NUR010", "nursery of another type",
            $$"""
            partial class Other { {{Run}} } class C { [Child([|nameof(Other.RunAsync)|])] Task WorkAsync() {{Done}} }
            """),
        InClass("NUR010", "nursery of the same type", Run + $"[Child(nameof(RunAsync))] Task WorkAsync() {Done}"),
        InClass("NUR010", "static child of a static nursery", RunStatic
            + $"[Child(nameof(RunAsync))] static Task WorkAsync(RunNursery nursery) {Done}"),
    ];

    private static IEnumerable<DiagnosticCase> Tokens =>
    [
        InClass("NUR014", "child", Run + $"[Child] Task WorkAsync(CancellationToken one, CancellationToken [|two|]) {Done}"),
        InClass(
            "NUR014",
            "three of them",
            $"[Child] Task WorkAsync(CancellationToken one, CancellationToken [|two|], CancellationToken [|three|]) {Done}"),
        InClass("NUR014", "nursery",
            $"""
            [Nursery] public partial Task RunAsync(CancellationToken one, CancellationToken [|two|]);
            Task RunAsync(Nursery nursery) {Done}
            """),
        InClass("NUR014", "scope",
            $"""
            [Timeout(5)] public partial Task RunAsync(CancellationToken one, CancellationToken [|two|]);
            Task RunAsync(CancelScope scope) {Done}
            """),
        InClass("NUR014", "one", Run + $"[Child] Task WorkAsync(int number, CancellationToken token) {Done}"),
        InClass("NUR014", "several in a list", Run + $"[Child] Task WorkAsync(CancellationToken[] tokens, CancellationToken token) {Done}"),
    ];
}
