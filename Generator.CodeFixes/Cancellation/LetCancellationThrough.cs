using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Rules;

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

        var catchesAll = CatchesAll(target, clause);
        if (Given(target, clause) is { } given)
        {
            yield return new Fix($"Add 'when ({given})'", nameof(LetCancellationThrough) + ".Filter", editor => editor.ReplaceNode(
                clause, (node, _) => WithGiven((CatchClauseSyntax)node, given)));
        }
        else if (catchesAll)
        {
            var name = Names.ForCaught(clause);
            yield return new Fix(
                "Let cancellation through",
                nameof(LetCancellationThrough) + ".Filter",
                editor => editor.ReplaceNode(clause, (node, _) => Catches.With(
                    (CatchClauseSyntax)node, Catches.TypeOf((CatchClauseSyntax)node) ?? Types.Exception, name, IsNotCancellation(name))));
        }

        if (!catchesAll && Ending(target, clause.Block) is { } ending)
        {
            yield return new Fix(
                "Throw it on",
                nameof(LetCancellationThrough) + ".Rethrow",
                editor => editor.ReplaceNode(clause.Block, (node, _) => Catches.Rethrow((BlockSyntax)node, ending == EndingKind.Jump)));
        }
    }

    /// <summary>The condition that the finding names, which may ask about what is caught; null where it names none.</summary>
    private static ExpressionSyntax? Given(FixTarget target, CatchClauseSyntax clause)
    {
        if (target.Property(FixProperties.Filter) is not { } text || !text.StartsWith("when (", StringComparison.Ordinal))
            return null;

        var condition = SyntaxFactory.ParseExpression(text.Substring("when (".Length, text.Length - "when ()".Length));
        return VariableOf(condition) is { } variable
            ? condition.ReplaceNode(variable, SyntaxFactory.IdentifierName(Names.ForCaught(clause)))
            : condition;
    }

    /// <summary>The clause with the condition, and with a variable if that is what it asks about.</summary>
    private static CatchClauseSyntax WithGiven(CatchClauseSyntax clause, ExpressionSyntax condition) =>
        VariableOf(condition) is { } variable
            ? Catches.With(clause, Catches.TypeOf(clause) ?? Types.OperationCanceledException, variable.Identifier.Text, condition)
            : Catches.With(clause, condition);

    private static IdentifierNameSyntax? VariableOf(ExpressionSyntax condition) =>
        condition is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }
            ? arguments[0].Expression as IdentifierNameSyntax
            : null;

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
