using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Scopes that nobody obeys, and deadlines that are none: NUR209 and NUR210.</summary>
internal static class ScopeCases
{
    private const string Second = "TimeSpan.FromSeconds(1)";

    public static IEnumerable<DiagnosticCase> All => [.. Idle, .. Used, .. HandMade, .. Sound];

    private static IEnumerable<DiagnosticCase> Idle =>
    [
        InOrdinary("NUR209", "using declaration",
            $"""
            using var [|limit|] = CancelScope.FailAfter({Second}, outer); await SaveAsync(outer);
            """).Saying(Idles("limit", "pass 'limit.Token'")),
        InOrdinary("NUR209", "using statement",
            $"""
            using (var [|limit|] = CancelScope.MoveOnAfter({Second}, outer)) await SaveAsync(outer);
            using (CancelScope [|a|] = CancelScope.Shielded({Second}), b = CancelScope.Shielded({Second})) await SaveAsync(b.Token);
            """)
            .Saying(Idles("limit", "pass 'limit.Token'"), Idles("a", "pass 'a.Token'")),
        InOrdinary("NUR209", "nameless",
            $"""
            using ([|CancelScope.FailAfter({Second}, outer)|]) await SaveAsync(outer);
            """).Saying(Idles("FailAfter", "give the scope a name and pass its token")),
        InOrdinary("NUR209", "moved and cancelled only",
            $$"""
            using var [|limit|] = CancelScope.MoveOnAfter({{Second}}, outer); limit.CancelAfter({{Second}});
            limit.Deadline = null; limit.Cancel(); try { await SaveAsync(outer); }
            catch (OperationCanceledException e) when (limit.Catches(e)) { Save(); } if (limit.CanceledCaught) Save();
            """),
        InMembers("NUR209", "body",
            """
            static Task StoreAsync() => Task.CompletedTask;
            [Timeout(500)] public partial Task LimitAsync();
            private async Task LimitAsync(CancelScope [|scope|]) { await StoreAsync(); }
            """).Saying(Idles("scope", "pass 'scope.Token'")),
        InMembers("NUR209", "body that returns",
            """
            static Task StoreAsync() => Task.CompletedTask;
            [Timeout(500)] public partial Task LimitAsync(CancellationToken ct);
            private Task LimitAsync(CancelScope [|scope|], CancellationToken ct) => StoreAsync();
            """),
        InOrdinary("NUR209", "lambda", $"await CancelScope.FailAfterAsync({Second}, async [|_|] => await SaveAsync(outer), outer);"),
        InOrdinary("NUR209", "token that isn't forwarded",
            $$"""
            await CancelScope.FailAfterAsync({{Second}}, async [|scope|] => await {|NUR202:SaveAsync|}(), outer);
            """),
    ];

    private static IEnumerable<DiagnosticCase> Used =>
    [
        InOrdinary("NUR209", "token taken", $"using var limit = CancelScope.FailAfter({Second}, outer); await SaveAsync(limit.Token);"),
        InOrdinary("NUR209", "token taken in a lambda",
            $$"""
            using var limit = CancelScope.FailAfter({{Second}}, outer);
            await Task.WhenAll(new[] { 1 }.Select(n => SaveAsync(limit.Token)));
            """),
        InOrdinary("NUR209", "parent of another",
            $"""
            using var limit = CancelScope.FailAfter({Second}, outer);
            using var inner = CancelScope.MoveOnAfter({Second}, limit.Token); await SaveAsync(inner.Token);
            """),
        InOrdinary("NUR209", "handed on",
            $"""
            using var limit = CancelScope.FailAfter({Second}, outer); await UseAsync(limit);
            static Task UseAsync(CancelScope scope) => SaveAsync(scope.Token);
            """),
        InOrdinary("NUR209", "asked",
            $"""
            using var limit = CancelScope.MoveOnAfter({Second}, outer);
            while (!limit.IsCancellationRequested) await SaveAsync(outer);
            """),
        InOrdinary("NUR209", "made elsewhere",
            $"""
            using var limit = Make(outer); await SaveAsync(outer);
            static CancelScope Make(CancellationToken ct) => CancelScope.FailAfter({Second}, ct);
            """),
        InScope("NUR209", "body's token taken", "await SaveAsync(scope.Token);"),
        InMembers("NUR209", "body with a token",
            """
            [Timeout(500)] public partial Task LimitAsync(CancellationToken ct);
            private async Task LimitAsync(CancelScope scope, CancellationToken ct) => await SaveAsync(ct);
            """),
        InMembers("NUR209", "nothing to wait for",
            """
            [{|NUR212:Timeout(500)|}] public partial Task LimitAsync();
            private async Task LimitAsync(CancelScope scope) { Save(); }
            """),
        InMembers("NUR209", "body that is complete at once",
            """
            [Timeout(500)] public partial Task<int> LimitAsync();
            private Task<int> LimitAsync(CancelScope scope) => Task.FromResult(1);
            """),
        InFailAfter("NUR209", "handed on by a body",
            """
            await UseAsync(scope); static Task UseAsync(CancelScope scope) => SaveAsync(scope.Token);
            """),
        InScope("NUR209", "half typed", "await NonsenseAsync();").HalfTyped(),
    ];

