using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the nursery type: the handle by which a body and its children start children.</summary>
internal static class NurseryStructEmitter
{
    public static void Write(SourceWriter writer, NurserySpec spec, CancellationToken cancellationToken)
    {
        var handle = spec.Struct;
        writer.Line($"/// <summary>The nursery of <c>{handle.MethodName}</c>: starts its children.</summary>");
        writer.Line(GeneratedFile.GeneratedCode);
        writer.Line($"{handle.Modifiers}readonly partial struct {handle.Name}{handle.TypeParameters}");
        writer.Continued(handle.Constraints);
        writer.Open();
        writer.Line(InfoWriter.Nursery(handle.InfoName, handle.Name, spec.Timeout, spec.AlwaysGroups));
        writer.Line();
        WriteConstruction(writer, spec);
        foreach (var child in spec.Children)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteStart(writer, child);
        }

        WriteControls(writer);
        WriteConversion(writer, handle);
        GeneratedFile.WritePositionLookup(writer);
        foreach (var child in spec.Children)
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Line();
            ChildNodeEmitter.Write(writer, child, spec);
        }

        writer.Close();
    }

    private static void WriteConstruction(SourceWriter writer, NurserySpec spec)
    {
        if (spec.Struct.HasOwner)
            writer.Line($"private readonly {spec.Container.Reference} _owner;");

        writer.Line($"private readonly {WellKnownNames.Nursery} _nursery;");
        writer.Line();
        var owner = spec.Struct.HasOwner ? spec.Container.Reference + " owner, " : "";
        writer.Open($"internal {spec.Struct.Name}({owner}{WellKnownNames.Nursery} nursery)");
        if (spec.Struct.HasOwner)
            writer.Line("_owner = owner;");

        writer.Line("_nursery = nursery;");
        writer.Close();
        writer.Line();
    }

    private static void WriteStart(SourceWriter writer, ChildSpec child)
    {
        var parameters = child.Parameters.Select(static parameter =>
            $"{parameter.Prefix}{parameter.Type} {parameter.Name}{(parameter.Default is null ? "" : " = " + parameter.Default)}");
        var arguments = string.Concat(child.Parameters.Select(static parameter => ", " + parameter.Name));
        writer.Line($"/// <summary>Starts <c>{child.MethodName}</c> as a child of this nursery.</summary>");
        writer.Line("/// <returns>The child, which can be awaited.</returns>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">The nursery has exited.</exception>");
        var signature = $"{child.StartName}{child.TypeParameters}({string.Join(", ", parameters)})";
        writer.Line($"{child.StartAccessibility} {ChildNodeEmitter.HandleOf(child)} {signature}");
        writer.Continued([.. child.Constraints, $"=> {child.NodeName}{child.TypeParameters}.Start(this{arguments});"]);
        writer.Line();
    }

    private static void WriteControls(SourceWriter writer)
    {
        Member(
            "The token that this nursery's cancellation cancels.",
            $"public {WellKnownNames.CancellationToken} Token => _nursery.Token;");
        Member("Whether this nursery was cancelled.", "public bool IsCancellationRequested => _nursery.IsCancellationRequested;");
        Member("Why this nursery was cancelled; null while it isn't.", $"public {WellKnownNames.CancelReason}? Reason => _nursery.Reason;");

        writer.Line(
            "/// <summary>When this nursery is cancelled by itself; null for never. A moment that has passed cancels at once.</summary>");
        writer.Open($"public {WellKnownNames.DateTimeOffset}? Deadline");
        writer.Line("get => _nursery.Deadline;");
        writer.Open("set");
        writer.Line("var nursery = _nursery;");
        writer.Line("nursery.Deadline = value;");
        writer.Close();
        writer.Close();
        writer.Line();

        Member(
            "Moves the deadline to the given time from now.",
            $"public void CancelAfter({WellKnownNames.TimeSpan} timeout) => _nursery.CancelAfter(timeout);");
        Member(
            "Cancels the body and all children; the first reason stays.",
            "public void Cancel(string? reason = null) => _nursery.Cancel(reason);");
        Member("Waits until no child runs. For the body only.", $"public {WellKnownNames.ValueTask} JoinAsync() => _nursery.JoinAsync();");

        void Member(string summary, string member)
        {
            writer.Line($"/// <summary>{summary}</summary>");
            writer.Line(member);
            writer.Line();
        }
    }

    private static void WriteConversion(SourceWriter writer, NurseryStructSpec handle)
    {
        writer.Line("/// <summary>The untyped handle of this nursery.</summary>");
        writer.Line(
            $"public static implicit operator {WellKnownNames.Nursery}({handle.Name}{handle.TypeParameters} nursery) => nursery._nursery;");
        writer.Line();
    }
}
