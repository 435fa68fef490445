using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>The node of a child that a declared nursery starts: it hands its result to the scope.</summary>
internal static class DeclaredNode
{
    /// <summary>No parameter has that name.</summary>
    private const string KeptScope = "scope ";

    public static NodeShape Shape(StartedChildSpec started, DeclaredSpec declared, NurserySpec spec)
    {
        var child = started.Child;
        var scope = declared.ScopeName ?? WellKnownNames.VoidNurseryScope;
        var kept = started.Use == ResultUse.None ? null : new NodeField(scope, KeptScope);
        return StartedNode.Shape(spec) with
        {
            BaseType = arguments => child.Awaitable.Result is { } result
                ? $"{WellKnownNames.DeliveringChild}<{child.NodeName}, {result}, {arguments}>"
                : $"{WellKnownNames.ChildNode}<{child.NodeName}, {arguments}>",
            Given = [new NodeGiven(scope, "scope", kept), .. StartedNode.GivenOwner(child, spec)],
            Starting = static (name, arguments) => $"StartCore({name("scope")}.Handle, {arguments})",
            Delivery = child.Awaitable.Result is null ? null : arguments => Delivery(started, arguments.Of(KeptScope)),
        };
    }

    private static string Delivery(StartedChildSpec started, string scope)
    {
        var value = ChildNodeEmitter.IsDynamic(started.Child.Awaitable.Result) ? "(object)result!" : "result";
        var what = started.Use switch
        {
            ResultUse.Collect => $"{scope}.{started.Field!.Name} = result",
            ResultUse.Compete => $"{scope}.Compete({value}, Info)",
            _ => $"{scope}.DisposeUnreachable({value})",
        };
        return $"protected override void Deliver({started.Child.Awaitable.Result} result) => {what};";
    }
}
