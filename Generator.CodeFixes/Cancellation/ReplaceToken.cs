using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Cancellation;

/// <summary>NUR203: passes the token of the scope that the code runs in, instead of none or an outer one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceToken))]
public sealed class ReplaceToken() : NurseryCodeFix("NUR203")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        // The finding is on the argument's value; "default" has the type of what it is converted to.
        var passed = target.Find<ExpressionSyntax>(expression => expression.Parent is ArgumentSyntax
            && target.Model.GetTypeInfo(expression, target.CancellationToken).ConvertedType is { } type
            && KnownTypes.IsCancellationToken(type));
        if (passed is null || AvailableTokens.Token(target) is not { } token || SyntaxFactory.AreEquivalent(passed, token))
            yield break;

        yield return new Fix(
            $"Pass '{token}'", nameof(ReplaceToken), editor => editor.ReplaceNode(passed, (node, _) => token.WithTriviaFrom(node)));
    }
}
