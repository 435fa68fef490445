using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>
/// Keeps type parameters of methods apart from what generated code calls otherwise, and from those of the types around it.
/// </summary>
/// <remarks>
/// A type parameter of a method becomes one of the nursery type, or of a node. There it stands beside their members, and beside the type
/// parameters of the containing types, which a method's own may hide where the user wrote it.
/// </remarks>
internal static class TypeParameterNames
{
    private static readonly HashSet<string> s_reserved = new(
        GeneratedNames.NurseryMembers.Concat(
        [
            "Arguments", "Clear", "Collect", "Deliver", "DisposeUnreachable", "DropAll", "Fallback", "Handle", "Invoke", "Kept", "Nursery",
            "ReadyWithValue", "ReadyWithoutValue", "StartCore", "System", "NurseryGen", "cancellationToken", "child", "error", "exit",
            "item", "nursery", "owner", "result", "scope", "sink", "start", "state", "value",
        ]),
        StringComparer.Ordinal);

    /// <summary>Spells the types of a nursery or a scope: where no name is in the way, as the user does.</summary>
    /// <param name="method">A generic one.</param>
    /// <param name="type">What is known of its type.</param>
    /// <param name="userPart">The user's own part of the nursery type, which has names already.</param>
    public static TypeText Of(IMethodSymbol method, TypeFacts type, INamedTypeSymbol? userPart)
    {
        var parameters = method.TypeParameters;
        var names = userPart is { } part
            ? [.. part.TypeParameters.Select(static parameter => Identifier.Escape(parameter.Name))]
            : Free(parameters, [.. type.TypeParameterNames, .. method.Parameters.Select(static parameter => parameter.Name)]);
        if (names.Length != parameters.Length
            || parameters.Select(static parameter => Identifier.Escape(parameter.Name)).SequenceEqual(names))
        {
            return TypeText.Qualified;
        }

        var renamed = new Dictionary<ITypeParameterSymbol, string>(SymbolEqualityComparer.Default);
        for (var index = 0; index < names.Length; index++)
            renamed.Add(parameters[index], names[index]);

        return TypeText.Renaming(renamed);
    }

    /// <summary>Names for type parameters, as near to their own as can be.</summary>
    /// <param name="parameters">The type parameters.</param>
    /// <param name="taken">The names that others have.</param>
    public static string[] Free(IEnumerable<ITypeParameterSymbol> parameters, HashSet<string> taken)
    {
        var names = new List<string>();
        foreach (var parameter in parameters)
        {
            var name = Identifier.Escape(parameter.Name);
            if (IsReserved(parameter.Name) || taken.Contains(name))
                name = Identifier.Fresh(parameter.Name + "Type", taken);

            taken.Add(name);
            names.Add(name);
        }

        return [.. names];
    }

    /// <summary>Whether generated code calls something by that name, or may do so: what is started, and the classes of nodes.</summary>
    public static bool IsReserved(string name) =>
        s_reserved.Contains(name)
        || name.StartsWith("Start", StringComparison.Ordinal)
        || name.EndsWith("Nursery", StringComparison.Ordinal)
        || name.EndsWith("Scope", StringComparison.Ordinal)
        || name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').EndsWith("Child", StringComparison.Ordinal);
}
