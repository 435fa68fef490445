using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Cancellation;

/// <summary>NUR202: hands the token at hand to a call that could take it, or to the sequence of an <c>await foreach</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ForwardToken))]
public sealed class ForwardToken() : NurseryCodeFix("NUR202")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (AvailableTokens.Token(target) is not { } token)
            yield break;

        var call = target.Find<InvocationExpressionSyntax>(static _ => true);
        if (call is not null && Calls.TokenArgument(target, call, token) is { } argument)
        {
            yield return new Fix(
                $"Pass '{token}'",
                nameof(ForwardToken),
                editor => editor.ReplaceNode(call, (node, _) => Calls.Append((InvocationExpressionSyntax)node, argument)));
        }
        else if (SequenceOf(target) is { } sequence
            && Calls.Bind(target, sequence.SpanStart, WithCancellation(sequence, token)) is not null)
        {
            yield return new Fix(
                $"Read it with '{token}'",
                nameof(ForwardToken),
                editor => editor.ReplaceNode(sequence, (node, _) => WithCancellation((ExpressionSyntax)node, token)));
        }
    }

    /// <summary>What an <c>await foreach</c> reads, where the finding is on it, on a part of it, or on the keywords.</summary>
    private static ExpressionSyntax? SequenceOf(FixTarget target)
    {
        var loop = target.Enclosing<CommonForEachStatementSyntax>();
        var isMeant = loop is not null
            && loop.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword)
            && target.Diagnostic.Location.SourceSpan.End <= loop.CloseParenToken.Span.End;
        if (!isMeant)
            return null;

        var isPart = target.Node is ExpressionSyntax part && loop!.Expression.Contains(part)
            && target.TypeOf(part) is { } type && KnownTypes.IsStream(type, out _);
        return isPart ? (ExpressionSyntax)target.Node : loop!.Expression;
    }

    private static InvocationExpressionSyntax WithCancellation(ExpressionSyntax sequence, ExpressionSyntax token) =>
        Code.Call(Code.Member(Awaiting.Operand(sequence.WithoutTrivia()), "WithCancellation"), token).WithTriviaFrom(sequence);
}
