using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the method of a nursery that streams what the children of a sequence's items return.</summary>
internal static class StreamNurseryEmitter
{
    public static void Write(SourceWriter writer, NurserySpec spec, EachSpec each, PartialMethodWriter method)
    {
        var scope = method.Local("scope");
        var sink = method.Local("sink");
        var outer = method.Local("state");
        var inner = method.Local("start");
        var item = method.Local("item");
        var nursery = ScopedMethodWriter.TypeOf(spec);
        var element = each.Child.Child.Awaitable.Result;
        var sequence = each.Sequence.Parameter;

        var values = new EachStart();
        values.Add(sequence, sequence, spec.Method.Parameters.First(parameter => parameter.Name == sequence).Type);
        values.AddChild(each, spec);
        var start = new EachStart();
        start.Add("scope", scope, "");
        start.Add("sink", sink, "");
        start.Add("values", outer, "");
        var given = values.ChildArguments(each, spec, start.Read(inner, outer), item);
        var arguments = string.Join(", ", [start.Read(inner, scope), start.Read(inner, sink), .. given]);

        var node = method.TypeMember($"{nursery}.{each.Child.Child.NodeName}");

        method.Open(writer, isAsync: false);
        writer.Line($"return {WellKnownNames.StreamEntry}.ReadAsync(");
        writer.Continued(
        [
            $"{method.TypeMember(nursery + ".Info")},",
            $"static ({WellKnownNames.AnyScope} {scope}, {WellKnownNames.EachSink}<{element}> {sink}, {values.Type} {outer}) =>",
            $"    {WellKnownNames.SequencePump}.RunAsync(",
            $"        {scope},",
            $"        {EachStart.Sequence(each.Sequence, values.Read(outer, sequence))},",
            $"        {start.Expression},",
            $"        static ({inner}, {item}) => {node}.Start({arguments}){EachStart.Name(each.Sequence)}),",
            $"{values.Expression},",
            $"{spec.Clock?.Expression ?? "null"},",
            spec.Timeout.Parameter is not null ? $"{method.Token}," : $"{method.Token});",
            .. spec.Timeout.Parameter is { } limit ? [$"{limit});"] : Array.Empty<string>(),
        ]);
        writer.Close();
    }
}
