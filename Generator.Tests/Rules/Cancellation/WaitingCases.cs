using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Loops that poll, yields and long delays, beyond the first shapes: NUR207, NUR208, NUR211.</summary>
internal static class WaitingCases
{
    private const string Flag = "bool _done; void Finish() => _done = true; ";

    public static IEnumerable<DiagnosticCase> All => [.. Polls, .. NoPolls, .. NoYields, .. NoEnds];

    private static IEnumerable<DiagnosticCase> Polls =>
    [
        InChild("NUR207", "local that a handler sets",
            """
            var isChanged = false; Changed += (_, _) => isChanged = true;
            [|while (!isChanged)|] await Task.Delay(10, cancellationToken);
            """),
        InChild("NUR207", "queue",
            """
            var queue = new System.Collections.Concurrent.ConcurrentQueue<int>(); _later = () => queue.Enqueue(1);
            [|while (queue.IsEmpty)|] { await Task.Delay(10, cancellationToken); }
            """),
        Work("number", "int _running; void Leave() => _running--; ",
            """
            [|while (_running > 0)|] await Task.Delay(TimeSpan.FromMilliseconds(5), ct);
            """),
        Work(
            "two flags", Flag + "bool _failed; void Fail() => _failed = true; ", "[|while (!_done && !_failed)|] await Task.Delay(5, ct);"),
        Work("null", "string? _name; void Set() => _name = \"a\"; ", "[|while (_name is null)|] await Task.Delay(5, ct);"),
        Work(
            "state",
            "enum State { New, Ready } State _state; void Set() => _state = State.Ready; ",
            "do await Task.Delay(5, ct); [|while (_state != State.Ready)|];"),
        Work("or cancelled", Flag, "[|while (!ct.IsCancellationRequested && !_done)|] await Task.Delay(5, ct);"),
    ];

    private static IEnumerable<DiagnosticCase> NoPolls =>
    [
        Work("attempts besides", Flag, "var attempt = 0; while (!_done && attempt++ < 3) await Task.Delay(5, ct);"),
        Work("asks by a call", "static bool Ask() => System.IO.File.Exists(\"x\"); ", "while (!Ask()) await Task.Delay(5, ct);"),
        Work("property that asks", "static bool IsThere => System.IO.File.Exists(\"x\"); ", "while (!IsThere) await Task.Delay(5, ct);"),
        Work("clock", "",
            """
            var end = Environment.TickCount64 + 5; while (Environment.TickCount64 < end) await Task.Delay(5, ct);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            while (watch.ElapsedMilliseconds < 5) await Task.Delay(1, ct);
            """),
        Work("for each", "",
            """
            foreach (var n in new[] { 1, 2 }) await Task.Delay(n, ct); for (var n = 0; n < 3; n++) await Task.Delay(n, ct);
            """),
    ];

    private static IEnumerable<DiagnosticCase> NoYields =>
    [
        InChild("NUR208", "cancelled already",
            """
            try { await SaveAsync(cancellationToken); } catch (OperationCanceledException) { await Task.Yield(); throw; }
            """),
        InChild("NUR208", "after the loop that a cancellation ends",
            """
            while (!cancellationToken.IsCancellationRequested) await SaveAsync(cancellationToken); await Task.Yield();
            """),
        InChild("NUR208", "where a cancellation was seen",
            """
            await SaveAsync(cancellationToken); if (cancellationToken.IsCancellationRequested) { await Task.Yield(); return; }
            """),
        InMembers("NUR208", "another Yield",
            """
            static class Pump
            {
                public static Task Yield() => Task.CompletedTask; public static Task Delay(int n) => Task.CompletedTask;
            }
            [Child] async Task WorkAsync(CancellationToken ct)
            {
                await Pump.Yield(); await Pump.Delay(0); await SaveAsync(ct);
            }
            """),
        InChild("NUR208", "in a handler", "Changed += async (_, _) => await Task.Yield(); await SaveAsync(cancellationToken);"),
        InChild("NUR208", "a time that may be more",
            """
            var pause = 0; pause += 1; await Task.Delay(pause, cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            """),
    ];

    private static IEnumerable<DiagnosticCase> NoEnds =>
    [
        InChild("NUR211", "its end is handled",
            """
            try { await Task.Delay(TimeSpan.FromDays(2), cancellationToken); }
            catch (OperationCanceledException) { Save(); throw; }
            """),
        InChild("NUR211", "on a condition",
            """
            if (await CountAsync(cancellationToken) == 0) await Task.Delay(TimeSpan.FromDays(2), cancellationToken);
            """),
        InChild("NUR211", "some days", "for (var day = 0; day < 3; day++) await Task.Delay(TimeSpan.FromDays(2), cancellationToken);"),
        InChild("NUR211", "ticks",
            """
            using var timer = new PeriodicTimer(TimeSpan.FromDays(30));
            while (await timer.WaitForNextTickAsync(cancellationToken)) await SaveAsync(cancellationToken);
            """),
        InChild("NUR211", "half an hour",
            """
            await Task.Delay(int.MaxValue / 1_000, cancellationToken);
            await Task.Delay(TimeSpan.FromMinutes(30), cancellationToken);
            """),
        InMembers("NUR211", "another Delay",
            """
            static class Pump { public static Task Delay(int n, CancellationToken ct) => Task.CompletedTask; }
            [Child] async Task WorkAsync(CancellationToken ct) => await Pump.Delay(int.MaxValue, ct);
            """),
    ];

    private static DiagnosticCase Work(string name, string members, string statements) =>
        InMembers("NUR207", name, $"{members}[Child] async Task WorkAsync(CancellationToken ct) {{ {statements} }}");
}
