using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the file of a nursery that has a body: the implementing part, and the nursery type with its children.</summary>
internal static class BodyNurseryEmitter
{
    public static string Emit(NurserySpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var writer = GeneratedFile.Open(spec.Container, CapturePragma(spec.Clock));
        var method = new PartialMethodWriter(spec.Method, spec.Container);
        if (spec.Body is null)
            method.WriteStub(writer);
        else
            WriteMethod(writer, spec, spec.Body, method);

        writer.Line();
        NurseryStructEmitter.Write(writer, spec, cancellationToken);
        return GeneratedFile.Close(writer, spec.Container);
    }

    /// <summary>Whether a primary constructor's parameter may be kept for us is not the user's to be warned about.</summary>
    public static string? CapturePragma(ClockSpec? clock) =>
        clock is { IsCaptured: true } ? "#pragma warning disable CS9107, CS9124" : null;

    private static void WriteMethod(SourceWriter writer, NurserySpec spec, CallSpec body, PartialMethodWriter method)
    {
        var scope = method.Local("scope");
        var error = method.Local("error");
        var result = spec.Method.Awaitable.Result;
        var engine = result is null ? WellKnownNames.VoidNurseryScope : $"{WellKnownNames.NurseryScope}<{result}>";
        var info = $"{spec.Struct.Name}{spec.Struct.TypeParameters}.Info";
        var call = CallWriter.Write(body, method.Receiver(body), argument => argument.Kind switch
        {
            ArgumentKind.Nursery => NewNursery(spec.Struct, scope, method),
            ArgumentKind.UntypedNursery => $"{scope}.Nursery",
            ArgumentKind.Token => $"{scope}.Nursery.Token",
            _ => argument.Name,
        });

        writer.Line(GeneratedFile.GeneratedCode);
        writer.Line(GeneratedFile.Hidden);
        method.Open(writer, isAsync: spec.Timeout.Fallback is not null);
        writer.Line($"var {scope} = {engine}.Open({method.OpenArguments(info, spec.Timeout, spec.Clock)});");
        writer.Open("try");
        writer.Line($"{scope}.Run({call});");
        writer.Close();
        writer.Open($"catch ({WellKnownNames.Exception} {error})");
        writer.Line($"{scope}.Fail({error});");
        writer.Close();
        writer.Line();
        WriteExit(writer, spec, scope, method);
        writer.Close();
    }

    private static void WriteExit(SourceWriter writer, NurserySpec spec, string scope, PartialMethodWriter method)
    {
        if (spec.Timeout.Fallback is not { } fallback)
        {
            writer.Line($"return {scope}.ExitAsync(){(spec.Method.Awaitable.IsValueTask ? "" : ".AsTask()")};");
            return;
        }

        var exit = method.Local("exit");
        var call = CallWriter.Write(fallback, method.Receiver(fallback), static argument => argument.Name);
        writer.Line($"var {exit} = await {scope}.ExitOrMoveOnAsync().ConfigureAwait(false);");
        if (spec.Method.Awaitable.Result is not null)
        {
            writer.Line($"return {exit}.TimedOut ? {call} : {exit}.Value;");
            return;
        }

        writer.Open($"if ({exit}.TimedOut)");
        writer.Line($"{call};");
        writer.Close();
    }

    private static string NewNursery(NurseryStructSpec handle, string scope, PartialMethodWriter method) =>
        $"new {method.TypeMember(handle.Name + handle.TypeParameters)}({(handle.HasOwner ? "this, " : "")}{scope}.Nursery)";
}
