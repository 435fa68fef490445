using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Cancellation;

/// <summary>NUR205: lets cleanup finish: under a shield with a limit of its own, or under no token at all.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShieldCleanup))]
public sealed class ShieldCleanup() : NurseryCodeFix("NUR205")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (TokensIn(target) is not { Count: > 0 } tokens || CleanupAround(target.Node) is not { } block)
            yield break;

        var known = block.Statements.Select(ShieldOf).FirstOrDefault(static name => name is not null);

        // Another block's shield doesn't take the name: all at once they are called the same, too.
        var shield = known ?? Names.Fresh("shield", block, other => !other.Contains(block) && other.Statements.Any(IsShield));
        yield return new Fix("Shield it, for five seconds", nameof(ShieldCleanup) + ".Shield", editor =>
        {
            foreach (var token in tokens)
                editor.ReplaceNode(token, SyntaxFactory.ParseExpression(shield + ".Token").WithTriviaFrom(token));

            editor.ReplaceNode(block, (node, _) => Shield((BlockSyntax)node, shield));
        });
        yield return new Fix("Pass 'CancellationToken.None'", nameof(ShieldCleanup) + ".None", editor =>
        {
            foreach (var token in tokens)
                editor.ReplaceNode(token, Types.CancellationTokenNone.WithTriviaFrom(token));
        });
    }

    /// <summary>The token that the finding is on, or those of the <c>await</c>.</summary>
    private static List<ExpressionSyntax> TokensIn(FixTarget target)
    {
        if (target.Node is ExpressionSyntax { Parent: ArgumentSyntax } marked && IsToken(marked))
            return [marked];

        return target.Find<AwaitExpressionSyntax>(static _ => true) is { } awaited
            ? [.. awaited.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax)
                .OfType<ArgumentSyntax>().Select(static argument => argument.Expression).Where(IsToken)]
            : [];

        bool IsToken(ExpressionSyntax value) =>
            target.TypeOf(value) is { } type && KnownTypes.IsCancellationToken(type) && !IsNone(value);
    }

    private static bool IsNone(ExpressionSyntax value) => value is
        LiteralExpressionSyntax or DefaultExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "None" };

    /// <summary>The outermost <c>finally</c> or <c>catch</c> of the function around a place: one shield serves all that is in it.</summary>
    private static BlockSyntax? CleanupAround(SyntaxNode place)
    {
        BlockSyntax? outermost = null;
        for (var node = place; node is not (null or MemberDeclarationSyntax); node = node.Parent)
        {
            if (node is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)
                break;
            if (node is BlockSyntax { Parent: FinallyClauseSyntax or CatchClauseSyntax } block)
                outermost = block;
        }

        return outermost;
    }

    private static BlockSyntax Shield(BlockSyntax block, string name)
    {
        if (block.Statements.Any(statement => ShieldOf(statement) == name))
            return block;

        const string limited = "global::NurseryGen.CancelScope.Shielded(global::System.TimeSpan.FromSeconds(5))";
        return Layout.Insert(block, 0, Simplified.Statement($"using var {name} = {limited};"));
    }

    private static bool IsShield(StatementSyntax statement) => ShieldOf(statement) is not null;

    /// <summary>The shield that a statement declares.</summary>
    private static string? ShieldOf(StatementSyntax statement) =>
        statement is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } local
        && local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword)
        && variables[0].Initializer?.Value is InvocationExpressionSyntax call
        && Calls.NameOf(call)?.Identifier.ValueText == "Shielded"
            ? variables[0].Identifier.ValueText
            : null;
}
