using NurseryGen.Tests.House;
using Xunit;

namespace NurseryGen.Generator.Tests.House;

/// <summary>
/// The generator's layers of docs/architecture.md: each uses those below it, and small groups of types alone use each other.
/// </summary>
public sealed class LayerTests
{
    private const string Root = "NurseryGen.Generator";

    /// <summary>How many types the largest cycle has.</summary>
    private const int LargestCycle = 3;

    /// <summary>What each layer may use besides itself. A layer is a namespace, but for words, descriptors and the entries.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Words"] = [],
        ["Model"] = ["Words"],
        ["Descriptors"] = ["Words", "Model"],
        ["Symbols"] = ["Words", "Model"],
        ["Reading"] = ["Words", "Model", "Descriptors", "Symbols"],
        ["Emission"] = ["Words", "Model"],
        ["Rules"] = ["Words", "Descriptors", "Symbols"],
        ["Entries"] = ["Words", "Model", "Descriptors", "Symbols", "Reading", "Emission", "Rules"],
    };

    /// <summary>What the compiler calls.</summary>
    private static readonly Type[] s_entries =
        [typeof(NurseryGenerator), typeof(NurseryAnalyzer), typeof(MisplacedAttributeAnalyzer), typeof(StartedChildSuppressor)];

    private static readonly TypeGraph s_graph = new(typeof(NurseryGenerator).Assembly);

    [Fact]
    public void TheGraph_SeesEachLayer() => Assert.All(s_allowed.Keys, layer =>
        Assert.Contains(s_graph.Edges, edge => LayerOf(edge.From) == layer || LayerOf(edge.To) == layer));

    [Fact]
    public void EveryType_IsInALayer() => Assert.All(s_graph.Types, type => Assert.Contains(LayerOf(type), s_allowed.Keys));

    [Fact]
    public void NoEdge_PointsUp()
    {
        var up = s_graph.Edges.Where(edge => !MayUse(LayerOf(edge.From), LayerOf(edge.To)))
            .Select(edge => $"{edge.From.Name} -> {edge.To.Name}").Order(StringComparer.Ordinal).ToArray();
        Assert.True(up.Length == 0, "Edges that point up; use what is below, or move the type:\n" + string.Join('\n', up));
    }

    [Fact]
    public void TheLargestCycle_DoesNotGrow()
    {
        var largest = s_graph.Cycles()[0].Select(type => type.Name).Order(StringComparer.Ordinal).ToArray();
        Assert.True(
            largest.Length == LargestCycle,
            $"The largest cycle has {largest.Length} types, not {LargestCycle}: {string.Join(", ", largest)}");
    }

    private static bool MayUse(string from, string to) => from == to || s_allowed[from].Contains(to);

    private static string LayerOf(Type type)
    {
        if (s_entries.Contains(type))
            return "Entries";

        // The folder Rules/Descriptors: the readers report them too.
        if (type.Name is "DiagnosticDescriptors" or "Finding" or "HelpLinks")
            return "Descriptors";

        // What the compiler adds, and what it lacks for this framework, has namespaces of its own.
        return type.Namespace is { } name && name.StartsWith(Root + ".", StringComparison.Ordinal) ? name[(Root.Length + 1)..] : "Words";
    }
}
