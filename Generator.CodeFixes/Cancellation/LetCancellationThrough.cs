using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;

namespace NurseryGen.CodeFixes.Cancellation;

/// <summary>
/// NUR204: lets a cancellation pass a catch: a filter on one that catches all, <c>throw;</c> at the end of one that asks for it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LetCancellationThrough))]
public sealed class LetCancellationThrough() : NurseryCodeFix("NUR204")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (target.Enclosing<CatchClauseSyntax>() is not { } clause)
            yield break;

        if (CatchesAll(target, clause))
        {
            var name = Names.ForCaught(clause);
            yield return new Fix(
                "Let cancellation through",
                nameof(LetCancellationThrough) + ".Filter",
                editor => editor.ReplaceNode(clause, (node, _) => Catches.With(
                    (CatchClauseSyntax)node, Catches.TypeOf((CatchClauseSyntax)node) ?? Types.Exception, name, IsNotCancellation(name))));
        }
        else if (Ending(target, clause.Block) is { } ending)
        {
            yield return new Fix(
                "Throw it on",
                nameof(LetCancellationThrough) + ".Rethrow",
                editor => editor.ReplaceNode(clause.Block, (node, _) => Catches.Rethrow((BlockSyntax)node, ending == EndingKind.Jump)));
        }
    }

    private static bool CatchesAll(FixTarget target, CatchClauseSyntax clause) =>
        clause.Declaration is null
        || target.TypeOf(clause.Declaration.Type)?.ToDisplayString() is "System.Exception" or "System.SystemException";

    private static IsPatternExpressionSyntax IsNotCancellation(string name) => SyntaxFactory.IsPatternExpression(
        SyntaxFactory.IdentifierName(name).WithTrailingTrivia(SyntaxFactory.Space),
        Code.Spaced(SyntaxKind.IsKeyword),
        SyntaxFactory.UnaryPattern(
            Code.Spaced(SyntaxKind.NotKeyword),
            SyntaxFactory.TypePattern(Types.OperationCanceledException)));

    private static EndingKind? Ending(FixTarget target, BlockSyntax block)
    {
        if (target.Model.AnalyzeControlFlow(block) is not { Succeeded: true } flow)
            return null;
        if (flow.EndPointIsReachable)
            return EndingKind.Open;

        return block.Statements.LastOrDefault() is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax
            ? EndingKind.Jump
            : null;
    }

    private enum EndingKind
    {
        /// <summary>The block runs to its end.</summary>
        Open,

        /// <summary>Its last statement goes elsewhere.</summary>
        Jump,
    }
}
