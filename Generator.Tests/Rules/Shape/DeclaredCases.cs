using static NurseryGen.Generator.Tests.Rules.DiagnosticCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Nurseries that start their children by themselves: NUR008, NUR010, NUR015, NUR017.</summary>
internal static class DeclaredCases
{
    private const string Children =
        """
        [Child] Task<int> OneAsync() => null!; [Child] Task<string> TwoAsync() => null!; [Child] Task NoneAsync() => null!;

        """;
    private const string Both = "[Nursery(nameof(OneAsync), nameof(TwoAsync))] ";
    private const string Race = "[Nursery(nameof(OneAsync), nameof(TwoAsync), Policy = NurseryPolicy.Race)] ";

    public static IEnumerable<DiagnosticCase> All =>
    [
        InClass("NUR008", "no such parameter",
            """
            [Nursery(nameof(GetAsync))] public partial Task RunAsync(int number); [Child] Task GetAsync(int [|id|]) => null!;
            """),
        InClass("NUR008", "does not convert",
            """
            [Nursery(nameof(GetAsync))] public partial Task RunAsync(string id); [Child] Task GetAsync(int [|id|]) => null!;
            """),
        InClass("NUR008", "all of them",
            """
            [Nursery] public partial Task RunAsync();
            [Child] Task GetAsync(int [|id|], string [|name|], int page = 1) => null!;
            """),
        InClass("NUR008", "may be null",
            """
            [Nursery] public partial Task RunAsync(string? text); [Child] Task GetAsync(string [|text|]) => null!;
            """),
        InClass("NUR008", "type parameters", "[Nursery] public partial Task RunAsync(); [Child] Task [|GetAsync|]<T>() => null!;"),
        InFile("NUR008", "inherited child",
            """
            class B { [Child] protected Task GetAsync(int id) => null!; }
            partial class C : B { [Nursery([|nameof(GetAsync)|])] public partial Task RunAsync(); }
            """),
        InClass("NUR008", "beside an item",
            """
            [Nursery] public partial Task RunAsync([Each(nameof(GetAsync))] int[] ids);
            [Child] Task GetAsync(int id, string [|name|]) => null!;
            """),
        InClass("NUR008", "bound",
            """
            [Nursery] public partial Task RunAsync(int id, string text);
            [Child] Task GetAsync(long id, RunNursery nursery, CancellationToken token, object? text, int page = 1) => null!;
            """),
        InClass("NUR008", "a body starts the child",
            """
            [Nursery] public partial Task RunAsync();
            Task RunAsync(RunNursery nursery) => null!;
            [Child] Task GetAsync(int id) => null!;
            """),

        InClass("NUR010", "unknown child", "[Nursery([|\"GetAsync\"|])] public partial Task RunAsync();"),
        InClass("NUR010", "no child", "[Nursery([|nameof(GetAsync)|])] public partial Task RunAsync(); Task GetAsync() => null!;"),
        InClass("NUR010", "another nursery's child", Children +
            """
            [Nursery(nameof(OneAsync), [|nameof(GetAsync)|])] public partial Task RunAsync();
            [Child(nameof(WalkAsync))] Task GetAsync() => null!;
            [Nursery] public partial Task WalkAsync();
            """),
        InClass("NUR010", "unknown item child", "[Nursery] public partial Task RunAsync([Each([|\"Nobody\"|])] int[] ids);"),
        InFile("NUR010", "inherited child named",
            """
            class B { [Child] protected Task GetAsync() => null!; }
            partial class C : B { [Nursery(nameof(GetAsync))] public partial Task RunAsync(); }
            """),

        InClass("NUR015", "several for one", Children + Both + "public partial [|Task<int>|] RunAsync();"),
        InClass("NUR015", "tuple too long", Children + Both + "public partial [|ValueTask<(int, string, int)>|] RunAsync();"),
        InClass("NUR015", "tuple in another order", Children + Both + "public partial [|Task<(string, int)>|] RunAsync();"),
        InClass("NUR015", "other single", Children +
            """
            [Nursery(nameof(OneAsync), nameof(NoneAsync))] public partial [|Task<string>|] RunAsync();
            """),
        InClass("NUR015", "none", Children + "[Nursery(nameof(NoneAsync))] public partial [|Task<string>|] RunAsync();"),
        InClass("NUR015", "race of others", Children + Race + "public partial [|Task<int>|] RunAsync();"),
        InClass("NUR015", "race without a result", Children +
            """
            [Nursery(nameof(OneAsync), nameof(NoneAsync), Policy = NurseryPolicy.Race)] public partial [|Task<int>|] RunAsync();
            """),
        InClass("NUR015", "tuple", Children + Both + "public partial Task<(long A, object B)> RunAsync();"),
        InClass("NUR015", "single", Children + "[Nursery(nameof(OneAsync), nameof(NoneAsync))] public partial Task<long> RunAsync();"),
        InClass("NUR015", "nothing wanted", Children + Both + "public partial Task RunAsync();"),
        InClass("NUR015", "race", Children + Race + "public partial Task<object> RunAsync();"),

        InClass("NUR017", "negative limit", Children +
            """
            [Nursery(nameof(OneAsync), MaxConcurrency = [|-1|])] public partial Task RunAsync();
            """),
        InClass("NUR017", "inline and synchronous", "[Child(Start = [|ChildStart.Inline|])] int Work() => 1;"),
        InClass("NUR017", "ready with a result", "[Child] [|Task<int>|] ServeAsync(Ready ready) => null!;"),
        InClass("NUR017", "ready twice", "[Child] Task ServeAsync(Ready ready, Ready<int> [|port|]) => null!;"),
        InClass("NUR017", "declared and ready",
            """
            [Nursery([|nameof(ServeAsync)|])] public partial Task RunAsync(); [Child] Task ServeAsync(Ready ready) => null!;
            """),
        InClass("NUR017", "all and ready", "[Nursery] public partial Task RunAsync(); [Child] Task ServeAsync(Ready [|ready|]) => null!;"),
        InClass("NUR017", "daemon for an item",
            """
            [Nursery] public partial Task RunAsync([Each([|nameof(WatchAsync)|])] int[] ids);
            [Child(Daemon = true)] Task WatchAsync(int id) => null!;
            """),
        InClass("NUR017", "ready for an item",
            """
            [Nursery] public partial Task RunAsync([Each([|nameof(ServeAsync)|])] int[] ids);
            [Child] Task ServeAsync(int id, Ready ready) => null!;
            """),
        InClass("NUR017", "ready in a body",
            """
            [Nursery] public partial Task RunAsync();
            Task RunAsync(RunNursery nursery) => null!;
            [Child] Task ServeAsync(Ready<int> ready) => null!;
            """),
        InClass("NUR017", "the nursery's inline is not for the synchronous",
            """
            [Nursery(Start = ChildStart.Inline, MaxConcurrency = 1)] public partial Task RunAsync(); [Child] int Work() => 1;
            """),
    ];
}
