using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Checks what a child says of the nurseries that it belongs to.</summary>
internal static class MembershipChecker
{
    /// <summary>Reports names that mean no nursery, and nurseries that can't start the child.</summary>
    public static bool Check(ReadingContext context, MethodFacts facts)
    {
        var child = facts.Method;
        var isFine = true;
        var names = facts.NurseryNames;
        for (var index = 0; index < names.Length; index++)
        {
            var name = names[index];
            var nursery = Membership.NurseryNamed(child.ContainingType, name);
            var reason = WhyNot(child, name, nursery);
            if (name is null || reason is null)
                continue;

            isFine = false;
            var attribute = AttributeReader.Find(child, WellKnownNames.ChildAttributeName)!;
            var place = AttributeReader.LocationOfPositional(attribute, index, context.CancellationToken);
            context.Report(DiagnosticDescriptors.UnknownName, place, child.Name, name, reason);
        }

        var taken = Membership.Taken(facts, context.CancellationToken);
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

    private static string? WhyNot(IMethodSymbol child, string? name, IMethodSymbol? nursery) => nursery switch
    {
        null => $"'{child.ContainingType.Name}' has no [Nursery] method '{name}'; use nameof",
        { IsStatic: true } when !child.IsStatic => "the nursery is static and the child is not; make the child static",
        _ => null,
    };
}
