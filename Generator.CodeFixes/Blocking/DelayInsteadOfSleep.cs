using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;

namespace NurseryGen.CodeFixes.Blocking;

/// <summary>NUR302: a delay that can be cancelled, instead of <c>Thread.Sleep</c>: awaited where that is possible, on the token's handle where not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DelayInsteadOfSleep))]
public sealed class DelayInsteadOfSleep() : NurseryCodeFix("NUR302")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        var call = target.Find<InvocationExpressionSyntax>(one =>
            target.SymbolOf(one) is { Name: "Sleep" } method && Types.IsMemberOf(method, "System.Threading.Thread"));
        if (call is not { Parent: ExpressionStatementSyntax, ArgumentList.Arguments: { Count: 1 } arguments })
            yield break;

        var token = AtHand.Token(target);
        if (AwaitPlace.Of(target, call) is { } place)
        {
            var isZero = target.Model.GetConstantValue(arguments[0].Expression, target.CancellationToken).Value is 0;
            yield return new Fix(
                isZero && token is not null ? "Yield at a checkpoint" : "Await a delay",
                nameof(DelayInsteadOfSleep),
                editor =>
                {
                    editor.ReplaceNode(call, (node, _) => Awaiting.Await(
                        isZero && token is not null ? Checkpoint(token) : Delay((InvocationExpressionSyntax)node, token), (ExpressionSyntax)node));
                    place.MakeAsync(editor);
                });
        }
        else if (token is not null)
        {
            yield return new Fix("Wait on the token", nameof(DelayInsteadOfSleep) + ".Wait", editor => editor.ReplaceNode(
                call,
                (node, _) => SyntaxFactory.InvocationExpression(
                    SyntaxFactory.ParseExpression(token + ".WaitHandle.WaitOne"), ((InvocationExpressionSyntax)node).ArgumentList).WithTriviaFrom(node)));
        }
    }

    private static InvocationExpressionSyntax Delay(InvocationExpressionSyntax sleep, ExpressionSyntax? token)
    {
        // The parameters are called differently, so a name goes.
        var value = SyntaxFactory.Argument(sleep.ArgumentList.Arguments[0].Expression);
        return SyntaxFactory.InvocationExpression(
            Types.Expression("System.Threading.Tasks.Task.Delay"), Calls.List(token is null ? [value] : [value, SyntaxFactory.Argument(token)]));
    }

    private static InvocationExpressionSyntax Checkpoint(ExpressionSyntax token) => SyntaxFactory.InvocationExpression(
        Types.Expression("NurseryGen.Checkpoint.YieldAsync"), Calls.List([SyntaxFactory.Argument(token)]));
}
