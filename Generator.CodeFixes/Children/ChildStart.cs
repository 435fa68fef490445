using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Children;

/// <summary>What starts a child instead of a call of its method: <c>VisitAsync(url, ct)</c> gives <c>nursery.StartVisit(url)</c>.</summary>
internal static class ChildStart
{
    /// <summary>None where the nursery at hand can't start it so.</summary>
    public static InvocationExpressionSyntax? Of(FixTarget target, InvocationExpressionSyntax call)
    {
        if (AvailableTokens.Nursery(target) is not { } nursery
            || target.SymbolOf(call) is not IMethodSymbol method
            || !MethodRoles.IsChild(method)
            || method.Parameters.Any(static parameter => KnownTypes.IsReady(parameter.Type, out _))
            || !IsOfThis(call))
        {
            return null;
        }

        var name = Calls.NameOf(call)!;
        var started = name.ReplaceToken(name.Identifier, SyntaxFactory.Identifier(GeneratedNames.Start(method.Name)));
        var arguments = call.ArgumentList.Arguments
            .Where((argument, index) => ParameterOf(method, argument, index) is { } parameter && !IsSupplied(target, parameter)).ToList();
        var start = Code.Call(Code.Member(nursery.Name, started.WithoutTrivia()), arguments);
        return Calls.Bind(target, call.SpanStart, start) is null ? null : start;
    }

    // A nursery's children are its owner's methods.
    private static bool IsOfThis(InvocationExpressionSyntax call) =>
        call.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };

    private static IParameterSymbol? ParameterOf(IMethodSymbol method, ArgumentSyntax argument, int index) =>
        argument.NameColon is { } colon ? method.Parameters.FirstOrDefault(parameter => parameter.Name == colon.Name.Identifier.ValueText)
        : method.Parameters[Math.Min(index, method.Parameters.Length - 1)];

    private static bool IsSupplied(FixTarget target, IParameterSymbol parameter) =>
        KnownTypes.IsCancellationToken(parameter.Type) || AvailableTokens.IsNurseryHandle(target, parameter.Type);
}
