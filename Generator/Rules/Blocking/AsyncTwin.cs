using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// The method that does the same as a synchronous one and returns a task: of the same name with <c>Async</c>, of the same type or an
/// extension in reach, which takes the same arguments and gives the same result.
/// </summary>
/// <param name="Method">The method.</param>
/// <param name="TokenArgument">The argument that gives it the token at hand; none where it takes none.</param>
internal sealed record AsyncTwin(IMethodSymbol Method, string? TokenArgument)
{
    public string Name => Method.Name;

    /// <summary>Whether a call may have a twin, at a glance.</summary>
    public static bool IsPossible(IInvocationOperation call) =>
        call.TargetMethod is { MethodKind: MethodKind.Ordinary, Name: var name } method
        && !name.EndsWith("Async", StringComparison.Ordinal)
        && name != "Dispose"
        && !KnownTypes.IsAwaitable(method.ReturnType, out _, out _);

    /// <param name="call">The call of the synchronous method.</param>
    /// <param name="token">How code there names the token of its scope.</param>
    public static AsyncTwin? Of(IInvocationOperation call, string? token)
    {
        var method = call.TargetMethod;
        var isExtension = method.IsExtensionMethod
            && call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax };
        var receiver = isExtension ? Natural(call.Arguments[0]) : call.Instance?.Type ?? method.ContainingType;
        if (receiver is null)
            return null;

        AsyncTwin? best = null;
        var name = method.Name + "Async";
        var symbols = call.SemanticModel!.LookupSymbols(call.Syntax.SpanStart, receiver, name, includeReducedExtensionMethods: true);
        foreach (var symbol in symbols)
        {
            if (symbol is not IMethodSymbol candidate || candidate.IsStatic != (method.IsStatic && !isExtension))
                continue;
            if (Closed(candidate, method) is not { } twin || !Fits(twin, call, isExtension) || IsObsolete(twin))
                continue;

            var tokenArgument = Handing(twin, call, method.Parameters.Length - (isExtension ? 1 : 0), token);
            if (best is null || (best.TokenArgument is null && tokenArgument is not null))
                best = new AsyncTwin(twin, tokenArgument);
        }

        return best;
    }

    /// <summary>A generic candidate with the call's own type arguments.</summary>
    private static IMethodSymbol? Closed(IMethodSymbol candidate, IMethodSymbol method)
    {
        var isOpen = candidate.TypeArguments.Any(static argument =>
            argument is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method });
        if (!isOpen)
            return candidate;

        return candidate.Arity == method.Arity && candidate.ReducedFrom is null ? candidate.Construct([.. method.TypeArguments]) : null;
    }

    private static bool Fits(IMethodSymbol twin, IInvocationOperation call, bool isExtension)
    {
        var method = call.TargetMethod;
        if (!KnownTypes.IsAwaitable(twin.ReturnType, out _, out var result)
            || (method.ReturnsVoid ? result is not null : !SymbolEqualityComparer.Default.Equals(result, method.ReturnType)))
        {
            return false;
        }

        var parameters = isExtension ? method.Parameters.RemoveAt(0) : method.Parameters;
        return twin.Parameters.Length >= parameters.Length
            && parameters.Zip(twin.Parameters, (parameter, other) => Takes(other, parameter, call)).All(static fits => fits)
            && twin.Parameters.Skip(parameters.Length).All(static parameter =>
                parameter.IsOptional || parameter.IsParams || KnownTypes.IsCancellationToken(parameter.Type));
    }

    /// <summary>Whether the twin's parameter takes what the call gives to the method's.</summary>
    private static bool Takes(IParameterSymbol other, IParameterSymbol parameter, IInvocationOperation call)
    {
        if (other.RefKind != RefKind.None || parameter.RefKind != RefKind.None)
            return false;

        var argument = call.Arguments.FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.Parameter, parameter));
        if ((argument?.Syntax as ArgumentSyntax)?.NameColon is not null && other.Name != parameter.Name)
            return false;
        if (SymbolEqualityComparer.Default.Equals(other.Type, parameter.Type))
            return true;

        // An array that is read into as a span can be read into as a memory.
        return argument is { ArgumentKind: ArgumentKind.Explicit }
            && Natural(argument) is { } type
            && call.SemanticModel!.Compilation.HasImplicitConversion(type, other.Type);
    }

    private static ITypeSymbol? Natural(IArgumentOperation argument) =>
        argument.Value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand.Type : argument.Value.Type;

    /// <summary>The argument that hands the token on; null where the twin takes none, or the call gives it one.</summary>
    private static string? Handing(IMethodSymbol twin, IInvocationOperation call, int taken, string? token)
    {
        if (token is null || call.Arguments.Any(static argument => argument.ArgumentKind == ArgumentKind.ParamArray))
            return null;

        var place = twin.Parameters.Skip(taken).FirstOrDefault(static parameter => KnownTypes.IsCancellationToken(parameter.Type));
        if (place is null)
            return null;

        var written = (call.Syntax as InvocationExpressionSyntax)?.ArgumentList.Arguments;
        var isNext = written is { } arguments
            && arguments.Count == place.Ordinal
            && arguments.All(static argument => argument.NameColon is null);
        return isNext ? token : $"{place.Name}: {token}";
    }

    private static bool IsObsolete(IMethodSymbol method) =>
        method.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute" });
}
