using System.Text.RegularExpressions;
using NurseryGen.Engine;

namespace NurseryGen.Tests.House;

/// <summary>The layers of docs/architecture.md: a type uses what is in its own layer, or below it.</summary>
public sealed partial class LayerTests
{
    /// <summary>From the lowest to the highest. A layer is a folder of the engine. What stands in none is vocabulary that all layers share,
    /// unless it is listed below.</summary>
    private static readonly string[] s_layers =
        ["Words", "Pooling", "Async", "Limits", "Scopes", "Children", "Sequences", "Entries"];

    /// <summary>What users see that stands on the engine: a child's handle stands with the child, the nursery's on top of all.</summary>
    private static readonly Dictionary<string, string[]> s_listed = new()
    {
        ["Async"] = ["ChildMethodBuilder", "ChildMethodBuilder`1"],
        ["Children"] = ["Child", "Child`1", "Ready", "Ready`1", "Outcome", "Outcome`1", "OutcomeText", "OutcomeView", "OutcomeView`1"],
        ["Entries"] = ["Nursery", "NurseryHost", "NurseryOptions", "CancelScope", "Checkpoint"],
    };

    private static readonly TypeGraph s_graph = new(typeof(ChildNode).Assembly);

    /// <summary>How many types the largest cycle has: it may only shrink.</summary>
    private const int LargestCycle = 5;

    [Fact]
    public void NoEdgePointsUp()
    {
        var layers = Layers();
        Assert.Empty(s_graph.Edges.Where(edge => Rank(edge.To) > Rank(edge.From)).Select(edge => $"{Name(edge.From)} -> {Name(edge.To)}"));

        int Rank(Type type) => Array.IndexOf(s_layers, layers.GetValueOrDefault(Name(type), "Words"));
    }

    [Fact]
    public void TheLargestCycle_DoesNotGrow()
    {
        var largest = s_graph.Cycles()[0];
        Assert.True(
            largest.Count == LargestCycle,
            $"The largest cycle has {largest.Count} types, not {LargestCycle}: "
            + $"{string.Join(", ", largest.Select(Name).Order(StringComparer.Ordinal))}");
    }

    /// <summary>The layer of each type, by the folder that declares it.</summary>
    private static Dictionary<string, string> Layers()
    {
        var layers = s_listed.SelectMany(layer => layer.Value.Select(name => (layer.Key, name))).ToDictionary(at => at.name, at => at.Key);
        foreach (var file in Directory.EnumerateFiles(
            Path.Combine(Folders.Repository, "Runtime", "Engine"), "*.cs", SearchOption.AllDirectories))
        {
            // The texts and filters of exception groups are the groups' own.
            var layer = Path.GetFileName(Path.GetDirectoryName(file)!) is var folder && folder == "Errors" ? "Words" : folder;
            foreach (Match declaration in Declaration().Matches(File.ReadAllText(file)))
            {
                var count = declaration.Groups["parameters"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Length;
                layers[declaration.Groups["name"].Value + (count == 0 ? "" : $"`{count}")] = layer;
            }
        }

        return layers;
    }

    private static string Name(Type type) => type.Name;

    [GeneratedRegex(
        @"^(\w+ )*(class|struct|record|interface|enum) (?<name>\w+)(<(?<parameters>[^>]+)>)?",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
