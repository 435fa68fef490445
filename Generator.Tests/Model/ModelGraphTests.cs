using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Tests.Snapshots;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Model;

/// <summary>What the pipeline keeps between edits: nothing in it may hold the compilation, or anything that leads back to it.</summary>
public sealed class ModelGraphTests
{
    private static readonly string[] Names =
    [
        TrackingNames.NurseryRead, TrackingNames.NurserySpec, TrackingNames.NurseryPositions,
        TrackingNames.ScopeRead, TrackingNames.ScopeSpec, TrackingNames.ScopePositions, TrackingNames.TypePositions,
    ];

    public static TheoryData<string> Forms => [.. Form.All.Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void HoldsNothingOfTheCompilation(string form)
    {
        var steps = Form.Named(form).Run().Result.TrackedSteps;
        var values =
            Names.SelectMany(name => steps.TryGetValue(name, out var found) ? [.. found] : Array.Empty<IncrementalGeneratorRunStep>())
            .SelectMany(step => step.Outputs).Select(output => output.Value).ToList();
        Assert.Contains(values, value => value is NurserySpec or ScopeSpec);

        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var value in values)
            Visit(value, visited);
    }

    [Fact]
    public void TheWalk_FindsWhatIsHidden()
    {
        var compilation = TestCompilation.Of("class C;");
        var tree = compilation.SyntaxTrees[1];
        object[] forbidden =
        [
            compilation, compilation.GetTypeByMetadataName("C")!, compilation.GetSemanticModel(tree),
            tree, tree.GetRoot(), tree.GetRoot().GetLocation(),
        ];
        foreach (var item in forbidden)
        {
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(
                () => Visit(new { Deep = new[] { new KeyValuePair<string, object>("", item) } }, []));
        }
    }

    private static void Visit(object? node, HashSet<object> visited)
    {
        if (node is null)
            return;

        // By 'is': the concrete classes are internal and many.
        Assert.False(node is Compilation, "holds a Compilation");
        Assert.False(node is ISymbol, "holds an ISymbol");
        Assert.False(node is SyntaxNode, "holds a SyntaxNode");
        Assert.False(node is SyntaxTree, "holds a SyntaxTree");
        Assert.False(node is SyntaxToken or SyntaxTrivia or SyntaxReference, "holds syntax");
        Assert.False(node is Location, "holds a Location");
        Assert.False(node is SemanticModel, "holds a SemanticModel");
        Assert.False(node is Diagnostic or AttributeData or TypedConstant, "holds something bound");

        var type = node.GetType();
        if (type.IsPrimitive || type.IsEnum || node is string || node is Type or MemberInfo || !visited.Add(node))
            return;

        if (node is IEnumerable items)
        {
            foreach (var item in items)
                Visit(item, visited);
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var field in current.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Visit(field.GetValue(node), visited);
            }
        }
    }
}
