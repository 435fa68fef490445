using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Ways through a tree of operations.</summary>
internal static class OperationExtensions
{
    /// <summary>The lambda or local function that an operation stands in, or is; null directly in a member.</summary>
    public static IOperation? EnclosingFunction(this IOperation operation)
    {
        for (var node = operation; node is not null; node = node.Parent)
        {
            if (node.FunctionSymbol() is not null)
                return node;
        }

        return null;
    }

    /// <summary>The lambda or local function that an operation is.</summary>
    public static IMethodSymbol? FunctionSymbol(this IOperation operation) => operation switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        ILocalFunctionOperation function => function.Symbol,
        _ => null,
    };

    public static IOperation Outermost(this IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;

        return operation;
    }

    /// <summary>What an operation consists of, less what stands in functions inside it: those run at another time.</summary>
    public static IEnumerable<IOperation> DescendantsInFunction(this IOperation operation)
    {
        var rest = new Stack<IOperation>(operation.ChildOperations.Reverse());
        while (rest.Count > 0)
        {
            var next = rest.Pop();
            yield return next;
            if (next.FunctionSymbol() is not null)
                continue;

            foreach (var child in next.ChildOperations.Reverse())
                rest.Push(child);
        }
    }

    /// <summary>Every reference to a local in the member that the operation stands in.</summary>
    public static IEnumerable<ILocalReferenceOperation> ReferencesTo(this IOperation place, ILocalSymbol local) =>
        place.Outermost().Descendants().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local));

    /// <summary>The operation less conversions and parentheses around it.</summary>
    public static IOperation? Unwrapped(this IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parentheses:
                    operation = parentheses.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>Whether the call is awaited on the spot, with or without <c>ConfigureAwait</c>.</summary>
    public static bool IsAwaited(this IInvocationOperation call) => TaskUse.Of(call).Kind == TaskUseKind.Awaited;

    /// <summary>The parameter, local, field or property that an expression is.</summary>
    public static ISymbol? ReferredSymbol(this IOperation? operation) => operation.Unwrapped() switch
    {
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        IMemberReferenceOperation member => member.Member,
        _ => null,
    };
}
