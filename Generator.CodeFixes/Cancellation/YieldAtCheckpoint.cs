using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Cancellation;

/// <summary>NUR208: yields at a checkpoint, which can be cancelled, instead of by <c>Task.Yield()</c> or <c>Task.Delay(0)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(YieldAtCheckpoint))]
public sealed class YieldAtCheckpoint() : NurseryCodeFix("NUR208")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        var call = target.Find<InvocationExpressionSyntax>(one =>
            target.SymbolOf(one) is { Name: "Yield" or "Delay" } method && Types.IsMemberOf(method, "System.Threading.Tasks.Task"));
        if (call is null || (TokenOf(target, call) ?? AvailableTokens.Token(target)) is not { } token)
            yield break;

        yield return new Fix("Yield at a checkpoint", nameof(YieldAtCheckpoint), editor => editor.ReplaceNode(
            call,
            (node, _) => Code.Call(Types.Expression("NurseryGen.Checkpoint.YieldAsync"), token).WithTriviaFrom(node)));
    }

    /// <summary>The token that the call is given already.</summary>
    private static ExpressionSyntax? TokenOf(FixTarget target, InvocationExpressionSyntax call) => call.ArgumentList.Arguments
        .Select(static argument => argument.Expression)
        .FirstOrDefault(value => target.TypeOf(value) is { } type && KnownTypes.IsCancellationToken(type));
}
