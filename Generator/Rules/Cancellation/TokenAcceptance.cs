using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>Finds the parameter that would take a token, of a call that is given none.</summary>
/// <remarks>
/// <para>
/// It is an optional parameter of the method, or the last one of an overload that is the same but for it: same type, same kind, same
/// parameters, same result, or another task of the same result where that is awaited on the spot.
/// </para>
/// <para>
/// No such call is one where a token means something else. <c>Task.Run</c>, <c>ContinueWith</c> and task factories take one for whether to
/// begin; completion and token sources, to pass it on. A nursery's <c>Start…</c> gives the child a token anyway,
/// and a method that is given a nursery or a scope has its token too. An overload that the code itself is part of would call itself.
/// </para>
/// </remarks>
internal static class TokenAcceptance
{
    public static IParameterSymbol? Of(IInvocationOperation call, RuleContext context)
    {
        var known = context.Known;
        var method = call.TargetMethod;
        if (call.Arguments.Any(argument => argument.IsToken(known) || HasToken(argument.Value.Type, known))
            || KnownSymbols.Is(method.ReturnType, known.CancellationToken)
            || MeansSomethingElse(call, known))
        {
            return null;
        }

        return call.Arguments.FirstOrDefault(argument =>
                argument.ArgumentKind == ArgumentKind.DefaultValue && KnownSymbols.Is(argument.Parameter?.Type, known.CancellationToken))
            ?.Parameter ?? OfOverload(call, context);
    }

    /// <summary>How the token is added to the call's arguments: by name where others before it are left out or named.</summary>
    public static string Argument(IInvocationOperation call, IParameterSymbol parameter, string token)
    {
        if (call.Syntax is not InvocationExpressionSyntax { ArgumentList.Arguments: var given })
            return token;

        // The receiver of an extension method is its first parameter, and stands before the dot.
        var isReduced = parameter.ContainingSymbol is IMethodSymbol { IsExtensionMethod: true }
            && call.Arguments.Any(argument => argument.Parameter?.Ordinal == 0 && !argument.Syntax.IsKind(SyntaxKind.Argument));
        var isNext = given.Count == parameter.Ordinal - (isReduced ? 1 : 0) && given.All(static argument => argument.NameColon is null);
        return isNext ? token : $"{Identifier.Escape(parameter.Name)}: {token}";
    }

    /// <summary>
    /// Whether the call ends something that others have to know of, so that it must not be cut short: it commits, acknowledges, closes.
    /// </summary>
    public static bool IsToFinish(IInvocationOperation call) =>
        s_ends.Any(word => call.TargetMethod.Name.StartsWith(word, StringComparison.Ordinal));

    private static readonly string[] s_ends =
        ["Commit", "Rollback", "Complete", "Abandon", "Ack", "Nack", "Reject", "Close", "Release", "Unlock", "Dispose", "Disconnect"];

    /// <summary>Whether what the call does with a token isn't to end with it.</summary>
    public static bool MeansSomethingElse(IInvocationOperation call, KnownSymbols known)
    {
        var type = call.TargetMethod.ContainingType;
        return KnownSymbols.Is(type, known.TaskFactory)
            || KnownSymbols.Is(type, known.TaskFactoryOfT)
            || KnownSymbols.Is(type, known.TaskCompletionSource)
            || KnownSymbols.Is(type, known.TaskCompletionSourceOfT)
            || KnownSymbols.Is(type, known.CancellationTokenSource)
            || call.TargetMethod.Name == "ContinueWith"
            || call.Instance.Unwrapped()
                is IInvocationOperation
                {
                    TargetMethod.Name: "Received" or "DidNotReceive" or "ReceivedWithAnyArgs" or "DidNotReceiveWithAnyArgs",
                }
            || (call.TargetMethod.Name is "Run" or "FromCanceled" && KnownSymbols.Is(type, known.Task))
            || (call.Instance is { } receiver && known.IsNurseryHandle(receiver.Type));
    }

    private static bool HasToken(ITypeSymbol? type, KnownSymbols known) =>
        KnownSymbols.Is(type, known.CancelScope) || known.IsNurseryHandle(type);

    private static IParameterSymbol? OfOverload(IInvocationOperation call, RuleContext context)
    {
        var method = call.TargetMethod;
        if (call.Arguments.Any(static argument => argument.ArgumentKind == ArgumentKind.ParamArray))
            return null;

        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(method.Name))
            {
                if (member is IMethodSymbol overload
                    && overload.Parameters.Length == method.Parameters.Length + 1
                    && KnownSymbols.Is(overload.Parameters[overload.Parameters.Length - 1].Type, context.Known.CancellationToken)
                    && IsSameButForToken(overload, call, context))
                {
                    return overload.Parameters[overload.Parameters.Length - 1];
                }
            }
        }

        return null;
    }

    private static bool IsSameButForToken(IMethodSymbol overload, IInvocationOperation call, RuleContext context)
    {
        var method = call.TargetMethod;
        if (overload.IsStatic != method.IsStatic
            || overload.Arity != method.Arity
            || IsAround(call, overload, context.Owner)
            || IsObsolete(overload)
            || !context.Compilation.IsSymbolAccessibleWithin(overload, context.Owner.ContainingType ?? context.Owner, call.Instance?.Type))
        {
            return false;
        }

        var same = overload.Arity == 0 ? overload : overload.Construct(method.TypeArguments.ToArray());
        return method.Parameters.Zip(same.Parameters, static (own, other) => (own, other)).All(static pair =>
                pair.own.RefKind == pair.other.RefKind && SymbolEqualityComparer.Default.Equals(pair.own.Type, pair.other.Type))
            && HasResult(same.ReturnType, call);
    }

    private static bool HasResult(ITypeSymbol type, IInvocationOperation call)
    {
        if (SymbolEqualityComparer.Default.Equals(type, call.Type))
            return true;

        return call.IsAwaited()
            && call.Type is not null
            && KnownTypes.IsAwaitable(type, out _, out var result)
            && KnownTypes.IsAwaitable(call.Type, out _, out var usual)
            && SymbolEqualityComparer.Default.Equals(result, usual);
    }

    private static bool IsAround(IOperation call, IMethodSymbol overload, ISymbol owner)
    {
        var definition = overload.OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(owner.OriginalDefinition, definition))
            return true;

        for (var node = call.Parent; node is not null; node = node.Parent)
        {
            if (SymbolEqualityComparer.Default.Equals(node.FunctionSymbol(), definition))
                return true;
        }

        return false;
    }

    private static bool IsObsolete(IMethodSymbol method) =>
        method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute");
}