    private static IEnumerable<DiagnosticCase> HandMade =>
    [
        InMembers("NUR210", "wait",
            """
            [Child] async Task WorkAsync(TimeSpan [|timeout|], CancellationToken ct)
            {
                await SaveAsync(ct).WaitAsync(timeout, ct);
            }
            """).Saying(HandMadeOf("timeout")),
        InMembers("NUR210", "source",
            """
            [Child] async Task WorkAsync(int [|timeoutMilliseconds|], double [|ioTimeout|], CancellationToken ct)
            {
                using var stop = new CancellationTokenSource(timeoutMilliseconds);
                stop.CancelAfter(TimeSpan.FromSeconds(ioTimeout)); await SaveAsync({|NUR203:stop.Token|});
                await SaveAsync(ct);
            }
            """)
            .Saying(HandMadeOf("timeoutMilliseconds"), HandMadeOf("ioTimeout")),
        InMembers("NUR210", "body",
            """
            [Nursery] public partial Task RunAsync(TimeSpan timeout);
            async Task RunAsync(RunNursery nursery, TimeSpan [|timeout|])
            {
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(nursery.Token); stop.CancelAfter(timeout);
                await SaveAsync(stop.Token);
            }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Sound =>
    [
        InMembers("NUR210", "no nursery code", "async Task WorkAsync(TimeSpan timeout) => await SaveAsync().WaitAsync(timeout);"),
        InMembers("NUR210", "scope",
            """
            [Child] async Task WorkAsync(TimeSpan timeout, CancellationToken ct)
            {
                using var limit = CancelScope.FailAfter(timeout, ct); await SaveAsync(limit.Token);
            }
            """),
        InMembers("NUR210", "setting",
            """
            [Child] async Task WorkAsync(HttpClient client, TimeSpan timeout, CancellationToken ct) { client.Timeout = timeout; await client.GetStringAsync("x", ct); }
            """),
        InMembers("NUR210", "other name",
            """
            [Child] async Task WorkAsync(TimeSpan pause, CancellationToken ct) => await SaveAsync(ct).WaitAsync(pause, ct);
            """),
        InMembers("NUR210", "the nursery's own",
            """
            [Nursery] public partial Task RunAsync([Timeout] TimeSpan timeout);
            async Task RunAsync(RunNursery nursery, TimeSpan timeout)
            {
                Console.WriteLine(timeout); await SaveAsync(nursery.Token);
            }
            """),
    ];

    private static string Idles(string scope, string what) => $"Nobody takes the token of '{scope}', so it cancels nothing: {what}";

    private static string HandMadeOf(string parameter) =>
        $"""
        '{parameter}' is a deadline: give it to 'CancelScope.FailAfter' and pass the scope's token on, or mark the nursery's parameter [Timeout]
        """;
}
