using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Deadlines that no code can see: NUR212.</summary>
internal static class DeadlineCases
{
    private const string Id = "NUR212";

    public static IEnumerable<DiagnosticCase> All => [.. Unseen, .. Seen];

    private static IEnumerable<DiagnosticCase> Unseen =>
    [
        InType("declared",
            """
            [Nursery(nameof(AAsync), nameof(BAsync)), [|Timeout(50)|]] public partial Task RunAsync(CancellationToken ct = default);
            [Child] static Task AAsync() => Post();
            [Child] static Task BAsync() => Post();
            """)
            .Saying(
                """
                No code of 'RunAsync' takes a token, so this deadline ends nothing: take a CancellationToken in its children, and pass it on
                """),
        InType("body and children",
            """
            [Nursery, [|Timeout(50)|]] public partial Task RunAsync(CancellationToken ct = default);
            async Task RunAsync(RunNursery nursery) { nursery.StartA(); await nursery.JoinAsync(); }
            [Child] static async Task AAsync() { await Post(); }
            """),
        InType("each",
            """
            [Nursery, [|Timeout(50)|]] public partial Task RunAsync([Each(nameof(AAsync))] int[] all);
            [Child] static Task AAsync(int n) => Post();
            """),
        InType("parameter",
            """
            [Nursery] public partial Task RunAsync([[|Timeout|]] TimeSpan limit, [Each(nameof(AAsync))] int[] all);
            [Child] static Task AAsync(int n) => Post();
            """),
        InType("child",
            """
            [Nursery] public partial Task RunAsync([Each(nameof(AAsync))] int[] all);
            [Child, [|Timeout(50, MoveOn = true)|]] static Task AAsync(int n) => Post();
            """)
            .Saying("No code of 'AAsync' takes a token, so this deadline ends nothing: take a CancellationToken in it, and pass it on"),
        InType("synchronous child",
            """
            [Nursery, [|Timeout(50)|]] public partial Task RunAsync([Each(nameof(A))] int[] all);
            [Child] static void A(int n) { for (var i = 0; i < n; i++) Work(i); }
            """),
        InType("delegates without a token",
            """
            [Nursery, [|Timeout(50)|]] public partial Task RunAsync();
            Task RunAsync(Nursery nursery) { nursery.Start(_ => Post()); return Task.CompletedTask; }
            """),
        InType("scope that computes",
            """
            [[|Timeout(50)|]] public partial Task RunAsync();
            Task RunAsync(CancelScope scope) { Work(1); return Task.CompletedTask; }
            """)
            .Saying("No code of 'RunAsync' takes a token, so this deadline ends nothing: take the scope's token, and pass it on"),
        InType("token of another nursery's child",
            """
            [Nursery(nameof(AAsync)), [|Timeout(50)|]] public partial Task RunAsync();
            [Child(nameof(RunAsync))] static Task AAsync() => Post();
            [Nursery] public partial Task OtherAsync();
            [Child(nameof(OtherAsync))] static Task BAsync(CancellationToken ct) => Task.Delay(1, ct);
            """),
    ];

    private static IEnumerable<DiagnosticCase> Seen =>
    [
        InType("one child takes it",
            """
            [Nursery, Timeout(50)] public partial Task RunAsync();
            [Child] static Task AAsync(CancellationToken ct) => Task.Delay(1, ct);
            [Child] static Task BAsync() => Post();
            """),
        InType("body takes it",
            """
            [Nursery, Timeout(50)] public partial Task RunAsync();
            async Task RunAsync(RunNursery nursery)
            {
                nursery.StartA(); nursery.StartA(); await Task.Delay(1, nursery.Token);
            }
            [Child] static Task AAsync() => Post();
            """),
        InType("body has it",
            """
            [Nursery, Timeout(50)] public partial Task RunAsync(CancellationToken ct);
            async Task RunAsync(RunNursery nursery, CancellationToken ct) { await Task.Delay(1, ct); }
            """),
        InType("handle handed on",
            """
            [Nursery, Timeout(50)] public partial Task RunAsync();
            Task RunAsync(Nursery nursery) => Use(nursery);
            static Task Use(Nursery nursery) => Task.Delay(1, nursery.Token);
            """),
        InType("delegate takes it",
            """
            [Nursery, Timeout(50)] public partial Task RunAsync();
            Task RunAsync(Nursery nursery) { nursery.Start(ct => Task.Delay(1, ct)); return Task.CompletedTask; }
            """),
        InType("child's nursery",
            """
            [Nursery, Timeout(50)] public partial Task RunAsync();
            [Child] static Task AAsync(RunNursery nursery) => Task.Delay(1, nursery.Token);
            [Child] static Task BAsync() => Post();
            """),
        InType("sequence is asked with it",
            """
            [Nursery, Timeout(50)] public partial Task RunAsync([Each(nameof(AAsync))] IAsyncEnumerable<int> all);
            [Child] static Task AAsync(int n) => Post();
            """),
        InType("takes no time",
            """
            [Nursery, Timeout(50)] public partial Task RunAsync([Each(nameof(AAsync))] int[] all);
            [Child] static Task AAsync(int n) => Task.CompletedTask;
            """),
        InType("never",
            """
            [Nursery, Timeout(Timeout.Infinite)] public partial Task RunAsync([Each(nameof(AAsync))] int[] all);
            [Child] static Task AAsync(int n) => Post();
            """),
        InType("scope",
            """
            [Timeout(50)] public partial Task RunAsync();
            Task RunAsync(CancelScope scope) { Work(scope.IsCancellationRequested ? 1 : 2); return Task.CompletedTask; }
            """),
        InMembers(Id, "no deadline",
            """
            [Nursery] public partial Task RunAsync([Each(nameof(AAsync))] int[] all);
            [Child] static Task AAsync(int n) => Task.WhenAll();
            """),
    ];

    private static DiagnosticCase InType(string name, string members) => DiagnosticCase.InClass(
        Id, name, members + "\nstatic Task Post() => Task.WhenAll(); static void Work(int n) => Console.WriteLine(n);");
}
