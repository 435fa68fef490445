using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>What the nodes have in common that the nursery method itself starts. There are no handles to them.</summary>
internal static class StartedNode
{
    public static NodeShape Shape(ChildSpec child, NurserySpec spec) => new()
    {
        IsPooled = true,
        Type = spec.Container.Reference,
        Owner = "_owner.",
        Nursery = $"new {spec.Struct.Name}{spec.Struct.TypeParameters}({(spec.Struct.HasOwner ? "_owner, " : "")}_scope.Nursery)",
        UntypedNursery = "_scope.Nursery",
        HasDefaults = true,
    };

    /// <summary>Whether the node needs its scope to make a handle of it.</summary>
    public static bool TakesNursery(ChildSpec child) =>
        NodeShape.Receives(child, ArgumentKind.Nursery) || NodeShape.Receives(child, ArgumentKind.UntypedNursery);

    public static IEnumerable<NodeGiven> GivenOwner(ChildSpec child, NurserySpec spec) =>
        NodeShape.NeedsOwner(child, spec.Struct) ? [new NodeGiven(spec.Container.Reference, "owner", "_owner")] : [];
}
