using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Catching;

/// <summary>NUR402: throws a group on as it is, or one of its exceptions with the stack trace that it has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ThrowAsItWas))]
public sealed class ThrowAsItWas() : NurseryCodeFix("NUR402")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (target.Enclosing<ThrowStatementSyntax>() is not { Expression: { } thrown } statement)
            yield break;

        if (CaughtIn(target, statement, thrown) is { } clause)
        {
            var isLastUse = UsesOfCaught(target, clause).All(thrown.Contains);
            yield return new Fix("Throw the group on", nameof(ThrowAsItWas) + ".Rethrow", editor =>
            {
                editor.ReplaceNode(statement, static (node, _) => ((ThrowStatementSyntax)node)
                    .WithThrowKeyword(((ThrowStatementSyntax)node).ThrowKeyword.WithTrailingTrivia()).WithExpression(null));

                // The compiler would remark on a variable that nothing reads any more.
                if (isLastUse)
                {
                    editor.ReplaceNode(clause.Declaration!, static (node, _) => ((CatchDeclarationSyntax)node)
                        .WithType(((CatchDeclarationSyntax)node).Type.WithTrailingTrivia()).WithIdentifier(default));
                }
            });
        }

        if (MayEndThere(target, statement))
        {
            yield return new Fix(
                "Throw it with its own stack trace",
                nameof(ThrowAsItWas) + ".Dispatch",
                editor => editor.ReplaceNode(
                    statement, static (node, _) => Dispatch(((ThrowStatementSyntax)node).Expression!).WithTriviaFrom(node)));
        }
    }

    /// <summary>The nearest catch clause, whose exception <c>throw;</c> would throw, if what is thrown is taken from that.</summary>
    private static CatchClauseSyntax? CaughtIn(FixTarget target, ThrowStatementSyntax statement, ExpressionSyntax thrown)
    {
        var clause = statement.Ancestors().TakeWhile(static node => !IsFunction(node) && node is not FinallyClauseSyntax)
            .OfType<CatchClauseSyntax>().FirstOrDefault();
        return clause is not null && UsesOfCaught(target, clause).Any(thrown.Contains) ? clause : null;
    }

    private static IEnumerable<SyntaxNode> UsesOfCaught(FixTarget target, CatchClauseSyntax clause)
    {
        var caught = clause.Declaration is null ? null : target.Model.GetDeclaredSymbol(clause.Declaration, target.CancellationToken);
        return caught is null ? [] : target.UsesOf(caught, clause);
    }

    /// <summary>
    /// Whether the compiler is content with a call, which it thinks returns, in place of <c>throw</c>: the function has nothing to return.
    /// </summary>
    private static bool MayEndThere(FixTarget target, ThrowStatementSyntax statement)
    {
        if (statement.Parent is not BlockSyntax)
            return false;

        var function = statement.Ancestors().First(IsFunction);
        var symbol = function is AnonymousFunctionExpressionSyntax
            ? target.SymbolOf(function)
            : target.Model.GetDeclaredSymbol(function, target.CancellationToken);
        return symbol is IMethodSymbol method
            && (method.ReturnsVoid
                || (method.IsAsync && KnownTypes.IsAwaitable(method.ReturnType, out _, out var result) && result is null));
    }

    private static bool IsFunction(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax;

    private static ExpressionStatementSyntax Dispatch(ExpressionSyntax thrown)
    {
        var dispatch = Types.Expression("System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw");
        return SyntaxFactory.ExpressionStatement(Code.Call(dispatch, thrown));
    }
}
