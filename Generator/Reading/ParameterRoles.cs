using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Tells what a parameter of a child is for, in the nursery whose run it is.</summary>
internal static class ParameterRoles
{
    public static ParameterRole Of(ReadingContext context, IParameterSymbol parameter) =>
        KnownTypes.IsCancellationToken(parameter.Type) ? ParameterRole.Token
        : KnownTypes.IsUntypedNursery(parameter.Type) ? ParameterRole.UntypedNursery
        : KnownTypes.IsReady(parameter.Type, out _) ? ParameterRole.Ready
        : NurseryType.IsTaken(parameter, context.Method, context.CancellationToken) ? ParameterRole.Nursery
        : ParameterRole.Value;
}
