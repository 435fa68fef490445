using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;

namespace NurseryGen.CodeFixes.Blocking;

/// <summary>
/// NUR302: a delay that can be cancelled, instead of <c>Thread.Sleep</c>: awaited where that is possible, on the token's handle where not.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DelayInsteadOfSleep))]
public sealed class DelayInsteadOfSleep() : NurseryCodeFix("NUR302")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        var call = target.Find<InvocationExpressionSyntax>(one =>
            target.SymbolOf(one) is { Name: "Sleep" } method && Types.IsMemberOf(method, "System.Threading.Thread"));
        if (call is not { Parent: ExpressionStatementSyntax, ArgumentList.Arguments: { Count: 1 } arguments })
            yield break;

        var token = AvailableTokens.Token(target);
        if (AwaitPlace.Of(target, call) is { } place)
        {
            var isNoTime = IsNoTime(target, arguments[0].Expression);
            yield return new Fix(isNoTime ? "Yield" : "Await a delay", nameof(DelayInsteadOfSleep), editor =>
            {
                editor.ReplaceNode(call, (node, _) => Awaiting.Await(
                    Instead((InvocationExpressionSyntax)node, isNoTime, token), (ExpressionSyntax)node));
                place.MakeAsync(editor);
            });
        }
        else if (token is not null)
        {
            yield return new Fix("Wait on the token", nameof(DelayInsteadOfSleep) + ".Wait", editor => editor.ReplaceNode(
                call,
                (node, _) => ((InvocationExpressionSyntax)node)
                    .WithExpression(SyntaxFactory.ParseExpression(token + ".WaitHandle.WaitOne")).WithTriviaFrom(node)));
        }
    }

    private static InvocationExpressionSyntax Instead(InvocationExpressionSyntax sleep, bool isNoTime, ExpressionSyntax? token)
    {
        if (isNoTime)
        {
            return token is null
                ? Code.Call(Types.Expression("System.Threading.Tasks.Task.Yield"))
                : Code.Call(Types.Expression("NurseryGen.Checkpoint.YieldAsync"), token);
        }

        // The parameters are called differently, so a name goes.
        var time = sleep.ArgumentList.Arguments[0].Expression;
        return Code.Call(Types.Expression("System.Threading.Tasks.Task.Delay"), token is null ? [time] : [time, token]);
    }

    private static bool IsNoTime(FixTarget target, ExpressionSyntax time) =>
        target.Model.GetConstantValue(time, target.CancellationToken).Value is 0
        || (target.SymbolOf(time) is { Name: "Zero" } zero && Types.IsMemberOf(zero, "System.TimeSpan"));
}
