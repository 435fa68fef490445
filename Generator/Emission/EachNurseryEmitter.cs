using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the method of a nursery that starts one child for each item, and returns their results or none.</summary>
internal static class EachNurseryEmitter
{
    public static void Write(SourceWriter writer, NurserySpec spec, EachSpec each, PartialMethodWriter method) =>
        ScopedMethodWriter.Write(writer, spec, method, EngineOf(spec, each), scope => Work(spec, each, method, scope));

    private static string[] Work(NurserySpec spec, EachSpec each, PartialMethodWriter method, string scope)
    {
        var start = new EachStart();
        start.Add("scope", scope, "");
        switch (each)
        {
            case { Child.Use: ResultUse.None }:
                return Run(spec, each, method, scope, start, sinkOf: null);
            case { Results: EachResults.List or EachResults.Outcomes }:
                var run = Run(spec, each, method, scope, start, state => start.Read(state, scope) + ".Sink");
                return each.Sequence.MayKnowLength
                    ? [$"{scope}.Expect({EachStart.Sequence(each.Sequence, each.Sequence.Parameter)});", .. run]
                    : run;
            default:
                var sink = method.Local("sink");
                var factory = each.Results == EachResults.Race ? "Race" : "Discard";
                start.Add("sink", sink, "");
                return
                [
                    $"var {sink} = {WellKnownNames.EachSinks}.{factory}<{each.Child.Child.Awaitable.Result}>({scope});",
                    .. Run(spec, each, method, scope, start, state => start.Read(state, sink)),
                ];
        }
    }

    private static string[] Run(
        NurserySpec spec, EachSpec each, PartialMethodWriter method, string scope, EachStart start, Func<string, string>? sinkOf)
    {
        start.AddChild(each, spec);
        var state = method.Local("state");
        var item = method.Local("item");
        var sink = sinkOf is null ? Array.Empty<string>() : [sinkOf(state)];
        var arguments = string.Join(", ", [start.Read(state, scope), .. sink, .. start.ChildArguments(each, spec, state, item)]);
        var node = method.TypeMember($"{ScopedMethodWriter.TypeOf(spec)}.{each.Child.Child.NodeName}");
        return
        [
            $"{scope}.Run({WellKnownNames.SequencePump}.RunAsync(",
            $"    {scope},",
            $"    {EachStart.Sequence(each.Sequence, each.Sequence.Parameter)},",
            $"    {start.Expression},",
            $"    static ({state}, {item}) => {node}.Start({arguments}){EachStart.Name(each.Sequence)}));",
        ];
    }

    private static string EngineOf(NurserySpec spec, EachSpec each)
    {
        var result = spec.Method.Awaitable.Result;
        var element = each.Child.Child.Awaitable.Result;
        return each.Results switch
        {
            EachResults.List => $"{WellKnownNames.EachScope}<{element}, {element}, {result}>",
            EachResults.Outcomes => $"{WellKnownNames.EachScope}<{element}, {WellKnownNames.Outcome}<{element}>, {result}>",
            EachResults.Race => $"{WellKnownNames.NurseryScope}<{result}>",
            _ => WellKnownNames.VoidNurseryScope,
        };
    }
}
