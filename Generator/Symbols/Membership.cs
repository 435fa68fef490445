using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Reading;
using NurseryGen.Generator.Rules;

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

    /// <summary>Reports names that mean no nursery, and nurseries that can't start the child.</summary>
    public static bool Check(ParseContext context, MethodFacts facts)
    {
        var child = facts.Method;
        var isFine = true;
        var names = facts.NurseryNames;
        for (var index = 0; index < names.Length; index++)
        {
            var name = names[index];
            var nursery = NurseryNamed(child.ContainingType, name);
            var reason = WhyNot(child, name, nursery);
            if (name is null || reason is null)
                continue;

            isFine = false;
            var attribute = AttributeReader.Find(child, WellKnownNames.ChildAttributeName)!;
            var place = AttributeReader.LocationOfPositional(attribute, index, context.CancellationToken);
            context.Report(DiagnosticDescriptors.UnknownName, place, child.Name, name, reason);
        }

        var taken = Taken(facts, context.CancellationToken);
        if (taken is { IsStatic: true } && !child.IsStatic)
        {
            isFine = false;
            context.Report(
                DiagnosticDescriptors.UnknownName,
                SyntaxPlaces.IdentifierOf(child),
                child.Name,
                taken.Name,
                WhyNot(child, taken.Name, taken)!);
        }

        return isFine;
    }

    private static IMethodSymbol? NurseryNamed(INamedTypeSymbol type, string? name)
    {
        foreach (var nursery in TypeFacts.Of(type).Nurseries)
        {
            if (nursery.Method.Name == name)
                return nursery.Method;
        }

        return null;
    }

    private static string? WhyNot(IMethodSymbol child, string? name, IMethodSymbol? nursery) => nursery switch
    {
        null => $"'{child.ContainingType.Name}' has no [Nursery] method '{name}'; use nameof",
        { IsStatic: true } when !child.IsStatic => "the nursery is static and the child is not; make the child static",
        _ => null,
    };

    /// <summary>The nursery whose type the child takes.</summary>
    private static IMethodSymbol? Taken(MethodFacts child, CancellationToken cancellationToken) =>
        child.MayTakeNursery(cancellationToken) ? FindTaken(child.Method, cancellationToken) : null;

    // Apart, because what its lambdas capture is made anew for every child of every nursery, and most children take none.
    private static IMethodSymbol? FindTaken(IMethodSymbol child, CancellationToken cancellationToken) =>
        TypeFacts.Of(child.ContainingType).Nurseries.Select(static nursery => nursery.Method).FirstOrDefault(nursery =>
            child.Parameters.Any(parameter => NurseryType.IsTaken(parameter, nursery, cancellationToken)));
}
