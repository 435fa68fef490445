using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Waits and disposals that hold no thread for long, or have nothing to await: NUR304 and NUR305.</summary>
internal static class BlockingNearMissCases
{
    public static IEnumerable<DiagnosticCase> All => [.. NoWaits, .. Usings, .. SoundUsings];

    private static IEnumerable<DiagnosticCase> NoWaits =>
    [
        InChild("NUR304", "gate that is awaited",
            """
            using var gate = new SemaphoreSlim(1); await gate.WaitAsync(cancellationToken); gate.Release();
            """),
        InChild("NUR304", "lock held over nothing",
            """
            Monitor.Enter(_later); try { Save(); Monitor.PulseAll(_later); } finally { Monitor.Exit(_later); }
            await SaveAsync(cancellationToken);
            """),
        InChild("NUR304", "handler that runs elsewhere",
            """
            var gate = new ManualResetEventSlim(); Changed += (_, _) => gate.Wait(); await SaveAsync(cancellationToken);
            """),
        InChild("NUR304", "on a thread of the pool",
            """
            var gate = new ManualResetEventSlim(); await Task.Run(() => gate.Wait(cancellationToken), cancellationToken);
            """),
        InMembers("NUR304", "process that is awaited",
            """
            [Child] async Task WorkAsync(System.Diagnostics.Process process, CancellationToken ct)
            {
                await process.WaitForExitAsync(ct); if (process.WaitForExit(0)) Save();
            }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Usings =>
    [
        With("System.Data.Common.DbDataReader", "reader of any database", "[|using|] (one) await SaveAsync(ct);"),
        InMembers("NUR305", "command that overrides",
            """
            abstract class Command : System.Data.Common.DbCommand
            {
                public override ValueTask DisposeAsync() => base.DisposeAsync();
            }
            [Child] async Task WorkAsync(Func<Command> open, CancellationToken ct)
            {
                [|using|] var one = open(); await SaveAsync(ct);
            }
            """),
    ];

    // What a command has is statements and parameters: nothing to write, and nothing to read to its end.
    private static IEnumerable<DiagnosticCase> SoundUsings =>
    [
        With("System.Data.Common.DbCommand", "command of any database",
            """
            using (one) await one.ExecuteNonQueryAsync(ct); using var next = one.Connection!.CreateCommand();
            await next.ExecuteNonQueryAsync(ct);
            """),
        With("System.Data.Common.DbBatch", "batch of any database", "using (one) await one.ExecuteNonQueryAsync(ct);"),
    ];

    private static DiagnosticCase With(string type, string name, string statements) =>
        InMembers("NUR305", name, $"[Child] async Task WorkAsync({type} one, CancellationToken ct) {{ {statements} }}");
}
