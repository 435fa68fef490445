using static NurseryGen.Generator.Tests.Rules.DiagnosticCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>The overload that is the body: NUR004 and NUR005.</summary>
internal static class BodyCases
{
    private const string Run = "[Nursery] public partial Task RunAsync(int number, CancellationToken cancellationToken = default);\n";
    private const string Done = "=> Task.CompletedTask;";

    public static IEnumerable<DiagnosticCase> All =>
    [
        InClass("NUR004", "nursery", "[Nursery] public partial Task [|RunAsync|]();"),
        InClass("NUR004", "scope", "[Timeout(5)] public partial Task [|RunAsync|]();"),
        InClass("NUR004", "parameter's timeout", "public partial Task [|RunAsync|]([Timeout] TimeSpan limit);"),
        InClass("NUR004", "overload that takes no nursery",
            $"""
            [Nursery] public partial Task [|RunAsync|](); Task RunAsync(int number) {Done}
            """),
        InClass("NUR004", "nursery as the second parameter",
            $"""
            [Nursery] public partial Task [|RunAsync|](int number); Task RunAsync(int number, Nursery nursery) {Done}
            """),
        InClass("NUR004", "body of another nursery",
            $"""
            [Nursery] public partial Task [|RunAsync|](); Task RunAsync(WalkNursery nursery) {Done}
            [Nursery] public partial Task WalkAsync(); Task WalkAsync(WalkNursery nursery) {Done}
            """),
        InClass("NUR004", "scope's body for a nursery",
            $"""
            [Nursery] public partial Task [|RunAsync|](); Task RunAsync(CancelScope scope) {Done}
            """),
        InClass("NUR004", "typed nursery", Run + $"Task RunAsync(RunNursery nursery) {Done}"),
        InClass("NUR004", "untyped nursery", Run + $"Task RunAsync(Nursery nursery) {Done}"),
        InClass("NUR004", "qualified nursery", Run + $"Task RunAsync(C.RunNursery nursery) {Done}"),

        InClass("NUR005", "parameter unknown", Run + $"Task RunAsync(RunNursery nursery, int [|other|]) {Done}"),
        InClass("NUR005", "parameter doesn't convert", Run + $"Task RunAsync(RunNursery nursery, string [|number|]) {Done}"),
        InClass("NUR005", "parameter by reference", Run + $"Task RunAsync(RunNursery nursery, ref int [|number|]) {Done}"),
        InClass("NUR005", "parameter may be null",
            $"""
            [Nursery] public partial Task RunAsync(string? text); Task RunAsync(RunNursery nursery, string [|text|]) {Done}
            """),
        InClass(
            "NUR005", "second token", Run + $"Task RunAsync(RunNursery nursery, CancellationToken one, CancellationToken [|two|]) {Done}"),
        InClass("NUR005", "result missing",
            """
            [Nursery] public partial Task<int> RunAsync(); [|Task|] RunAsync(RunNursery nursery) => Task.CompletedTask;
            """),
        InClass("NUR005", "other result",
            """
            [Nursery] public partial Task<int> RunAsync(); [|Task<long>|] RunAsync(RunNursery nursery) => Task.FromResult(1L);
            """),
        InClass("NUR005", "no task", Run + "[|void|] RunAsync(RunNursery nursery) { }"),
        InClass("NUR005", "result may be null",
            """
            [Nursery] public partial Task<string> RunAsync(); [|Task<string?>|] RunAsync(RunNursery nursery) => null!;
            """),
        InClass("NUR005", "instance body of a static nursery",
            $"""
            [Nursery] public static partial Task RunAsync(); Task [|RunAsync|](RunNursery nursery) {Done}
            """),
        InClass("NUR005", "other type parameters",
            $"""
            [Nursery] public partial Task RunAsync<T>(T value); Task [|RunAsync|]<T, U>(RunNursery<T> nursery) {Done}
            """),
        InClass("NUR005", "scope's parameter unknown",
            $"""
            [Timeout(5)] public partial Task RunAsync(); Task RunAsync(CancelScope scope, int [|number|]) {Done}
            """),
        InClass("NUR005", "parameters in any order, and converted", Run
            + $"Task RunAsync(RunNursery nursery, CancellationToken token, long number, string text = \"\") {Done}"),
        InClass("NUR005", "task of the other kind",
            """
            [Nursery] public partial Task<int> RunAsync(); ValueTask<int> RunAsync(RunNursery nursery) => default;
            """),
        InClass("NUR005", "static body of an instance nursery", Run + $"static Task RunAsync(RunNursery nursery, object number) {Done}"),
        InClass("NUR005", "nested nullability",
            $"""
            [Nursery] public partial Task RunAsync(List<string?> texts);
            Task RunAsync(RunNursery nursery, List<string> texts) {Done}
            """),
    ];
}
