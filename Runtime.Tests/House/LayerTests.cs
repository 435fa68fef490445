using System.Text.RegularExpressions;
using NurseryGen.Engine;

namespace NurseryGen.Tests.House;

/// <summary>The layers of docs/architecture.md: a type uses what is below it. What breaks that is listed, and the list may only
/// shrink.</summary>
public sealed partial class LayerTests
{
    /// <summary>From the lowest to the highest. What stands in no folder of the engine is vocabulary that all layers share, unless it is a
    /// handle.</summary>
    private static readonly string[] s_layers = ["Words", "Pooling", "Scopes", "Children", "Limits", "Sequences", "Handles"];

    private static readonly string[] s_handles =
        ["Nursery", "Child", "Child`1", "CancelScope", "NurseryHost", "Ready", "Ready`1", "ChildMethodBuilder", "ChildMethodBuilder`1"];

    private static readonly TypeGraph s_graph = new(typeof(ChildNode).Assembly);

    /// <summary>How many types the largest cycle has. The goal is six.</summary>
    private const int LargestCycle = 32;

    [Fact]
    public void EdgesThatPointUp_AreThoseListed()
    {
        var layers = Layers();
        var up = s_graph.Edges.Where(edge => Rank(edge.To) > Rank(edge.From))
            .Select(edge => $"{Name(edge.From)} -> {Name(edge.To)}").Order(StringComparer.Ordinal).ToArray();
        var listed = File.ReadAllLines(Path.Combine(Folders.Tests, "House", "edges.txt"));
        var added = up.Except(listed).ToArray();
        var gone = listed.Except(up).ToArray();
        Assert.True(added.Length == 0, "New edges that point up; use what is below, or move the type:\n" + string.Join('\n', added));
        Assert.True(gone.Length == 0, "Edges that are gone; take them off Runtime.Tests/House/edges.txt:\n" + string.Join('\n', gone));

        int Rank(Type type) => Array.IndexOf(s_layers, layers.GetValueOrDefault(Name(type), "Words"));
    }

    [Fact]
    public void TheLargestCycle_DoesNotGrow()
    {
        var largest = s_graph.Cycles()[0];
        Assert.True(
            largest.Count == LargestCycle,
            $"The largest cycle has {largest.Count} types, not {LargestCycle}: {string.Join(", ", largest.Select(Name).Order(StringComparer.Ordinal))}");
    }

    /// <summary>The layer of each type, by the folder that declares it.</summary>
    private static Dictionary<string, string> Layers()
    {
        var layers = s_handles.ToDictionary(name => name, _ => "Handles");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folders.Repository, "Runtime", "Engine"), "*.cs", SearchOption.AllDirectories))
        {
            // The method builder's boxes stand beside the children.
            var layer = Path.GetFileName(Path.GetDirectoryName(file)!) is var folder && folder == "Async" ? "Children" : folder;
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
