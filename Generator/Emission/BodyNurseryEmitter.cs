using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the method of a nursery that has a body: calls it with the nursery.</summary>
internal static class BodyNurseryEmitter
{
    public static void Write(SourceWriter writer, NurserySpec spec, BodySpec body, PartialMethodWriter method)
    {
        var result = spec.Method.Awaitable.Result;
        var engine = result is null ? WellKnownNames.VoidNurseryScope : $"{WellKnownNames.NurseryScope}<{result}>";
        ScopedMethodWriter.Write(writer, spec, method, engine, scope =>
        {
            var call = CallWriter.Write(body.Call, method.Receiver(body.Call), argument => argument.Kind switch
            {
                ArgumentKind.Nursery => NewNursery(spec.Struct, scope, method),
                ArgumentKind.UntypedNursery => Untyped(scope),
                ArgumentKind.Token => Untyped(scope) + ".Token",
                _ => argument.Name,
            });
            return [$"{scope}.Run({call});"];
        });
    }

    private static string Untyped(string scope) => $"new {WellKnownNames.Nursery}({scope}.Handle)";

    private static string NewNursery(NurseryStructSpec handle, string scope, PartialMethodWriter method) =>
        $"new {method.TypeMember(handle.Name + handle.TypeParameters)}({(handle.HasOwner ? "this, " : "")}{Untyped(scope)})";
}
