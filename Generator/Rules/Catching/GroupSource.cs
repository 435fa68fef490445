using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>Tells which calls run a nursery that may throw an ExceptionGroup.</summary>
/// <remarks>
/// For a group it takes two that can fail: two children, or a child and the body; or a nursery that always throws groups. A nursery of
/// another assembly doesn't show whether it has a body: unless its attribute names one single child, it may throw one.
/// </remarks>
internal static class GroupSource
{
    /// <param name="awaited">What is awaited: a call, also configured or converted.</param>
    /// <param name="context">Where.</param>
    /// <returns>The nursery; null where it throws no group, or it isn't a nursery's call.</returns>
    public static IMethodSymbol? Of(IOperation? awaited, RuleContext context)
    {
        if (awaited.Unwrapped() is not IInvocationOperation call)
            return null;

        var method = call.TargetMethod;
        if (method.Name is "ConfigureAwait" or "AsTask" or "WithCancellation")
            return Of(call.Instance ?? call.Arguments.FirstOrDefault()?.Value, context);

        if (method.Name == "RunAsync" && KnownSymbols.Is(method.ContainingType, context.Known.Nursery))
            return method;

        var entry = method.OriginalDefinition;
        return MethodRoles.IsNursery(entry) && CanThrowGroup(entry, context) ? entry : null;
    }

    private static bool CanThrowGroup(IMethodSymbol nursery, RuleContext context)
    {
        if (nursery.Parameters.Any(MethodRoles.HasEach) && ReturnsOutcomes(nursery))
            return false;
        if (MethodOptions.IsGrouping(nursery, nursery.ContainingAssembly) || MethodOptions.PolicyOf(nursery) == NurseryPolicy.Race)
            return true;

        var isHere = SymbolEqualityComparer.Default.Equals(nursery.ContainingAssembly, context.Compilation.Assembly);
        var listed = MethodOptions.ListedChildren(nursery).Length;
        if (listed > 0
            || !isHere
            || nursery.Parameters.Any(MethodRoles.HasEach)
            || BodyOverloads.Of(nursery, context.CancellationToken).Any())
        {
            return listed != 1;
        }

        return ChildMembers.Of(nursery.ContainingType, context.Compilation).Skip(1).Any();
    }

    /// <summary>Whether items' failures are values: nothing but the sequence is left to throw.</summary>
    private static bool ReturnsOutcomes(IMethodSymbol nursery) =>
        (KnownTypes.IsAwaitable(nursery.ReturnType, out _, out var result) ? result : nursery.ReturnType) switch
        {
            IArrayTypeSymbol array => KnownTypes.IsOutcome(array.ElementType, out _),
            INamedTypeSymbol { Arity: 1 } sequence => KnownTypes.IsOutcome(sequence.TypeArguments[0], out _),
            _ => false,
        };
}
