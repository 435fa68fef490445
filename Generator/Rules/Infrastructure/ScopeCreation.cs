using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Finds how a cancel scope was made.</summary>
internal static class ScopeCreation
{
    /// <summary>
    /// The call of <c>CancelScope.FailAfter</c>, <c>MoveOnAfter</c> or <c>Shielded</c> that makes the local; null if none does.
    /// </summary>
    public static IInvocationOperation? Of(ISymbol scope, IOperation place, KnownSymbols known)
    {
        foreach (var operation in place.Outermost().DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, scope))
                return Of((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value, known);
        }

        return null;
    }

    /// <summary>The expression as such a call.</summary>
    public static IInvocationOperation? Of(IOperation? value, KnownSymbols known) =>
        value.Unwrapped() is IInvocationOperation { TargetMethod.IsStatic: true } call
        && KnownSymbols.Is(call.TargetMethod.ContainingType, known.CancelScope)
        && KnownSymbols.Is(call.Type, known.CancelScope)
            ? call
            : null;
}
