using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the file of a method with <c>[Timeout]</c> alone: its body runs in a cancel scope with a deadline.</summary>
internal static class TimeoutScopeEmitter
{
    public static string Emit(ScopeSpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var writer = GeneratedFile.Open(spec.Container, spec.Directives, UnsafeTypes.In(spec));
        var method = new PartialMethodWriter(spec.Method, spec.Container);
        if (spec.Body is null)
            method.WriteStub(writer);
        else
            WriteMethod(writer, spec, spec.Body, method);

        writer.Line();
        WriteInfo(writer, spec);
        return GeneratedFile.Close(writer, spec.Container);
    }

    private static void WriteMethod(SourceWriter writer, ScopeSpec spec, CallSpec body, PartialMethodWriter method)
    {
        var result = spec.Method.Awaitable.Result;
        var engine = result is null ? WellKnownNames.VoidNurseryScope : $"{WellKnownNames.NurseryScope}<{result}>";
        var frame = new ScopedMethod(spec.InfoClass, spec.Method.Awaitable, spec.Timeout, spec.Clock);
        ScopedMethodWriter.Write(writer, frame, method, engine, scope =>
        {
            var call = CallWriter.Write(body, method.Receiver(body), argument => argument.Kind switch
            {
                ArgumentKind.Scope => $"{WellKnownNames.CancelScope}.Of({scope})",
                ArgumentKind.Token => $"new {WellKnownNames.Nursery}({scope}.Handle).Token",
                _ => argument.Name,
            });
            return [$"{scope}.Run({call});"];
        });
    }

    private static void WriteInfo(SourceWriter writer, ScopeSpec spec)
    {
        writer.Line($"/// <summary>What the engine knows of <c>{spec.InfoName}</c>.</summary>");
        writer.Line(GeneratedFile.GeneratedCode);
        writer.Open($"private static partial class {spec.InfoClass}");
        writer.Line(InfoWriter.Scope(spec.InfoName, spec.InfoClass, spec.Timeout));
        writer.Lines(GeneratedFile.PositionLookup);
        writer.Close();
    }
}
