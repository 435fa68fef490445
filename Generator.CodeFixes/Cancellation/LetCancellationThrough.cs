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
    /// <summary>The property in which a diagnostic says what filter it asks for: <c>when (…)</c>.</summary>
    private const string FilterProperty = "filter";

    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (target.Enclosing<CatchClauseSyntax>() is not { } clause)
            yield break;

        var catchesAll = CatchesAll(target, clause);
        if (Given(target, clause, catchesAll) is { } given)
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

    /// <summary>The condition that the finding names; none where it asks for another type of exception than is caught.</summary>
    private static ExpressionSyntax? Given(FixTarget target, CatchClauseSyntax clause, bool catchesAll)
    {
        if (!target.Diagnostic.Properties.TryGetValue(FilterProperty, out var text) || text is null || !text.StartsWith("when (", StringComparison.Ordinal))
            return null;

        var condition = SyntaxFactory.ParseExpression(text.Substring("when (".Length, text.Length - "when ()".Length));
        return condition is InvocationExpressionSyntax && (catchesAll || clause.Declaration is null) ? null : condition;
    }

    /// <summary>The clause with the condition, and with a variable if that is what it asks about.</summary>
    private static CatchClauseSyntax WithGiven(CatchClauseSyntax clause, ExpressionSyntax condition) =>
        condition is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }
        && arguments[0].Expression is IdentifierNameSyntax variable
            ? Catches.With(clause, Catches.TypeOf(clause)!, variable.Identifier.ValueText, condition)
            : Catches.With(clause, condition);

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
