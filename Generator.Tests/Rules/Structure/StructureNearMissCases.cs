using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Joins, async functions and single children that are near to what NUR102, NUR103 and NUR108 report.</summary>
internal static class StructureNearMissCases
{
    private const string Run = "[Nursery] public partial Task RunAsync(); ";

    public static IEnumerable<DiagnosticCase> All => [.. Joins, .. AsyncFunctions, .. SingleChildren];

    private static IEnumerable<DiagnosticCase> Joins =>
    [
        InMembers("NUR102", "handles of its siblings", Run +
            """
            async Task RunAsync(RunNursery nursery) { nursery.StartWork(); nursery.StartWork(); }
            [Child] async Task WorkAsync(RunNursery nursery)
            {
                var one = nursery.StartVisit(1); var two = nursery.StartVisit(2); await one; await two;
            }
            """),
        InMembers("NUR102", "helper of the body", Run +
            """
            async Task RunAsync(RunNursery nursery) { nursery.StartVisit(1); await EndAsync(nursery); }
            private static async Task EndAsync(RunNursery nursery) => await nursery.JoinAsync();
            """),
        InRun("NUR102", "nursery of the child",
            """
            nursery.Start(async token => await Nursery.RunAsync(async inner => { inner.Start(static ct => SaveAsync(ct)); await inner.JoinAsync(); }, token));
            """),
    ];

    private static IEnumerable<DiagnosticCase> AsyncFunctions =>
    [
        InChild("NUR103", "list of delegates",
            """
            var all = new List<Func<Task>> { async () => await SaveAsync(cancellationToken) };
            foreach (var one in all) await one();
            """),
        InChild("NUR103", "local function that is awaited", "await Rest(); async Task Rest() => await SaveAsync(cancellationToken);"),
        InChild("NUR103", "value task", "Func<int, ValueTask> each = async n => await SaveAsync(cancellationToken); await each(1);"),
        InChild("NUR103", "all awaited", "await Task.WhenAll(new[] { 1 }.Select(async n => await SaveAsync(cancellationToken)));"),
    ];

    private static IEnumerable<DiagnosticCase> SingleChildren =>
    [
        InBody("NUR108", "discarded", "_ = [|nursery.StartVisit(1)|];"),
        InMembers("NUR108", "expression", Run + "async Task RunAsync(RunNursery nursery) => await [|nursery.StartVisit(1)|];"),
        InBody("NUR108", "awaited and configured", "await [|nursery.StartVisit(1)|].ConfigureAwait(false);"),
        InMembers("NUR108", "work before with the caller's token",
            """
            [Nursery] public partial Task RunAsync(CancellationToken ct);
            async Task RunAsync(RunNursery nursery, CancellationToken ct) { await SaveAsync(ct); [|nursery.StartVisit(1)|]; }
            """),
        InMembers("NUR108", "argument made of a parameter",
            """
            [Nursery] public partial Task RunAsync(int number);
            Task RunAsync(RunNursery nursery, int number)
            {
                var next = number + 1; [|nursery.StartVisit(next)|]; return Task.CompletedTask;
            }
            """),
        InMembers("NUR108", "static",
            """
            [Nursery] public static partial Task RunAsync();
            static Task RunAsync(RunNursery nursery) { [|nursery.StartVisit(1)|]; return Task.CompletedTask; }
            """),
    ];
}
