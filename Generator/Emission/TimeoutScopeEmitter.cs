using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the file of a method with <c>[Timeout]</c> alone: its body runs in a cancel scope with a deadline.</summary>
internal static class TimeoutScopeEmitter
{
    public static string Emit(ScopeSpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var writer = GeneratedFile.Open(spec.Container, spec.Aliases, UnsafeTypes.In(spec));
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
        var scope = method.Local("scope");
        var error = method.Local("error");
        var hasResult = spec.Method.Awaitable.Result is not null;
        var call = CallWriter.Write(body with { Forgive = false }, method.Receiver(body), argument => argument.Kind switch
        {
            ArgumentKind.Scope => scope,
            ArgumentKind.Token => $"{scope}.Token",
            _ => argument.Name,
        });

        method.Open(writer, isAsync: true);
        var arguments = method.OpenArguments($"{spec.InfoClass}.Info", spec.Timeout, spec.Clock);
        writer.Line($"using var {scope} = {WellKnownNames.ScopeEntry}.Open({arguments});");
        writer.Open("try");
        var awaited = $"await {call}.ConfigureAwait(false)";
        writer.Line($"{(hasResult ? "return " : "")}{(body.Forgive ? $"({awaited})!" : awaited)};");
        writer.Close();
        writer.Open($"catch ({WellKnownNames.OperationCanceledException} {error}) when ({scope}.IsCancellationRequested)");
        writer.Line($"{WellKnownNames.ScopeEntry}.Exit({scope}, {error}{(hasResult ? ", needsResult: true" : "")});");
        WriteSubstitute(writer, spec.Timeout.Fallback, hasResult, method);
        writer.Close();
        writer.Close();
    }

    // Exit comes back only where the scope moves on.
    private static void WriteSubstitute(SourceWriter writer, CallSpec? fallback, bool hasResult, PartialMethodWriter method)
    {
        var value = fallback is null ? "default!" : CallWriter.Write(fallback, method.Receiver(fallback), static argument => argument.Name);
        if (hasResult)
            writer.Line($"return {value};");
        else if (fallback is not null)
            writer.Line($"{value};");
    }

    private static void WriteInfo(SourceWriter writer, ScopeSpec spec)
    {
        writer.Line($"/// <summary>What the engine knows of <c>{spec.InfoName}</c>.</summary>");
        writer.Line(GeneratedFile.GeneratedCode);
        writer.Open($"private static partial class {spec.InfoClass}");
        writer.Line(InfoWriter.Scope(spec.InfoName, spec.InfoClass, spec.Timeout));
        writer.Line();
        writer.Lines(GeneratedFile.PositionLookup);
        writer.Close();
    }
}
