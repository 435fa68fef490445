using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>How long cancel scopes stay open, beyond the first shapes: NUR107 and NUR109.</summary>
internal static class IteratorScopeCases
{
    private const string Limit = "CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct)";
    private const string Shield = "CancelScope.Shielded(TimeSpan.FromSeconds(1))";

    public static IEnumerable<DiagnosticCase> All => [.. Held, .. Left, .. Disposed];

    private static IEnumerable<DiagnosticCase> Held =>
    [
        Iterator("a scope for each item",
            """
            foreach (var n in new[] { 1, 2 })
            {
                using var limit = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), ct);
                var count = await CountAsync(limit.Token); [|yield return count + n;|]
            }
            """),
        Iterator("another using inside",
            $$"""
            using var limit = {{Limit}};
            using (var file = new System.IO.MemoryStream()) { await SaveAsync(limit.Token); [|yield return 1;|] }
            """),
        Iterator("a shield inside",
            $"""
            using var limit = {Limit}; await SaveAsync(limit.Token); using var shield = {Shield};
            await SaveAsync(shield.Token); [|yield return 1;|]
            """),
        Iterator("made before", $"var limit = {Limit}; using (limit) {{ await SaveAsync(limit.Token); [|yield return 1;|] }}"),
        Iterator("in a branch",
            $$"""
            using var limit = {{Limit}};
            switch (await CountAsync(limit.Token)) { case 1: [|yield return 1;|] break; default: yield break; }
            """),
        InMembers("NUR107", "synchronous iterator",
            $$"""
            IEnumerable<int> Each(CancellationToken ct)
            {
                using var limit = {{Limit}}; while (!limit.IsCancellationRequested) [|yield return 1;|]
            }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Left =>
    [
        Iterator("left before each item",
            $$"""
            foreach (var n in new[] { 1, 2 }) { using (var limit = {{Limit}}) await SaveAsync(limit.Token); yield return n; }
            """),
        Iterator("shield made before", $"var shield = {Shield}; using (shield) {{ await SaveAsync(shield.Token); yield return 1; }}"),
        Iterator("around a delegate",
            """
            yield return await CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), async limit => await CountAsync(limit.Token), ct);
            """),
        Iterator("collected first",
            $"""
            var all = new List<int>(); using (var limit = {Limit}) all.Add(await CountAsync(limit.Token));
            foreach (var one in all) yield return one;
            """),
        Iterator("linked source",
            """
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct); stop.CancelAfter(1_000);
            await SaveAsync(stop.Token); yield return 1;
            """),
    ];

    private static IEnumerable<DiagnosticCase> Disposed =>
    [
        InOrdinary("NUR109", "either of two",
            $"""
            using var limit = outer.CanBeCanceled ? CancelScope.FailAfter(TimeSpan.FromSeconds(1), outer) : {Shield};
            await SaveAsync(limit.Token);
            """),
        InOrdinary("NUR109", "made in the try",
            """
            CancelScope? limit = null;
            try { limit = CancelScope.FailAfter(TimeSpan.FromSeconds(1), outer); await SaveAsync(limit.Token); }
            finally { limit?.Dispose(); }
            """),
        InOrdinary("NUR109", "disposed of unless null",
            """
            var limit = CancelScope.FailAfter(TimeSpan.FromSeconds(1), outer); try { await SaveAsync(limit.Token); }
            finally { limit?.Dispose(); }
            """),
        InMembers("NUR109", "field through a local",
            $$"""
            CancelScope? _scope; void Open() { var scope = {{Shield}}; _scope = scope; } void Close() => _scope?.Dispose();
            """),
        InOrdinary("NUR109", "collected",
            $$"""
            var all = new List<CancelScope> { {{Shield}} }; all.Add({{Shield}}); await SaveAsync(outer);
            foreach (var one in all) one.Dispose();
            """),
    ];

    private static DiagnosticCase Iterator(string name, string statements) => InMembers(
        "NUR107", name,
            $$"""
            async IAsyncEnumerable<int> EachAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
            {
                {{statements}}
            }
            """);
}
