using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.Generator;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>Calls, and what they would be with other arguments: the compiler is asked before anything is offered.</summary>
internal static class Calls
{
    /// <summary>
    /// The argument that hands the token to a call, named if it has to be; none where no overload takes it and returns the same.
    /// </summary>
    public static ArgumentSyntax? TokenArgument(FixTarget target, InvocationExpressionSyntax call, ExpressionSyntax token)
    {
        var method = target.SymbolOf(call) as IMethodSymbol;
        var overloads = target.Model.GetMemberGroup(call.Expression, target.CancellationToken).OfType<IMethodSymbol>();
        return TokenArgument(target, call.SpanStart, call, token, method is null ? overloads : overloads.Append(method), bound =>
            method is null
            || SymbolEqualityComparer.Default.Equals(bound.ReturnType, method.ReturnType)
            || (call.Parent is AwaitExpressionSyntax && YieldTheSame(bound.ReturnType, method.ReturnType)));
    }

    /// <summary>Whether one may be awaited as well as the other.</summary>
    private static bool YieldTheSame(ITypeSymbol one, ITypeSymbol other) =>
        KnownTypes.IsAwaitable(one, out _, out var result) && KnownTypes.IsAwaitable(other, out _, out var otherResult)
        && SymbolEqualityComparer.Default.Equals(result, otherResult);

    /// <summary>The argument that hands the token to a call that isn't written yet; none where no overload takes it.</summary>
    /// <param name="target">The finding.</param>
    /// <param name="position">Where the call is to stand.</param>
    /// <param name="call">The call, without the token.</param>
    /// <param name="token">The token.</param>
    /// <param name="overloads">Know what the parameter may be called.</param>
    /// <param name="isFit">Whether a method that takes the token will do.</param>
    public static ArgumentSyntax? TokenArgument(
        FixTarget target,
        int position,
        InvocationExpressionSyntax call,
        ExpressionSyntax token,
        IEnumerable<IMethodSymbol> overloads,
        Func<IMethodSymbol, bool> isFit)
    {
        var names = overloads.SelectMany(static method => method.Parameters)
            .Where(static parameter => KnownTypes.IsCancellationToken(parameter.Type)).Select(static parameter => parameter.Name);

        // Without a name first: that is how most people would write it.
        var standIn = SyntaxFactory.ParseExpression("default(global::System.Threading.CancellationToken)");
        foreach (var name in names.Distinct().Prepend(null))
        {
            var bound = Bind(target, position, Append(call, Argument(name, standIn)));
            if (bound is not null && isFit(bound) && Receives(bound, name, call.ArgumentList.Arguments.Count))
                return Argument(name, token.WithoutTrivia());
        }

        return null;
    }

    /// <summary>What a call would call, if it stood there.</summary>
    public static IMethodSymbol? Bind(FixTarget target, int position, InvocationExpressionSyntax call)
    {
        // After "?.", the call alone is no expression.
        var original = target.Root.FindToken(position).Parent?.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>();
        if (call.Expression is MemberBindingExpressionSyntax binding && original is not null)
            call = call.WithExpression(Code.Member(original.Expression, binding.Name));

        return target.Model.GetSpeculativeSymbolInfo(position, call, SpeculativeBindingOption.BindAsExpression).Symbol as IMethodSymbol;
    }

    /// <summary>Adds an argument after the others.</summary>
    public static InvocationExpressionSyntax Append(InvocationExpressionSyntax call, ArgumentSyntax argument)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.LastOrDefault() is { } last)
        {
            // What ends the last line follows the new argument; a comment within the line stays where it is.
            var trailing = last.GetTrailingTrivia();
            var own = trailing.Any(SyntaxKind.EndOfLineTrivia) ? default : Layout.TrimEnd(trailing);
            argument = argument.WithTrailingTrivia(trailing.Skip(own.Count));
            arguments = arguments.Replace(last, last.WithTrailingTrivia(own));
        }
        else if (call.ArgumentList.OpenParenToken.TrailingTrivia.ToString().EndsWith("*/", StringComparison.Ordinal))
        {
            argument = argument.WithLeadingTrivia(SyntaxFactory.Space);
        }

        return call.WithArgumentList(call.ArgumentList.WithArguments(Code.Insert(arguments, arguments.Count, argument)));
    }

    /// <summary>The name that a call calls: <c>Delay</c> of <c>Task.Delay(1)</c>.</summary>
    public static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    private static ArgumentSyntax Argument(string? name, ExpressionSyntax value)
    {
        if (name is null)
            return SyntaxFactory.Argument(value);

        var colon = Code.Spaced(SyntaxKind.ColonToken);
        var label = SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(Identifier.Escape(name)), colon);
        return SyntaxFactory.Argument(label, refKindKeyword: default, value);
    }

    private static bool Receives(IMethodSymbol method, string? name, int index) =>
        (name is null ? method.Parameters.ElementAtOrDefault(index) : method.Parameters.FirstOrDefault(parameter => parameter.Name == name))
            is { } parameter && KnownTypes.IsCancellationToken(parameter.Type);
}
