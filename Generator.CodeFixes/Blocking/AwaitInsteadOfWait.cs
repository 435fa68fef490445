using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Blocking;

/// <summary>NUR301 and NUR501: awaits a task, or a child, instead of blocking on it or reading what isn't there yet.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitInsteadOfWait))]
public sealed class AwaitInsteadOfWait() : NurseryCodeFix("NUR301", "NUR501")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        var wait = target.Find<ExpressionSyntax>(expression => AwaitableOf(target, expression) is not null);
        if (wait is null || AwaitPlace.Of(target, wait) is not { } place || AwaitableOf(target, wait) is not { } awaitable)
            yield break;

        yield return new Fix("Await it", nameof(AwaitInsteadOfWait), editor =>
        {
            editor.ReplaceNode(wait, (node, _) => Await((ExpressionSyntax)node, awaitable, wait));
            place.MakeAsync(editor);
        });
    }

    private static ExpressionSyntax Await(
        ExpressionSyntax node, Func<ExpressionSyntax, ExpressionSyntax> awaitable, ExpressionSyntax place)
    {
        var operand = awaitable(node);
        var awaited = Awaiting.Await(operand, place);
        return node.Contains(operand) ? Comments.Carry(awaited, node, operand) : awaited.WithTriviaFrom(node);
    }

    /// <summary>How to get from an expression that waits to what can be awaited instead; none where that would be something else.</summary>
    private static Func<ExpressionSyntax, ExpressionSyntax>? AwaitableOf(FixTarget target, ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Parent: not InvocationExpressionSyntax } access
            when IsTaskOrChild(target.TypeOf(access.Expression)) => static node => ((MemberAccessExpressionSyntax)node).Expression,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call => OfCall(target, call, access),
        _ => null,
    };

    private static Func<ExpressionSyntax, ExpressionSyntax>? OfCall(
        FixTarget target, InvocationExpressionSyntax call, MemberAccessExpressionSyntax access)
    {
        if (access is { Name.Identifier.ValueText: "GetResult", Expression: InvocationExpressionSyntax awaiter }
            && awaiter.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" })
        {
            return static node => ReceiverOf(ReceiverOf(node));
        }

        if (!Types.IsMemberOf(target.SymbolOf(call), "System.Threading.Tasks.Task"))
            return null;

        var arguments = call.ArgumentList.Arguments;
        var ends = arguments.Count > 0 && IsToken(target, arguments.Last());
        var hasTimeout = arguments.Any(argument => IsTime(target, argument));
        return access.Name.Identifier.ValueText switch
        {
            "Wait" when arguments.Count == 0 => ReceiverOf,
            "Wait" when arguments.Count == 1 && ends => static node => With(node, "WaitAsync"),
            "WaitAll" when !hasTimeout && !ends && Binds(With(call, "WhenAll")) => static node => With(node, "WhenAll"),
            "WaitAll" when arguments.Count == 2 && ends && Binds(All(call)) => static node => All((InvocationExpressionSyntax)node),

            // Its value is a number, not a task.
            "WaitAny" when !hasTimeout && !ends && call.Parent is ExpressionStatementSyntax && Binds(With(call, "WhenAny")) =>
                static node => With(node, "WhenAny"),
            _ => null,
        };

        bool Binds(InvocationExpressionSyntax other) => Calls.Bind(target, call.SpanStart, other) is not null;
    }

    private static ExpressionSyntax ReceiverOf(ExpressionSyntax call) =>
        ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)call).Expression).Expression;

    private static InvocationExpressionSyntax With(ExpressionSyntax node, string name)
    {
        var call = (InvocationExpressionSyntax)node;
        return call.WithExpression(((MemberAccessExpressionSyntax)call.Expression).WithName(SyntaxFactory.IdentifierName(name)));
    }

    /// <summary><c>Task.WhenAll(tasks).WaitAsync(token)</c></summary>
    private static InvocationExpressionSyntax All(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        return Code.Call(Code.Member(Code.Call(With(call, "WhenAll").Expression, [arguments[0]]), "WaitAsync"), [arguments[1]]);
    }

    private static bool IsTaskOrChild(ITypeSymbol? type) =>
        type is not null && (KnownTypes.IsAwaitable(type, out _, out _) || KnownTypes.IsChildHandle(type));

    private static bool IsToken(FixTarget target, ArgumentSyntax argument) =>
        target.TypeOf(argument.Expression) is { } type && KnownTypes.IsCancellationToken(type);

    private static bool IsTime(FixTarget target, ArgumentSyntax argument) =>
        target.TypeOf(argument.Expression) is { } type && (KnownTypes.IsTimeSpan(type) || type.SpecialType == SpecialType.System_Int32);
}
