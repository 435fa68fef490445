using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes a nursery's file: the implementing part, as its form has it, and the nursery type.</summary>
internal static class NurseryEmitter
{
    public static string Emit(NurserySpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var writer = GeneratedFile.Open(spec.Container, spec.Directives, UnsafeTypes.In(spec));
        var method = new PartialMethodWriter(spec.Method, spec.Container) { TraceMark = TraceFrameEmitter.Mark(spec) };
        switch (spec.Form)
        {
            case BodySpec body:
                BodyNurseryEmitter.Write(writer, spec, body, method);
                break;
            case DeclaredSpec declared:
                DeclaredNurseryEmitter.Write(writer, spec, declared, method);
                break;
            case EachSpec { Results: EachResults.Stream } stream:
                StreamNurseryEmitter.Write(writer, spec, stream, method);
                break;
            case EachSpec each:
                EachNurseryEmitter.Write(writer, spec, each, method);
                break;
            default:
                method.WriteStub(writer);
                break;
        }

        if (spec.Struct.Place == StructPlace.Nested)
        {
            writer.Line();
            NurseryTypeEmitter.Write(writer, spec, cancellationToken);
            if (TraceFrameEmitter.IsNeeded(spec))
            {
                writer.Line();
                TraceFrameEmitter.Write(writer, spec);
            }
        }
        else if (spec.Struct.Place == StructPlace.Beside)
        {
            GeneratedFile.CloseTypes(writer, spec.Container);
            writer.Line();
            NurseryTypeEmitter.WriteStandIn(writer, spec.Struct);
            return GeneratedFile.CloseNamespace(writer, spec.Container);
        }

        return GeneratedFile.Close(writer, spec.Container);
    }
}
