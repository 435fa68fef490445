using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>How the first parameter of a body is spelled: the nursery, or the scope.</summary>
internal static class BodyParameter
{
    /// <summary><c>CheckNursery nursery</c></summary>
    public static (string Type, string Name) Of(IMethodSymbol method) => MethodRoles.IsNursery(method)
        ? (GeneratedNames.NurseryType(method.Name) + TypeText.Short.ListOf(method.TypeParameters), "nursery")
        : ("CancelScope", "scope");
}
