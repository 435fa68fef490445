using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>Code written with qualified names, which the editor makes as short as the document's usings allow.</summary>
internal static class Simplified
{
    public static ExpressionSyntax Expression(string text) => Annotate(SyntaxFactory.ParseExpression(text));

    public static StatementSyntax Statement(string text) => Annotate(SyntaxFactory.ParseStatement(text));

    // The simplifier looks at annotated names only from where they begin.
    private static T Annotate<T>(T node)
        where T : SyntaxNode
    {
        var names = node.DescendantNodesAndSelf().Where(static one =>
            one.Parent is not MemberAccessExpressionSyntax { Parent: MemberAccessExpressionSyntax } && IsQualified(one));
        return node.ReplaceNodes(names, static (_, one) => one.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    private static bool IsQualified(SyntaxNode node) => node switch
    {
        MemberAccessExpressionSyntax access => IsQualified(access.Expression),
        QualifiedNameSyntax name => IsQualified(name.Left),
        AliasQualifiedNameSyntax => true,
        _ => false,
    };
}
