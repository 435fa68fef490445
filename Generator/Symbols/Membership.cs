using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>Decides which nurseries a child belongs to.</summary>
/// <remarks>
/// A child that takes a generated nursery type belongs to that nursery alone; <c>[Child(nameof(X))]</c> belongs to X; any other belongs
/// to every nursery of its type that can start it.
/// </remarks>
internal static class Membership
{
    public static bool Belongs(MethodFacts facts, IMethodSymbol nursery, CancellationToken cancellationToken)
    {
        var child = facts.Method;

        // An instance child has no instance to run on in a static nursery.
        if (nursery.IsStatic && !child.IsStatic)
            return false;

        if (Taken(facts, cancellationToken) is { } taken)
            return SymbolEqualityComparer.Default.Equals(taken, nursery);

        // A child whose nurseries don't exist may be meant for any: each says so, and the compiler nothing of its missing Start….
        var names = facts.NurseryNames;
        return names.Length == 0
            || names.Contains(nursery.Name, StringComparer.Ordinal)
            || Array.TrueForAll(names, name => name is not null && NurseryNamed(child.ContainingType, name) is null);
    }

    /// <summary>The first nursery of the type with that name.</summary>
    public static IMethodSymbol? NurseryNamed(INamedTypeSymbol type, string? name)
    {
        foreach (var nursery in TypeFacts.Of(type).Nurseries)
        {
            if (nursery.Method.Name == name)
                return nursery.Method;
        }

        return null;
    }

    /// <summary>The nursery whose type the child takes.</summary>
    public static IMethodSymbol? Taken(MethodFacts child, CancellationToken cancellationToken) =>
        child.MayTakeNursery(cancellationToken) ? FindTaken(child.Method, cancellationToken) : null;

    // Apart, because what its lambdas capture is made anew for every child of every nursery, and most children take none.
    private static IMethodSymbol? FindTaken(IMethodSymbol child, CancellationToken cancellationToken) =>
        TypeFacts.Of(child.ContainingType).Nurseries.Select(static nursery => nursery.Method).FirstOrDefault(nursery =>
            child.Parameters.Any(parameter => NurseryType.IsTaken(parameter, nursery, cancellationToken)));
}
