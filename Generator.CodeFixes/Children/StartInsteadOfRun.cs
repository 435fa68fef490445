using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Children;

/// <summary>NUR104: starts a child of the nursery instead of a task that no code awaits, or awaits it on the spot.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StartInsteadOfRun))]
public sealed class StartInsteadOfRun() : NurseryCodeFix("NUR104")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        var call = target.Find<InvocationExpressionSyntax>(one => IsRun(target.SymbolOf(one)));
        if (call is null || TaskStatement.Of(target, call) is not { } statement || target.SymbolOf(call) is not IMethodSymbol method)
            yield break;

        var work = call.ArgumentList.Arguments[0].Expression;
        if ((OfChild(target, work) ?? OfDelegate(target, call, method, work)) is { } start)
        {
            yield return new Fix("Start it as a child", nameof(StartInsteadOfRun) + ".Start", editor => editor.ReplaceNode(
                statement, (node, _) => SyntaxFactory.ExpressionStatement(start).WithTriviaFrom(node)));
        }

        if (AwaitPlace.Of(target, call) is { } place)
        {
            yield return new Fix("Await it", nameof(StartInsteadOfRun) + ".Await", editor =>
            {
                editor.ReplaceNode(statement, static (node, _) => TaskStatement.Await((StatementSyntax)node, otherwise: null));
                place.MakeAsync(editor);
            });
        }
    }

    private static bool IsRun(ISymbol? method) => method is { Name: "Run" or "StartNew" }
        && (Types.IsMemberOf(method, "System.Threading.Tasks.Task") || Types.IsMemberOf(method, "System.Threading.Tasks.TaskFactory"));

    /// <summary><c>() => VisitAsync(url)</c> gives <c>nursery.StartVisit(url)</c>.</summary>
    private static InvocationExpressionSyntax? OfChild(FixTarget target, ExpressionSyntax work)
    {
        var body = (work as ParenthesizedLambdaExpressionSyntax)?.ExpressionBody;
        var call = (body is AwaitExpressionSyntax awaited ? awaited.Expression : body) as InvocationExpressionSyntax;
        return call is null ? null : ChildStart.Of(target, call);
    }

    /// <summary><c>() => FetchAsync(url)</c> gives <c>nursery.Start(ct => FetchAsync(url, ct))</c>.</summary>
    private static InvocationExpressionSyntax? OfDelegate(
        FixTarget target, InvocationExpressionSyntax call, IMethodSymbol method, ExpressionSyntax work)
    {
        // What doesn't return a task would have to be a method of its own.
        if (AvailableTokens.Nursery(target) is not { } nursery
            || (method.Parameters[0].Type as INamedTypeSymbol)?.DelegateInvokeMethod is not { Parameters.Length: 0 } invoke
            || !ReturnsTask(invoke)
            || Delegate(target, call, work) is not { } child)
        {
            return null;
        }

        ExpressionSyntax receiver = KnownTypes.IsUntypedNursery(nursery.Type)
            ? nursery.Name
            : SyntaxFactory.ParenthesizedExpression(SyntaxFactory.CastExpression(Types.Nursery, nursery.Name));
        return Code.Call(Code.Member(receiver, "Start"), child);
    }

    private static SimpleLambdaExpressionSyntax? Delegate(FixTarget target, InvocationExpressionSyntax call, ExpressionSyntax work)
    {
        var name = Names.Fresh("ct", call);
        var token = SyntaxFactory.IdentifierName(name);
        CSharpSyntaxNode body;
        SyntaxTokenList modifiers = default;
        switch (work)
        {
            case ParenthesizedLambdaExpressionSyntax lambda:
                body = WithOwnToken(target, lambda.Body, token);
                modifiers = lambda.Modifiers;
                break;
            case SimpleNameSyntax or MemberAccessExpressionSyntax:
                var invocation = SyntaxFactory.InvocationExpression(work.WithoutTrivia());
                var group = target.Model.GetMemberGroup(work, target.CancellationToken).OfType<IMethodSymbol>();
                body = Calls.TokenArgument(target, work.SpanStart, invocation, token, group, ReturnsTask) is { } argument
                    ? Calls.Append(invocation, argument)
                    : invocation;
                break;
            default:
                return null;
        }

        var isUsed = body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == name);
        var parameter = SyntaxFactory.Parameter(SyntaxFactory.Identifier(isUsed ? name : "_")).WithTrailingTrivia(SyntaxFactory.Space);
        var arrow = work is LambdaExpressionSyntax old ? old.ArrowToken : Code.Spaced(SyntaxKind.EqualsGreaterThanToken);
        return SyntaxFactory.SimpleLambdaExpression(default, modifiers, parameter, arrow, body as BlockSyntax, body as ExpressionSyntax);
    }

    private static bool ReturnsTask(IMethodSymbol method) =>
        KnownTypes.IsAwaitable(method.ReturnType, out var isValueTask, out _) && !isValueTask;

    /// <summary>The lambda's body with the child's own token in place of its nursery's, or handed to the one call that it is.</summary>
    private static CSharpSyntaxNode WithOwnToken(FixTarget target, CSharpSyntaxNode body, ExpressionSyntax token)
    {
        var own = AvailableTokens.Token(target);
        var outer = body.DescendantNodesAndSelf().OfType<ExpressionSyntax>()
            .Where(use => own is not null && use.Parent is not NameColonSyntax && SyntaxFactory.AreEquivalent(use, own)).ToList();
        if (outer.Count > 0)
            return body.ReplaceNodes(outer, (_, name) => token.WithTriviaFrom(name));

        return body is InvocationExpressionSyntax call && Calls.TokenArgument(target, call, token) is { } argument
            ? Calls.Append(call, argument)
            : body;
    }
}
