using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Children that take no token, for whom others would: NUR201.</summary>
internal static class TokenlessChildCases
{
    private const string Id = "NUR201";
    private const string Stream =
        """
        static async IAsyncEnumerable<int> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
        {
            yield return await CountAsync(ct);
        }
        """;

    public static IEnumerable<DiagnosticCase> All => [.. Tokenless, .. WithoutUse];

    private static IEnumerable<DiagnosticCase> Tokenless =>
    [
        InMembers(Id, "in a loop",
            """
            [Child] async Task [|WorkAsync|](int[] all)
            {
                foreach (var one in all) Save(); foreach (var one in all) await CountAsync();
            }
            """),
        InMembers(Id, "value task", "[Child] async ValueTask [|WorkAsync|]() => await SaveAsync();"),
        InMembers(Id, "joined tasks", "[Child] Task [|WorkAsync|]() => Task.WhenAll(SaveAsync(), CountAsync());"),
        InMembers(Id, "request", "[Child] async Task<string> [|WorkAsync|](HttpClient http) => await http.GetStringAsync(\"x\");"),
        InMembers(Id, "overload",
            """
            static Task StoreAsync(int n) => Task.CompletedTask;
            static Task StoreAsync(int n, CancellationToken ct) => Task.CompletedTask;
            [Child] Task [|WorkAsync|]() => StoreAsync(1);
            """),
        InMembers(Id, "generic",
            """
            [Child] static async Task<T> [|WorkAsync|]<T>(T item) { await Task.Delay(10).ConfigureAwait(false); return item; }
            """),
        InMembers(Id, "gate", "[Child] async Task [|WorkAsync|](SemaphoreSlim gate) { await gate.WaitAsync(); gate.Release(); }"),
        InMembers(Id, "try",
            """
            [Child] async Task [|WorkAsync|]() { try { await SaveAsync(); } catch (InvalidOperationException) { Save(); } }
            """),
        InMembers(Id, "stream", Stream + "[Child] async Task [|WorkAsync|]() { await foreach (var n in AllAsync()) Save(); }"),
        InMembers(Id, "in a lambda that runs here", "[Child] Task [|WorkAsync|](int[] all) => Task.WhenAll(all.Select(n => SaveAsync()));"),
        InMembers(Id, "beside one that is lost", "[Child] async Task [|WorkAsync|]() { {|NUR101:_ = SaveAsync()|}; await CountAsync(); }"),
        InMembers(Id, "in a local function",
            """
            [Child] async Task [|WorkAsync|]() { await RestAsync(); async Task RestAsync() => await SaveAsync(); }
            """),
    ];

    private static IEnumerable<DiagnosticCase> WithoutUse =>
    [
        InMembers(Id, "awaits what it is given", "[Child] static async Task<int> WorkAsync(Task<int> ready) => await ready;"),
        InMembers(Id, "on a thread of the pool", "[Child] static Task WorkAsync() => Task.Run(Save);"),
        InMembers(Id, "a token that is there",
            """
            private readonly CancellationToken _stop = default; [Child] Task WorkAsync() => SaveAsync(_stop);
            """),
        InMembers(Id, "child of a nursery inside",
            """
            [Child] static Task WorkAsync(Nursery nursery)
            {
                nursery.Start(static token => SaveAsync(token)); return Task.CompletedTask;
            }
            """),
        InMembers(Id, "what it calls is lost",
            """
            [Child] async Task WorkAsync() { {|NUR101:_ = SaveAsync()|}; await Task.Yield(); }
            [Child] void Begin() { {|NUR101:SaveAsync()|}; }
            [Child] async Task KeepAsync() { var save = {|NUR101:SaveAsync()|}; await Task.Yield(); }
            """),
        InMembers(Id, "in a handler that runs elsewhere", "[Child] void Work() { Changed += async (_, _) => await SaveAsync(); Touch(); }"),
    ];
}
