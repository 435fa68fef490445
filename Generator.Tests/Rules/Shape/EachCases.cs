using static NurseryGen.Generator.Tests.Rules.DiagnosticCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Sequences: NUR016, and what becomes of the results, NUR015 and NUR012.</summary>
internal static class EachCases
{
    private const string Children = "[Child] Task<int> OneAsync(int id) => null!; [Child] Task NoneAsync(int id) => null!;\n";
    private const string Each = "([Each(nameof(OneAsync))] int[] ids);";

    public static IEnumerable<DiagnosticCase> All =>
    [
        InClass("NUR016", "no sequence", Children + "[Nursery] public partial Task RunAsync([[|Each(nameof(OneAsync))|]] int id);"),
        InClass("NUR016", "two sequences", Children +
            """
            [Nursery] public partial Task RunAsync([Each(nameof(OneAsync))] int[] ids, [[|Each(nameof(OneAsync))|]] int[] others);
            """),
        InClass("NUR016", "a body too", Children +
            """
            [Nursery] public partial Task RunAsync([[|Each(nameof(OneAsync))|]] int[] ids);
            Task RunAsync(RunNursery nursery) => null!;
            """),
        InClass("NUR016", "a list too", Children +
            """
            [Nursery(nameof(OneAsync))] public partial Task RunAsync([[|Each(nameof(OneAsync))|]] int[] ids);
            """),
        InClass("NUR016", "other items", Children + "[Nursery] public partial Task RunAsync([Each([|nameof(OneAsync)|])] string[] ids);"),
        InClass("NUR016", "nobody's", "void Run([[|Each(\"OneAsync\")|]] int[] ids) { }"),
        InClass("NUR016", "stream without a sequence", "[Nursery] public partial [|IAsyncEnumerable<int>|] RunAsync();"),
        InClass("NUR016", "array", Children + "[Nursery] public partial Task RunAsync" + Each),
        InClass("NUR016", "item that converts, of a collection",
            """
            [Nursery] public partial Task RunAsync([Each(nameof(WorkAsync))] HashSet<int> ids, string name);
            [Child] Task WorkAsync(string name, long id) => null!;
            """),

        InClass("NUR015", "single for many", Children + "[Nursery] public partial [|Task<int>|] RunAsync" + Each),
        InClass("NUR015", "array of others", Children + "[Nursery] public partial [|Task<long[]>|] RunAsync" + Each),
        InClass("NUR015", "outcomes of others", Children + "[Nursery] public partial [|Task<Outcome<long>[]>|] RunAsync" + Each),
        InClass("NUR015", "stream of others", Children + "[Nursery] public partial [|IAsyncEnumerable<string>|] RunAsync" + Each),
        InClass("NUR015", "array of nothing", Children +
            """
            [Nursery] public partial [|Task<int[]>|] RunAsync([Each(nameof(NoneAsync))] int[] ids);
            """),
        InClass(
            "NUR015",
            "race for a stream",
            Children + "[Nursery(Policy = NurseryPolicy.Race)] public partial [|IAsyncEnumerable<int>|] RunAsync" + Each),
        InClass("NUR015", "race for an array", Children + "[Nursery(Policy = NurseryPolicy.Race)] public partial [|Task<int[]>|] RunAsync"
            + Each),
        InClass("NUR015", "list", Children + "[Nursery] public partial Task<IReadOnlyList<int>> RunAsync" + Each),
        InClass("NUR015", "outcomes", Children + "[Nursery] public partial Task<Outcome<int>[]> RunAsync" + Each),

        InClass(
            "NUR012",
            "stream",
            Children + "[Nursery, Timeout(5, Fallback = [|nameof(Late)|])] public partial IAsyncEnumerable<int> RunAsync" + Each
            + " int Late() => 1;"),
    ];
}
