using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>A place where an <c>await</c> may stand, if need be once the function around it is <c>async</c>.</summary>
internal sealed class AwaitPlace
{
    private readonly SyntaxNode? _function;
    private readonly bool _hasResult;

    private AwaitPlace(SyntaxNode? function, bool hasResult)
    {
        _function = function;
        _hasResult = hasResult;
    }

    /// <summary>
    /// None after <c>?.</c>, where no expression can begin, in a lock, a filter, a query or unsafe code, and in functions that return no
    /// task.
    /// </summary>
    public static AwaitPlace? Of(FixTarget target, SyntaxNode place)
    {
        if (IsAfterQuestion(place))
            return null;

        for (var node = place; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case LockStatementSyntax or UnsafeStatementSyntax or CatchFilterClauseSyntax or QueryExpressionSyntax or ParameterSyntax:
                    return null;
                case AnonymousFunctionExpressionSyntax:
                    return Of(node, target.SymbolOf(node));
                case LocalFunctionStatementSyntax or MethodDeclarationSyntax:
                    return Of(node, target.Model.GetDeclaredSymbol(node, target.CancellationToken));
                case GlobalStatementSyntax:
                    return new AwaitPlace(null, hasResult: false);
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Makes the function <c>async</c> where it isn't. To be called after what is inside was changed.</summary>
    public void MakeAsync(SyntaxEditor editor)
    {
        if (_function is not null)
            editor.ReplaceNode(_function, (node, _) => AsyncFunction.Make(node, _hasResult));
    }

    /// <summary>
    /// Whether the place begins with a member of what stands before <c>?</c>: <c>.Load().Result</c> of <c>api?.Load().Result</c>.
    /// </summary>
    private static bool IsAfterQuestion(SyntaxNode place) => place.GetFirstToken().Parent switch
    {
        MemberBindingExpressionSyntax => true,
        BracketedArgumentListSyntax { Parent: ElementBindingExpressionSyntax } => true,
        _ => false,
    };

    private static AwaitPlace? Of(SyntaxNode function, ISymbol? symbol)
    {
        if (AsyncFunction.IsAsync(function))
            return new AwaitPlace(null, hasResult: false);

        return symbol is IMethodSymbol { RefKind: RefKind.None } method
            && KnownTypes.IsAwaitable(method.ReturnType, out _, out var result)
            && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None && !KnownTypes.IsBoundToTheStack(parameter.Type))
                ? new AwaitPlace(function, result is not null)
                : null;
    }
}
