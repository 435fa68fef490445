using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Deadlines made of parameters, and those that no code sees, beyond the first shapes: NUR210 and NUR212.</summary>
internal static class HandMadeDeadlineCases
{
    private const string Id = "NUR210";

    public static IEnumerable<DiagnosticCase> All => [.. HandMade, .. Sound, .. Unseen];

    private static IEnumerable<DiagnosticCase> HandMade =>
    [
        Work("linked source", "TimeSpan [|timeout|]",
            """
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct); stop.CancelAfter(timeout);
            await SaveAsync(stop.Token);
            """),
        Work("number of milliseconds", "int [|timeoutMs|]", "await SaveAsync(ct).WaitAsync(TimeSpan.FromMilliseconds(timeoutMs), ct);"),
        Work("wait with a result", "TimeSpan [|readTimeout|]", "var n = await CountAsync(ct).WaitAsync(readTimeout, ct);"),
        Work("race with a delay", "TimeSpan [|timeout|]",
            """
            var work = SaveAsync(ct); if (await Task.WhenAny(work, Task.Delay(timeout, ct)) != work) Save(); await work;
            """),
        Work("sum", "TimeSpan [|timeout|]",
            """
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            stop.CancelAfter(timeout + TimeSpan.FromSeconds(1)); await SaveAsync(stop.Token);
            """),
        Work("product", "int [|timeoutSeconds|]",
            """
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct); stop.CancelAfter(timeoutSeconds * 1_000);
            await SaveAsync(stop.Token);
            """),
        InMembers(Id, "in a local function",
            """
            [Child] async Task WorkAsync(TimeSpan [|timeout|], CancellationToken ct)
            {
                await RestAsync(); async Task RestAsync() => await SaveAsync(ct).WaitAsync(timeout, ct);
            }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Sound =>
    [
        Work("scope around a delegate", "TimeSpan timeout",
            """
            await CancelScope.MoveOnAfterAsync(timeout, async scope => await SaveAsync(scope.Token), ct);
            """),
        Work("passed on", "TimeSpan timeout",
            """
            await StoreAsync(timeout, ct);
            static Task StoreAsync(TimeSpan limit, CancellationToken stop) => Task.CompletedTask;
            """),
        Work("pause", "TimeSpan timeout", "await Task.Delay(timeout, ct); await SaveAsync(ct);"),
        Work("time to get in", "SemaphoreSlim gate, TimeSpan timeout", "if (await gate.WaitAsync(timeout, ct)) gate.Release();"),
        Work("ticks", "TimeSpan timeout", "using var timer = new PeriodicTimer(timeout); await timer.WaitForNextTickAsync(ct);"),
        Work("shown", "int timeout", "Console.WriteLine(timeout); await SaveAsync(ct);"),
    ];

    private static IEnumerable<DiagnosticCase> Unseen =>
    [
        DiagnosticCase.InClass("NUR212", "body that awaits",
            """
            [Nursery, [|Timeout(50)|]] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) { await Post(); nursery.StartA(); await nursery.StartA(); }
            [Child] static Task AAsync() => Post();
            static Task Post() => Task.WhenAll();
            """),
        InMembers("NUR212", "child that loops",
            """
            [Nursery] public partial Task RunAsync([Each(nameof(A))] int[] all);
            [Child, [|Timeout(50)|]] static void A(int n) { while (n-- > 0) Save(); }
            """),
    ];

    private static DiagnosticCase Work(string name, string parameters, string statements) =>
        InMembers(Id, name, $"[Child] async Task WorkAsync({parameters}, CancellationToken ct) {{ {statements} }}");
}
