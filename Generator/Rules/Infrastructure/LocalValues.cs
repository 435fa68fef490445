using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Tells what is in a local.</summary>
internal static class LocalValues
{
    /// <summary>What a local is declared with, if it never gets another value.</summary>
    public static IOperation? OnlyOf(ILocalReferenceOperation local)
    {
        IOperation? value = null;
        foreach (var operation in local.Outermost().DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local):
                    value = declarator.Initializer?.Value ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer?.Value;
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target }
                    when SymbolEqualityComparer.Default.Equals(target.Local, local.Local):
                    return null;
            }
        }

        return value.Unwrapped();
    }
}
