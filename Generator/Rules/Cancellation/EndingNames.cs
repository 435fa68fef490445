using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Rules;

/// <summary>Functions that are there to end something, and so to their last step: by name, shutdowns.</summary>
/// <remarks>
/// The end of all, as in <c>StopAsync</c> and <c>CloseAllAsync</c>, or of something that the function or its type has:
/// <c>StopServerAsync</c> beside a <c>_server</c>. A <c>StopLossOrderAsync</c> ends nothing.
/// </remarks>
internal static class EndingNames
{
    private static readonly string[] s_ends =
        ["Shutdown", "ShutDown", "Stop", "Close", "Dispose", "TearDown", "Teardown", "Terminate", "CleanUp", "Cleanup"];

    private static readonly string[] s_wholes =
        ["", "All", "Everything", "Core", "Internal", "Impl", "Now", "Gracefully", "Cleanly"];

    /// <summary>True if the function's name is an end's.</summary>
    public static bool IsEnd(ISymbol function)
    {
        var name = function.Name;
        foreach (var word in s_ends)
        {
            if (name.StartsWith(word, StringComparison.Ordinal) && (name.Length == word.Length || !char.IsLower(name[word.Length])))
                return IsOfWholeOrOwn(Rest(name, word), function);
        }

        return false;
    }

    private static string Rest(string name, string word)
    {
        var rest = name.Substring(word.Length);
        return rest.EndsWith("Async", StringComparison.Ordinal) ? rest.Substring(0, rest.Length - 5) : rest;
    }

    private static bool IsOfWholeOrOwn(string rest, ISymbol function)
    {
        if (s_wholes.Contains(rest, StringComparer.Ordinal))
            return true;

        foreach (var prefix in s_wholes)
        {
            // StopAllWorkers, with _workers.
            if (prefix.Length > 0 && rest.StartsWith(prefix, StringComparison.Ordinal) && char.IsUpper(rest[prefix.Length]))
                return true;
        }

        return Owned(function).Any(owned => IsCalled(owned, rest));
    }

    /// <summary>What the function is given, and what its type keeps.</summary>
    private static IEnumerable<(string Name, ITypeSymbol Type)> Owned(ISymbol function)
    {
        for (var outer = function; outer is IMethodSymbol method; outer = outer.ContainingSymbol)
        {
            foreach (var parameter in method.Parameters)
                yield return (parameter.Name, parameter.Type);
        }

        if (function.ContainingType is not { } type)
            yield break;

        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsImplicitlyDeclared: false } field)
            {
                yield return (field.Name, field.Type);
            }
            else if (member is IPropertySymbol property)
            {
                yield return (property.Name, property.Type);
            }
            else if (member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor)
            {
                foreach (var parameter in constructor.Parameters)
                    yield return (parameter.Name, parameter.Type);
            }
        }
    }

    /// <summary>Whether the words are the end of the owned thing's name, or of its type's: one or several of them.</summary>
    private static bool IsCalled((string Name, ITypeSymbol Type) owned, string words)
    {
        var one = Singular(words);
        return Singular(owned.Name).EndsWith(one, StringComparison.OrdinalIgnoreCase)
            || owned.Type.Name.EndsWith(one, StringComparison.Ordinal);
    }

    private static string Singular(string word) => word.EndsWith("s", StringComparison.Ordinal) ? word.Substring(0, word.Length - 1) : word;
}
