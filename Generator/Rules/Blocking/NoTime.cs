using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>A time-out of zero: what waits for no time at all tests, and holds no thread.</summary>
internal static class NoTime
{
    /// <summary>Whether a value is zero, or <c>TimeSpan.Zero</c>.</summary>
    public static bool Is(IOperation value, KnownSymbols known) =>
        value.ConstantValue is { HasValue: true, Value: 0 }
        || (value.Unwrapped() is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType: { } type } }
            && KnownSymbols.Is(type, known.TimeSpan));

    /// <summary>Whether a call is told to wait for no time, as <c>gate.Wait(0)</c> is.</summary>
    public static bool IsWaitedBy(IInvocationOperation call, KnownSymbols known) => call.Arguments.Any(argument =>
        argument.Parameter?.Name is { } name
        && (name == "milliseconds" || name.IndexOf("timeout", StringComparison.OrdinalIgnoreCase) >= 0)
        && Is(argument.Value, known));
}
