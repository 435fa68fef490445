using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Symbols;

/// <summary>Tells which overloads of a nursery or a cancel scope are meant as its body: by the first parameter.</summary>
internal static class BodyOverloads
{
    public static IEnumerable<IMethodSymbol> Of(IMethodSymbol entry, CancellationToken cancellationToken) =>
        MethodRoles.Methods(entry.ContainingType).Where(method => IsOne(method, entry, cancellationToken));

    /// <summary>Whether the method is meant as a body of the entry.</summary>
    public static bool IsOne(IMethodSymbol method, IMethodSymbol entry, CancellationToken cancellationToken) =>
        KindOf(method, entry, cancellationToken) is not null;

    /// <summary>What the method's first parameter receives, where the method is meant as a body of the entry; else null.</summary>
    public static ArgumentKind? KindOf(IMethodSymbol method, IMethodSymbol entry, CancellationToken cancellationToken)
    {
        if (method.Name != entry.Name
            || method.IsPartialDefinition
            || method.Parameters.IsEmpty
            || SymbolEqualityComparer.Default.Equals(method, entry))
        {
            return null;
        }

        var first = method.Parameters[0];
        if (KnownTypes.IsCancelScope(first.Type))
            return MethodRoles.IsScope(entry) ? ArgumentKind.Scope : null;

        if (!MethodRoles.IsNursery(entry))
            return null;

        return KnownTypes.IsUntypedNursery(first.Type) ? ArgumentKind.UntypedNursery
            : NurseryType.IsTaken(first, entry, cancellationToken) ? ArgumentKind.Nursery
            : null;
    }
}
