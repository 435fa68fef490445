using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>The node of a child that a declared nursery starts: it hands its result to the scope.</summary>
internal static class DeclaredNode
{
    private const string ScopeField = "_scope";

    public static NodeShape Shape(StartedChildSpec started, DeclaredSpec declared, NurserySpec spec)
    {
        var child = started.Child;
        var scope = declared.ScopeName ?? WellKnownNames.VoidNurseryScope;
        var kept = started.Use == ResultUse.None ? null : new NodeField(scope, ScopeField);
        return StartedNode.Shape(spec) with
        {
            BaseType = child.Awaitable.Result is { } result
                ? $"{WellKnownNames.DeliveringChild}<{child.NodeName}, {result}>"
                : $"{WellKnownNames.ChildNode}<{child.NodeName}>",
            Given = [new NodeGiven(scope, "scope", kept), .. StartedNode.GivenOwner(child, spec)],
            Starting = static name => $"Start({name("scope")}.Nursery)",
            Delivery = child.Awaitable.Result is null ? null : Delivery(started),
        };
    }

    private static string Delivery(StartedChildSpec started)
    {
        var value = ChildNodeEmitter.IsDynamic(started.Child.Awaitable.Result) ? "(object)result!" : "result";
        var what = started.Use switch
        {
            ResultUse.Collect => $"{ScopeField}.{started.Field!.Name} = result",
            ResultUse.Compete => $"{ScopeField}.Compete({value}, Info)",
            _ => $"{ScopeField}.DisposeUnreachable({value})",
        };
        return $"protected override void Deliver({started.Child.Awaitable.Result} result) => {what};";
    }
}
