using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Recognises <c>Task.Delay</c> of no time at all, which waits for nothing.</summary>
internal static class ZeroDelay
{
    public static bool Is(IInvocationOperation call, KnownSymbols known) =>
        call.TargetMethod.Name == "Delay"
        && KnownSymbols.Is(call.TargetMethod.ContainingType, known.Task)
        && call.Arguments.Any(argument => argument.Parameter?.Ordinal == 0 && IsNoTime(argument.Value, known));

    private static bool IsNoTime(IOperation time, KnownSymbols known) =>
        time.ConstantValue is { HasValue: true, Value: 0 }
        || (time.Unwrapped() is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType: { } type } }
            && KnownSymbols.Is(type, known.TimeSpan));
}
