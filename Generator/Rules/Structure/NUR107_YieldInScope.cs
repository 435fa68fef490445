using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR107: <c>yield return</c> inside a cancel scope. The scope stays open while the consumer holds the item.</summary>
/// <remarks>Its deadline then measures the consumer, and cancels the iterator for it. A shield has nothing to measure.</remarks>
internal static class NUR107_YieldInScope
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.YieldReturn);

    private static void Check(RuleContext context)
    {
        foreach (var scope in UsingScope.Around(context.Operation))
        {
            if (!scope.Values.Any(value => KnownSymbols.Is(value.Type, context.Known.CancelScope) && !IsShield(value)))
                continue;

            var name = scope.Variables.FirstOrDefault()?.Symbol.Name ?? "CancelScope";
            context.Report(DiagnosticDescriptors.YieldInScope, context.Operation.Syntax, name);
            return;
        }
    }

    private static bool IsShield(IOperation value) => value.Unwrapped() switch
    {
        ILocalReferenceOperation local => LocalValues.OnlyOf(local) is { } made and not ILocalReferenceOperation && IsShield(made),
        var made => made is IInvocationOperation { TargetMethod.Name: "Shielded" },
    };
}
