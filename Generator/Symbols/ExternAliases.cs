using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>References that a compilation has under an alias alone: their types can be named in no other way.</summary>
internal static class ExternAliases
{
    private static readonly ConditionalWeakTable<Compilation, string[]> s_known = new();
    private static readonly ConditionalWeakTable<IAssemblySymbol, string> s_aliases = new();
    private static volatile bool s_any;

    /// <summary>Whether there ever was one: few know of such a thing, and all pay for the question.</summary>
    public static bool Any => s_any;

    /// <summary>The aliases of a compilation, which <see cref="Of"/> knows from then on.</summary>
    public static string[] In(Compilation compilation) => s_known.GetValue(compilation, Find);

    /// <summary>What is written before <c>::</c> for a type of the assembly.</summary>
    public static string Of(IAssemblySymbol? assembly) =>
        assembly is not null && s_aliases.TryGetValue(assembly, out var alias) ? alias : "global";

    private static string[] Find(Compilation compilation)
    {
        var aliases = new List<string>();
        foreach (var reference in compilation.References)
        {
            var names = reference.Properties.Aliases;
            if (names.IsEmpty
                || names.Contains("global")
                || compilation.GetAssemblyOrModuleSymbol(reference) is not IAssemblySymbol assembly)
            {
                continue;
            }

            var alias = Identifier.Escape(names[0]);
            aliases.Add(alias);
            s_aliases.Remove(assembly);
            s_aliases.GetValue(assembly, _ => alias);
            s_any = true;
        }

        return aliases.Count == 0
            ? []
            : [.. aliases.Distinct(StringComparer.Ordinal).OrderBy(static alias => alias, StringComparer.Ordinal)];
    }
}
