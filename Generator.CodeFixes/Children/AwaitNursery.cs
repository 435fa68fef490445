using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Children;

/// <summary>NUR110: awaits a nursery that no code awaits, or lets another one do so.</summary>
/// <remarks>
/// Nothing is offered where the function would have to return something else than it does, nor where a local or a member keeps the task:
/// there it takes a decision where to await it.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitNursery))]
public sealed class AwaitNursery() : NurseryCodeFix("NUR110")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || call.Span != target.Diagnostic.Location.SourceSpan
            || Whole(call) is not { } task
            || !KnownTypes.IsAwaitable(target.TypeOf(call)!, out var isValueTask, out _)
            || TaskStatement.Of(target, task) is not { } statement)
        {
            yield break;
        }

        if (!isValueTask && task == call && Start(target, call) is { } start)
        {
            yield return new Fix("Start it as a child", nameof(AwaitNursery) + ".Start", editor => editor.ReplaceNode(
                statement, (node, _) => SyntaxFactory.ExpressionStatement(start).WithTriviaFrom(node)));
        }

        if (AwaitPlace.Of(target, task) is { } place)
        {
            yield return new Fix("Await it", nameof(AwaitNursery) + ".Await", editor =>
            {
                editor.ReplaceNode(statement, static (node, _) => TaskStatement.Await((StatementSyntax)node, otherwise: null));
                place.MakeAsync(editor);
            });
        }
    }

    /// <summary>The call with <c>ConfigureAwait</c> and the like behind it; none where it is part of something else.</summary>
    private static ExpressionSyntax? Whole(InvocationExpressionSyntax call)
    {
        ExpressionSyntax whole = call;
        while (whole.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access)
        {
            if (access.Expression != whole || access.Name.Identifier.ValueText is not ("ConfigureAwait" or "AsTask" or "Preserve"))
                return null;

            whole = next;
        }

        return whole;
    }

    /// <summary><c>CheckAsync(url)</c> gives <c>nursery.Start(ct => CheckAsync(url, ct))</c>.</summary>
    private static InvocationExpressionSyntax? Start(FixTarget target, InvocationExpressionSyntax call)
    {
        if (AvailableTokens.Nursery(target) is not { } nursery)
            return null;

        var name = Names.Fresh("ct", call);
        var token = SyntaxFactory.IdentifierName(name);
        var own = AvailableTokens.Token(target);
        var outer = call.DescendantNodes().OfType<ExpressionSyntax>()
            .Where(use => own is not null && use.Parent is not NameColonSyntax && SyntaxFactory.AreEquivalent(use, own)).ToList();
        var body = outer.Count > 0 ? call.ReplaceNodes(outer, (_, use) => token.WithTriviaFrom(use))
            : Calls.TokenArgument(target, call, token) is { } argument ? Calls.Append(call, argument) : call;
        ExpressionSyntax receiver = KnownTypes.IsUntypedNursery(nursery.Type)
            ? nursery.Name
            : SyntaxFactory.ParenthesizedExpression(SyntaxFactory.CastExpression(Types.Nursery, nursery.Name));
        var isUsed = body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == name);
        var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(isUsed ? name : "_")).WithTrailingTrivia(SyntaxFactory.Space);
        var lambda = SyntaxFactory.SimpleLambdaExpression(
            default, default, parameter, Code.Spaced(SyntaxKind.EqualsGreaterThanToken), null, body.WithoutTrivia());
        return Code.Call(Code.Member(receiver, "Start"), lambda);
    }
}
