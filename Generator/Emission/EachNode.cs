using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>The node of a child that is started for an item: its result goes into the nursery's sink.</summary>
internal static class EachNode
{
    public static NodeShape Shape(StartedChildSpec started, NurserySpec spec)
    {
        var child = started.Child;
        var scope = new NodeGiven(WellKnownNames.AnyScope, "scope");
        if (child.Awaitable.Result is not { } result)
        {
            return StartedNode.Shape(spec) with
            {
                BaseType = arguments => $"{WellKnownNames.ChildNode}<{child.NodeName}, {arguments}>",
                Given = [scope, .. StartedNode.GivenOwner(child, spec)],
                Starting = static (name, arguments) => $"StartForItem({name("scope")}.Handle, {arguments})",
            };
        }

        var sink = new NodeGiven($"{WellKnownNames.EachSink}<{result}>", "sink");
        return StartedNode.Shape(spec) with
        {
            BaseType = arguments => $"{WellKnownNames.EachNode}<{child.NodeName}, {result}, {arguments}>",
            Given = [scope, sink, .. StartedNode.GivenOwner(child, spec)],
            Starting = static (name, arguments) => $"StartCore({name("scope")}.Handle, {name("sink")}, {arguments})",
        };
    }
}
