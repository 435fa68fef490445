using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>Small pieces of syntax, spaced as people space them.</summary>
internal static class Code
{
    public static SyntaxToken Comma => Spaced(SyntaxKind.CommaToken);

    /// <summary>A token with a space behind it.</summary>
    public static SyntaxToken Spaced(SyntaxKind kind) => SyntaxFactory.Token(default, kind, SyntaxFactory.TriviaList(SyntaxFactory.Space));

    /// <summary><c>receiver.Name</c></summary>
    public static MemberAccessExpressionSyntax Member(ExpressionSyntax receiver, SimpleNameSyntax name) =>
        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, name);

    /// <inheritdoc cref="Member(ExpressionSyntax, SimpleNameSyntax)"/>
    public static MemberAccessExpressionSyntax Member(ExpressionSyntax receiver, string name) =>
        Member(receiver, SyntaxFactory.IdentifierName(name));

    /// <summary><c>callee(one, two)</c></summary>
    public static InvocationExpressionSyntax Call(ExpressionSyntax callee, params ExpressionSyntax[] arguments) =>
        Call(callee, arguments.Select(SyntaxFactory.Argument));

    /// <inheritdoc cref="Call(ExpressionSyntax, ExpressionSyntax[])"/>
    public static InvocationExpressionSyntax Call(ExpressionSyntax callee, IEnumerable<ArgumentSyntax> arguments) =>
        SyntaxFactory.InvocationExpression(
            callee, SyntaxFactory.ArgumentList(List(arguments.Select(static argument => argument.WithoutTrivia()))));

    /// <summary>The items, with commas between them.</summary>
    public static SeparatedSyntaxList<T> List<T>(IEnumerable<T> items)
        where T : SyntaxNode
    {
        var all = items.ToList();
        return SyntaxFactory.SeparatedList(all, Enumerable.Repeat(Comma, Math.Max(0, all.Count - 1)));
    }

    /// <summary>The list with one more item, and the commas that it had.</summary>
    public static SeparatedSyntaxList<T> Insert<T>(SeparatedSyntaxList<T> list, int index, T item)
        where T : SyntaxNode
    {
        var separators = list.Count == 0 ? [] : list.GetSeparators().Append(Comma);
        return SyntaxFactory.SeparatedList(list.Take(index).Append(item).Concat(list.Skip(index)), separators);
    }
}
