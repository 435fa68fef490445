using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// NUR208: <c>await Task.Yield()</c> or <c>Task.Delay(0)</c> where a checkpoint lets others run and sees a cancellation as well.
/// </summary>
internal static class NUR208_BareYield
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Await);

    private static void Check(RuleContext context)
    {
        if (((IAwaitOperation)context.Operation).Operation.Unwrapped() is not IInvocationOperation call
            || !(IsYield(call, context.Known) || ZeroDelay.Is(call, context.Known))
            || context.Code is null
            || CleanupPlaces.IsCleanup(call, context.Known)
            || context.OwnToken is not { } token)
        {
            return;
        }

        var replacement = $"Checkpoint.YieldAsync({token})";
        var properties = FixProperties.With(FixProperties.Token, token).Add(FixProperties.Replacement, replacement);
        context.Report(DiagnosticDescriptors.BareYield, call.Syntax.GetLocation(), properties, call.Syntax.ToString(), replacement);
    }

    private static bool IsYield(IInvocationOperation call, KnownSymbols known) =>
        call.TargetMethod.Name == "Yield" && KnownSymbols.Is(call.TargetMethod.ContainingType, known.Task);
}
