using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;

namespace NurseryGen.CodeFixes.Cancellation;

/// <summary>
/// NUR206: begins each round of an endless loop with a checkpoint; where nothing can be awaited, with a look at the token.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertCheckpoint))]
public sealed class InsertCheckpoint() : NurseryCodeFix("NUR206")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (AvailableTokens.Token(target) is not { } token || LoopAround(target.Node) is not { } loop || BodyOf(loop) is not { } body)
            yield break;

        var place = AwaitPlace.Of(target, body);
        var canAwait = place is not null;
        var checkpoint = canAwait
            ? Awaiting.Statement(Code.Call(Types.Expression("NurseryGen.Checkpoint.YieldAsync"), token))
            : SyntaxFactory.ExpressionStatement(Code.Call(Code.Member(token, "ThrowIfCancellationRequested")));
        yield return new Fix(
            canAwait ? "Insert a checkpoint" : "Look at the token in each round",
            nameof(InsertCheckpoint),
            editor =>
            {
                editor.ReplaceNode(body, (node, _) => Begin((StatementSyntax)node, checkpoint));
                place?.MakeAsync(editor);
            });
    }

    private static StatementSyntax? LoopAround(SyntaxNode place) =>
        place.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(static node => BodyOf(node) is not null);

    private static StatementSyntax? BodyOf(StatementSyntax loop) => loop switch
    {
        WhileStatementSyntax one => one.Statement,
        ForStatementSyntax one => one.Statement,
        DoStatementSyntax one => one.Statement,
        _ => null,
    };

    private static BlockSyntax Begin(StatementSyntax body, StatementSyntax first) => body switch
    {
        BlockSyntax block => Layout.Insert(block, 0, first),
        EmptyStatementSyntax => Block(body, first),
        _ => Block(body, first, body.WithoutTrailingTrivia()),
    };

    private static BlockSyntax Block(StatementSyntax body, params StatementSyntax[] statements) => SyntaxFactory.Block(statements)
        .WithTrailingTrivia(body.GetTrailingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);
}
