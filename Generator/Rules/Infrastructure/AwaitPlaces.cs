using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>Tells where an <c>await</c> can be written.</summary>
internal static class AwaitPlaces
{
    /// <summary>
    /// Whether an operation's place in a function allows for an <c>await</c>: the function is <c>async</c>, or returns a task and can be
    /// made so; and it isn't in a <c>lock</c>, an exception filter, unsafe code or a clause of a query.
    /// </summary>
    public static bool CanAwait(IOperation operation, IMethodSymbol function) =>
        IsOrCanBeAsync(function) && IsOpen(operation);

    /// <summary>Whether an operation's place could hold an <c>await</c>, were its function <c>async</c>.</summary>
    public static bool IsOpen(IOperation operation) => !IsBarred(operation) && !IsUnsafe(operation.Syntax);

    /// <summary>Whether a function is <c>async</c>, or can be made so as it stands: it returns a task.</summary>
    public static bool IsOrCanBeAsync(IMethodSymbol function) => function.IsAsync || CanBeAsync(function);

    private static bool CanBeAsync(IMethodSymbol function) =>
        KnownTypes.IsAwaitable(function.ReturnType, out _, out _)
        && function.RefKind == RefKind.None
        && function.Parameters.All(static parameter => parameter.RefKind == RefKind.None && !KnownTypes.IsBoundToTheStack(parameter.Type));

    private static bool IsBarred(IOperation operation)
    {
        for (var (node, inner) = (operation.Parent, operation); node is not null; (node, inner) = (node.Parent, node))
        {
            switch (node)
            {
                case ILockOperation locked when ReferenceEquals(locked.Body, inner):
                case ICatchClauseOperation clause when ReferenceEquals(clause.Filter, inner):
                case IAnonymousFunctionOperation { Syntax: not AnonymousFunctionExpressionSyntax }:
                    return true;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return false;
            }
        }

        return false;
    }

    private static bool IsUnsafe(SyntaxNode syntax) => syntax.AncestorsAndSelf().Any(static node => node switch
    {
        UnsafeStatementSyntax => true,
        MemberDeclarationSyntax member => member.Modifiers.Any(SyntaxKind.UnsafeKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.UnsafeKeyword),
        _ => false,
    });
}
