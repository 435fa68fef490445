using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR211: <c>Task.Delay</c> of days, or of the longest time there is, that stands for "until cancelled".</summary>
internal static class NUR211_EndlessDelay
{
    private const double Day = 24 * 60 * 60 * 1000d;

    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Invocation);

    private static void Check(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name != "Delay"
            || !KnownSymbols.Is(call.TargetMethod.ContainingType, context.Known.Task)
            || call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value is not { } time
            || !(IsLongest(time.Unwrapped(), context.Known) || (IsLong(time.Unwrapped(), context.Known) && IsLast(call)))
            || context.Code is null)
        {
            return;
        }

        var isNumber = call.TargetMethod.Parameters[0].Type.SpecialType == SpecialType.System_Int32;
        var replacement = isNumber ? "Timeout.Infinite" : "Timeout.InfiniteTimeSpan";
        context.ReportReplaceable(DiagnosticDescriptors.EndlessDelay, time.Syntax, replacement, time.Syntax.ToString(), replacement);
    }

    /// <summary>Whether nothing longer can be written, so that it can't be meant.</summary>
    private static bool IsLongest(IOperation? time, KnownSymbols known) => time switch
    {
        { ConstantValue: { HasValue: true, Value: int milliseconds } } => milliseconds == int.MaxValue,
        IFieldReferenceOperation { Field: { Name: "MaxValue", ContainingType: { } type } } => KnownSymbols.Is(type, known.TimeSpan),
        _ => false,
    };

    /// <summary>
    /// Whether nothing comes after the delay: it ends its function, or is all that a loop does. What a job waits for, of a week for
    /// instance, it would wait for in vain.
    /// </summary>
    private static bool IsLast(IOperation call)
    {
        IOperation inner = call;
        for (var node = call.Parent; node is not null && node.FunctionSymbol() is null; inner = node, node = node.Parent)
        {
            switch (node)
            {
                case IBlockOperation block when !ReferenceEquals(block.Operations.LastOrDefault(static one => !one.IsImplicit), inner):
                case ILoopOperation loop when loop.Body is IBlockOperation { Operations.Length: > 1 } || loop is not IWhileLoopOperation:
                case ITryOperation or IConditionalOperation or ISwitchOperation:
                    return false;
            }
        }

        return true;
    }

    private static bool IsLong(IOperation? time, KnownSymbols known) => time switch
    {
        { ConstantValue: { HasValue: true, Value: int milliseconds } } => milliseconds > Day,
        IInvocationOperation call when KnownSymbols.Is(call.TargetMethod.ContainingType, known.TimeSpan)
            && IsOfOneNumber(call, out var number) =>
            number * Unit(call.TargetMethod.Name) > Day,
        _ => false,
    };

    private static bool IsOfOneNumber(IInvocationOperation call, out double number)
    {
        var given = call.Arguments.Where(static argument => argument.ArgumentKind == ArgumentKind.Explicit).ToArray();
        var value = given.Length == 1 ? given[0].Value.Unwrapped()?.ConstantValue.Value : null;
        number = value switch { int whole => whole, long whole => whole, double real => real, _ => 0 };
        return number > 0;
    }

    private static double Unit(string method) => method switch
    {
        "FromDays" => Day,
        "FromHours" => Day / 24,
        "FromMinutes" => Day / 24 / 60,
        "FromSeconds" => 1000,
        "FromMilliseconds" => 1,
        _ => 0,
    };
}
