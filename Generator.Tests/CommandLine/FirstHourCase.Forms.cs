namespace NurseryGen.Generator.Tests.CommandLine;

/// <content>The forms without a body: declared, one child per item, streams and races.</content>
internal partial record FirstHourCase
{
    private const string Declared = " [Nursery(nameof(OneAsync), nameof(TwoAsync))] public partial Task<(int, string)> LoadAsync(int id);";

    private const string Two = " [Child] Task<string> TwoAsync(int id) => Task.FromResult(\"\");";

    private const string Pair = " [Child] Task<int> OneAsync(int id) => Task.FromResult(id);" + Two;

    private const string Each = " [Nursery] public partial Task<int[]> AllAsync([Each(nameof(OneAsync))] IEnumerable<int> ids);";

    private const string Stream =
        """
         [Nursery] public partial IAsyncEnumerable<int> AllAsync([Each(nameof(OneAsync))] IEnumerable<int> ids);
        """;

    private const string Race =
        """
         [Nursery(Policy = NurseryPolicy.Race)] public partial Task<int> FirstAsync([Each(nameof(OneAsync))] int[] ids);
        """;

    private const string One = " [Child] Task<int> OneAsync(int id) => Task.FromResult(id);";

    private static IEnumerable<FirstHourCase> FormCases() =>
    [
        new("declared, sound", "", $"partial class A {{{Declared}{Pair} }}"),
        new("declared, class not partial", "CS0260", $"class A {{{Declared}{Pair} }}"),
        new("declared, method not partial", "CS0501", $"partial class A {{{Declared.Replace("partial ", "")}{Pair} }}"),
        new("declared, struct", "NUR013", $"partial struct A {{{Declared}{Pair} }}"),
        new("declared, void", "NUR003", $"partial class A {{{Declared.Replace("Task<(int, string)>", "void")}{Pair} }}"),
        new("declared, results don't fit", "NUR015", $"partial class A {{{Declared.Replace("(int, string)", "(int, int)")}{Pair} }}"),
        new("declared, too few results", "NUR015", $"partial class A {{{Declared.Replace("(int, string)", "int")}{Pair} }}"),
        new("declared, parameter unknown", "NUR008",
            $$$"""
            partial class A {{{{Declared.Replace("int id", "int key")}}}{{{One}}}{{{Two.Replace("int id", "")}}} }
            """),
        new("declared, parameter of another type", "NUR008",
            $$$"""
            partial class A {{{{Declared}}}{{{One.Replace("int id", "string id").Replace("FromResult(id)", "FromResult(1)")}}}{{{Two}}} }
            """),
        new("declared, child not there", "CS0103", $"partial class A {{{Declared}{Two} }}"),
        new("declared, child not there, by text", "NUR010",
            $$$"""
            partial class A {{{{Declared.Replace("nameof(OneAsync)", "\"OneAsync\"")}}}{{{Two}}} }
            """),
        new("declared, not a child", "NUR010", $"partial class A {{{Declared}{One.Replace("[Child]", "")}{Two} }}"),
        new("declared, wrong child", "NUR006",
            $$$"""
            partial class A {{{{Declared}}} [Child] async void OneAsync(int id) => await Task.Yield();{{{Two}}} }
            """),
        new("declared, child by ref", "NUR007", $"partial class A {{{Declared}{One.Replace("int id", "ref int id")}{Two} }}"),
        new("declared, no children at all", "NUR004", "partial class A { [Nursery] public partial Task LoadAsync(int id); }"),
        new("declared, generic child", "NUR008", $"partial class A {{{Declared} [Child] Task<T> OneAsync<T>(int id) => null!;{Two} }}"),

        new("each, sound", "", $"partial class A {{{Each}{One} }}"),
        new("each, class not partial", "CS0260", $"class A {{{Each}{One} }}"),
        new("each, method not partial", "CS0501", $"partial class A {{{Each.Replace("partial ", "")}{One} }}"),
        new("each, interface", "NUR013", $"partial interface A {{{Each}{One} }}"),
        new("each, void", "NUR003", $"partial class A {{{Each.Replace("Task<int[]>", "void")}{One} }}"),
        new("each, not a sequence", "NUR016", $"partial class A {{{Each.Replace("IEnumerable<int>", "int")}{One} }}"),
        new("each, results don't fit", "NUR015", $"partial class A {{{Each.Replace("int[]", "string[]")}{One} }}"),
        new("each, one result", "NUR015", $"partial class A {{{Each.Replace("int[]", "int")}{One} }}"),
        new("each, child not there", "CS0103", $"partial class A {{{Each} }}"),
        new("each, child not there, by text", "NUR010", $"partial class A {{{Each.Replace("nameof(OneAsync)", "\"One\"")} }}"),
        new("each, not a child", "NUR010", $"partial class A {{{Each}{One.Replace("[Child]", "")} }}"),
        new("each, item of another type", "NUR016",
            $$$"""
            partial class A {{{{Each}}} [Child] Task<int> OneAsync(string id) => Task.FromResult(1); }
            """),
        new("each, wrong child", "NUR006", $"partial class A {{{Each} [Child] async void OneAsync(int id) => await Task.Yield(); }}"),
        new("each, twice", "NUR016", $"partial class A {{{Each.Replace("> ids", "> ids, [Each(nameof(OneAsync))] int[] more")}{One} }}"),
        new("each, with a body", "NUR016",
            $$$"""
            partial class A {{{{Each}}} Task<int[]> AllAsync(AllNursery n, IEnumerable<int> ids) => null!;{{{One}}} }
            """),

        new("stream, sound", "", $"partial class A {{{Stream}{One} }}"),
        new("stream, class not partial", "CS0260", $"class A {{{Stream}{One} }}"),
        new("stream, method not partial", "CS0501", $"partial class A {{{Stream.Replace("partial ", "")}{One} }}"),
        new("stream, without a sequence", "NUR016", $"partial class A {{{Stream.Replace("[Each(nameof(OneAsync))] ", "")}{One} }}"),
        new("stream, results don't fit", "NUR015",
            $$$"""
            partial class A {{{{Stream.Replace("IAsyncEnumerable<int>", "IAsyncEnumerable<string>")}}}{{{One}}} }
            """),
        new("stream, child not there", "CS0103", $"partial class A {{{Stream} }}"),
        new("stream, wrong child", "NUR006", $"partial class A {{{Stream} [Child] async void OneAsync(int id) => await Task.Yield(); }}"),
        new("stream, scope", "NUR003", "partial class A { [Timeout(5)] public partial IAsyncEnumerable<int> AllAsync();"
            + " IAsyncEnumerable<int> AllAsync(CancelScope s) => null!; }"),

        new("race, sound", "", $"partial class A {{{Race}{One} }}"),
        new("race, class not partial", "CS0260", $"class A {{{Race}{One} }}"),
        new("race, method not partial", "CS0501", $"partial class A {{{Race.Replace("partial ", "")}{One} }}"),
        new("race, results don't fit", "NUR015", $"partial class A {{{Race.Replace("Task<int>", "Task<string>")}{One} }}"),
        new("race, array of results", "NUR015", $"partial class A {{{Race.Replace("Task<int>", "Task<int[]>")}{One} }}"),
        new("race, child not there", "CS0103", $"partial class A {{{Race} }}"),
        new("race, with a body", "", "partial class A { [Nursery(Policy = NurseryPolicy.Race)] public partial Task CheckAsync();"
            + $"{Body}{Child} }}"),
    ];
}
