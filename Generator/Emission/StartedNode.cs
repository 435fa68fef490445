using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>What the nodes have in common that the nursery method itself starts. There are no handles to them.</summary>
internal static class StartedNode
{
    public static NodeShape Shape(NurserySpec spec) => NodeShape.Of(spec) with
    {
        IsPooled = true,
        HasDefaults = true,
    };

    public static IEnumerable<NodeGiven> GivenOwner(ChildSpec child, NurserySpec spec) =>
        NodeShape.OwnerField(child, spec) is { } field ? [new NodeGiven(field.Type, "owner", field)] : [];
}
