using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Recognises work that several callers share, so that the token of one of them must not end it for the others.</summary>
internal static class SharedWork
{
    /// <summary>Whether the operation is in a lambda that a cache or a <c>Lazy</c> makes its value with.</summary>
    public static bool IsIn(IOperation operation)
    {
        if (operation is IInvocationOperation call
            && call.Syntax.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression })
        {
            return true;
        }

        for (var function = operation.EnclosingFunction(); function is not null; function = function.Parent?.EnclosingFunction())
        {
            var node = function.Parent;
            while (node is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
                node = node.Parent;

            if (node is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } } && IsCache(name))
                return true;
            if (node is IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: var type } } && type.Contains("Lazy"))
                return true;
        }

        return false;
    }

    private static bool IsCache(string method) =>
        method.StartsWith("GetOrAdd", StringComparison.Ordinal)
        || method.StartsWith("GetOrCreate", StringComparison.Ordinal)
        || method.StartsWith("GetOrSet", StringComparison.Ordinal)
        || method == "AddOrUpdate";
}
