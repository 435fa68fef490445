using static NurseryGen.Generator.Tests.Rules.DiagnosticCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Deadlines and what comes after them: NUR011 and NUR012.</summary>
internal static class TimeoutCases
{
    private const string Done = "=> Task.CompletedTask;";
    private const string Body = $"Task RunAsync(Nursery nursery) {Done}\n";
    private const string ScopeBody = "Task<int> GetAsync(CancelScope scope) => Task.FromResult(1);\n";

    public static IEnumerable<DiagnosticCase> All => [.. Timeouts, .. Fallbacks];

    private static IEnumerable<DiagnosticCase> Timeouts =>
    [
        InClass("NUR011", "negative", $"[Nursery, Timeout([|-5|])] public partial Task RunAsync(); {Body}"),
        InClass("NUR011", "negative constant",
            $"""
            const int Limit = -2;
            [Timeout(MoveOn = true, milliseconds: [|Limit|])] public partial Task RunAsync();
            Task RunAsync(CancelScope scope) {Done}
            """),
        InClass("NUR011", "negative on a child", $"[Child, Timeout([|int.MinValue|])] Task WorkAsync() {Done}"),
        InClass("NUR011", "without a number", $"[Nursery, [|Timeout|]] public partial Task RunAsync(TimeSpan limit); {Body}"),
        InClass("NUR011", "without a number, moving on", $"[Nursery, [|Timeout(MoveOn = true)|]] public partial Task RunAsync(); {Body}"),
        InClass("NUR011", "child without a number", $"[Child, [|Timeout|]] Task WorkAsync() {Done}"),
        InClass("NUR011", "number as a parameter", $"[Nursery] public partial Task RunAsync([[|Timeout|]] int limit); {Body}"),
        InClass("NUR011", "two parameters",
            $"""
            [Nursery] public partial Task RunAsync([Timeout] TimeSpan one, [[|Timeout|]] TimeSpan two); {Body}
            """),
        InClass("NUR011", "number on a parameter", $"[Nursery] public partial Task RunAsync([[|Timeout(5)|]] TimeSpan limit); {Body}"),
        InClass("NUR011", "constant and parameter",
            $"""
            [Nursery, Timeout(5)] public partial Task RunAsync([[|Timeout|]] TimeSpan limit); {Body}
            """),
        InClass("NUR011", "parameter of a child", $"[Child] Task WorkAsync([[|Timeout|]] TimeSpan limit) {Done}"),
        InClass("NUR011", "parameter of just any method", $"Task WorkAsync([[|Timeout|]] TimeSpan limit) {Done}"),
        InClass("NUR011", "zero, infinite, large",
            $"""
            [Nursery, Timeout(0)] public partial Task RunAsync();
            {Body}[Child, Timeout(Timeout.Infinite)] Task OneAsync() {Done}
            [Child, Timeout(int.MaxValue)] Task TwoAsync() {Done}
            """),
        InClass("NUR011", "parameter with the method's ending",
            $"""
            [Nursery, Timeout(MoveOn = true)] public partial Task RunAsync([Timeout] TimeSpan limit); {Body}
            """),
    ];

    private static IEnumerable<DiagnosticCase> Fallbacks =>
    [
        InClass("NUR012", "no such method", $"[Timeout(5, Fallback = [|\"Cached\"|])] public partial Task<int> GetAsync(); {ScopeBody}"),
        InClass("NUR012", "asynchronous",
            $"""
            [Timeout(5, Fallback = [|nameof(Cached)|])] public partial Task<int> GetAsync();
            {ScopeBody}Task<int> Cached() => Task.FromResult(1);
            """),
        InClass("NUR012", "other result",
            $"""
            [Timeout(5, Fallback = [|nameof(Cached)|])] public partial Task<int> GetAsync(); {ScopeBody}string Cached() => "";
            """),
        InClass("NUR012", "nothing returned",
            $$"""
            [Timeout(5, Fallback = [|nameof(Cached)|])] public partial Task<int> GetAsync(); {{ScopeBody}}void Cached() { }
            """),
        InClass("NUR012", "something returned for nothing",
            $"""
            [Nursery, Timeout(5, Fallback = [|nameof(Note)|])] public partial Task RunAsync(); {Body}int Note() => 1;
            """),
        InClass("NUR012", "async void",
            $"""
            [Nursery, Timeout(5, Fallback = [|nameof(Note)|])] public partial Task RunAsync();
            {Body}async void Note() => await Task.Yield();
            """),
        InClass("NUR012", "parameter unknown",
            $"""
            [Timeout(5, Fallback = [|nameof(Cached)|])] public partial Task<int> GetAsync();
            {ScopeBody}int Cached(int number) => number;
            """),
        InClass("NUR012", "instance fallback of a static scope",
            """
            [Timeout(5, Fallback = [|nameof(Cached)|])] public static partial Task<int> GetAsync();
            static Task<int> GetAsync(CancelScope scope) => Task.FromResult(1);
            int Cached() => 1;
            """),
        InClass("NUR012", "of a child",
            """
            [Child, Timeout(5, Fallback = [|nameof(Cached)|])] Task<int> WorkAsync() => Task.FromResult(1);
            string Cached() => "";
            """),
        InClass("NUR012", "on a parameter", "public partial Task<int> GetAsync([Timeout(Fallback = [|\"Cached\"|])] TimeSpan limit); "
            + ScopeBody),
        InClass("NUR012", "converts",
            """
            [Timeout(5, Fallback = nameof(Cached))] public partial Task<long> GetAsync(string text, int number);
            Task<long> GetAsync(CancelScope scope) => Task.FromResult(1L);
            int Cached(long number, string other = "") => 1;
            """),
        InClass("NUR012", "one overload of several fits",
            $"""
            [Timeout(5, Fallback = nameof(Cached))] public partial Task<int> GetAsync();
            {ScopeBody}int Cached(int number) => number;
            static int Cached() => 1;
            """),
    ];
}
