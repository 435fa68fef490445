using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>The node of a child that a body, or another child, starts through the nursery's handle.</summary>
internal static class HandleNode
{
    /// <summary>What <c>Start…</c> returns.</summary>
    public static string HandleOf(ChildSpec child) => child switch
    {
        { Ready.Value: { } value } => $"{WellKnownNames.ValueTask}<{value}>",
        { Ready: not null } => WellKnownNames.ValueTask,
        { Awaitable.Result: { } result } => $"{WellKnownNames.Child}<{result}>",
        _ => WellKnownNames.Child,
    };

    public static NodeShape Shape(ChildSpec child, NurserySpec spec)
    {
        var isReady = child.Ready is not null;
        return NodeShape.Of(spec) with
        {
            Access = "private ",
            BaseType = arguments => BaseOf(child, arguments),
            Given = [new NodeGiven(
                $"in {spec.Struct.Name}{spec.Struct.TypeParameters}", "nursery", NodeShape.OwnerField(child, spec, "._owner"))],
            Last = isReady ? new NodeGiven(WellKnownNames.CancellationToken, "cancellationToken") : null,
            Handle = HandleOf(child),
            IsPooled = !isReady && child.Awaitable.Result is null,
            Starting = (name, arguments) => child.Ready switch
            {
                null when child.Awaitable.Result is null => $"StartCore({name("nursery")}._nursery.Handle, {arguments})",
                null => $"StartCore({name("nursery")}._nursery.Handle)",
                { Value: null } => $"StartWithoutValue({name("nursery")}._nursery.Handle, {name("cancellationToken")})",
                _ => $"StartWithValue({name("nursery")}._nursery.Handle, {name("cancellationToken")})",
            },
        };
    }

    private static string BaseOf(ChildSpec child, string arguments) => child switch
    {
        { Ready: { } ready } => $"{WellKnownNames.ReadyNode}<{ready.Value ?? "bool"}, {arguments}>",
        { Awaitable.Result: { } result } => $"{WellKnownNames.HandleChild}<{result}, {arguments}>",
        _ => $"{WellKnownNames.ChildNode}<{child.NodeName}{child.TypeParameters}, {arguments}>",
    };
}
