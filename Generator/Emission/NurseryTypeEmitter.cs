using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>
/// Writes the nursery type: a handle where a method takes it, else a struct without members to call, which may still be a parameter in
/// code with errors. Either way it holds what the engine is told of the
/// nursery, and the classes of its scope and its children's nodes.
/// </summary>
internal static class NurseryTypeEmitter
{
    private static readonly string s_marksOfHandle = GeneratedFile.OneList(GeneratedFile.GeneratedCode, GeneratedFile.DisplayedAsText);

    public static void Write(SourceWriter writer, NurserySpec spec, CancellationToken cancellationToken)
    {
        var type = spec.Struct;
        var purpose = type.IsHandle ? "starts its children" : "what it is made of";
        writer.Line($"/// <summary>The nursery of <c>{type.MethodName}</c>: {purpose}.</summary>");
        writer.Line(type.IsHandle ? s_marksOfHandle : GeneratedFile.GeneratedCode);
        writer.Line($"{type.Modifiers}readonly partial struct {type.Name}{type.DeclaredTypeParameters}");
        writer.Continued(type.Constraints);
        writer.Open();
        writer.Line(InfoWriter.Nursery(type.InfoName, type.Name, spec, TraceFrameEmitter.Reference(spec)));
        writer.Lines(GeneratedFile.PositionLookup);
        if (type.IsHandle)
            NurseryHandleEmitter.Write(writer, spec, cancellationToken);

        WriteNodes(writer, spec, cancellationToken);
        writer.Close();
    }

    /// <summary>The type that a name means while a member has it.</summary>
    public static void WriteStandIn(SourceWriter writer, NurseryStructSpec type)
    {
        writer.Line(GeneratedFile.GeneratedCode);
        writer.Open($"{type.Modifiers}readonly partial struct {type.Name}{type.TypeParameters}");
        writer.Close();
    }

    private static void WriteNodes(SourceWriter writer, NurserySpec spec, CancellationToken cancellationToken)
    {
        if (spec.Form is DeclaredSpec { ScopeName: not null } declared)
        {
            writer.Line();
            DeclaredScopeEmitter.Write(writer, declared, spec);
        }

        foreach (var (child, shape) in Nodes(spec))
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Line();
            ChildNodeEmitter.Write(writer, child, shape);
        }
    }

    private static IEnumerable<(ChildSpec Child, NodeShape Shape)> Nodes(NurserySpec spec)
    {
        foreach (var child in spec.Children)
            yield return (child, HandleNode.Shape(child, spec));

        switch (spec.Form)
        {
            case DeclaredSpec declared:
                foreach (var child in declared.Children)
                    yield return (child.Child, DeclaredNode.Shape(child, declared, spec));
                break;
            case EachSpec each:
                yield return (each.Child.Child, EachNode.Shape(each.Child, spec));
                break;
        }
    }
}
