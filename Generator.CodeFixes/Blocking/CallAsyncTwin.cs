using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Blocking;

/// <summary>NUR303: awaits the asynchronous twin of a call, with the token where it takes one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallAsyncTwin))]
public sealed class CallAsyncTwin() : NurseryCodeFix("NUR303")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        var call = target.Find<InvocationExpressionSyntax>(static _ => true);
        if (call is null or { Expression: MemberBindingExpressionSyntax }
            || AwaitPlace.Of(target, call) is not { } place
            || target.SymbolOf(call) is not IMethodSymbol method
            || Calls.NameOf(call) is not { } name)
        {
            yield break;
        }

        var twin = Twin(call);
        var bound = Calls.Bind(target, call.SpanStart, twin);
        var argument = AvailableTokens.Token(target) is { } token
            ? Calls.TokenArgument(target, call.SpanStart, twin, token, bound is null ? [] : [bound], Returns)
            : null;
        if (argument is null && (bound is null || !Returns(bound)))
            yield break;

        yield return new Fix($"Await '{name.Identifier.ValueText}Async'", nameof(CallAsyncTwin), editor =>
        {
            editor.ReplaceNode(call, (node, _) =>
            {
                var current = Twin((InvocationExpressionSyntax)node);
                return Awaiting.Await(argument is null ? current : Calls.Append(current, argument), call).WithTriviaFrom(node);
            });
            place.MakeAsync(editor);
        });

        bool Returns(IMethodSymbol candidate) => KnownTypes.IsAwaitable(candidate.ReturnType, out _, out var result)
            && (method.ReturnsVoid ? result is null : SymbolEqualityComparer.Default.Equals(result, method.ReturnType));
    }

    private static InvocationExpressionSyntax Twin(InvocationExpressionSyntax call)
    {
        var name = Calls.NameOf(call)!;
        var twin = SyntaxFactory.Identifier(name.Identifier.ValueText + "Async").WithTriviaFrom(name.Identifier);
        return call.ReplaceToken(name.Identifier, twin);
    }
}
