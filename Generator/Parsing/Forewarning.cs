using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Parsing;

/// <summary>Attributes that warn the caller of a method. The caller of a child is generated code, so they are carried to where the user is.</summary>
internal static class Forewarning
{
    private const string Obsolete = "ObsoleteAttribute";
    private const string UnreferencedCode = "RequiresUnreferencedCodeAttribute";
    private const string DynamicCode = "RequiresDynamicCodeAttribute";
    private const string AssemblyFiles = "RequiresAssemblyFilesAttribute";

    // By the namespace, which is asked for last: a name says nearly always that it is none of these.
    private static readonly Dictionary<string, string> s_namespaces = new(StringComparer.Ordinal)
    {
        [Obsolete] = "System",
        ["OverloadResolutionPriorityAttribute"] = "System.Runtime.CompilerServices",
        ["ExperimentalAttribute"] = "System.Diagnostics.CodeAnalysis",
        ["RequiresPreviewFeaturesAttribute"] = "System.Runtime.Versioning",
        ["SupportedOSPlatformAttribute"] = "System.Runtime.Versioning",
        ["UnsupportedOSPlatformAttribute"] = "System.Runtime.Versioning",
        ["ObsoletedOSPlatformAttribute"] = "System.Runtime.Versioning",
        [UnreferencedCode] = "System.Diagnostics.CodeAnalysis",
        [DynamicCode] = "System.Diagnostics.CodeAnalysis",
        [AssemblyFiles] = "System.Diagnostics.CodeAnalysis",
    };

    /// <summary>What a child warns of.</summary>
    public static ForewarningSpec Of(IMethodSymbol child)
    {
        if (!MethodFacts.Of(child).HasOtherAttributes)
            return ForewarningSpec.None;

        var attributes = new List<string>();
        var suppressed = new List<string>();
        var isObsolete = false;
        foreach (var attribute in child.GetAttributes())
        {
            if (NameOf(attribute) is not { } name || AttributeText.Of(attribute) is not { } text)
                continue;

            attributes.Add(text);
            isObsolete |= name == Obsolete;
            if (RuleOf(name) is { } rule)
                suppressed.Add(rule);
        }

        return attributes.Count == 0 ? ForewarningSpec.None : new ForewarningSpec(attributes.ToArray(), suppressed.ToArray(), isObsolete);
    }

    /// <summary>
    /// What the program has to keep or allow for the methods that a nursery or a scope calls by itself: its own callers have to know, for
    /// nobody starts those.
    /// </summary>
    /// <param name="entry">The nursery or the scope; what it says already isn't repeated.</param>
    /// <param name="callees">The body, or the children.</param>
    public static string[] RequirementsOf(IMethodSymbol entry, IEnumerable<IMethodSymbol> callees)
    {
        List<string>? requirements = null;
        HashSet<string>? said = null;
        foreach (var callee in callees)
        {
            if (!MethodFacts.Of(callee).HasOtherAttributes)
                continue;

            foreach (var attribute in callee.GetAttributes())
            {
                if (NameOf(attribute) is not { } name || RuleOf(name) is null || AttributeText.Of(attribute) is not { } text)
                    continue;

                said ??= new HashSet<string>(entry.GetAttributes().Select(NameOf).OfType<string>(), StringComparer.Ordinal);
                if (said.Add(name))
                    (requirements ??= []).Add(text);
            }
        }

        return requirements?.ToArray() ?? [];
    }

    private static string? NameOf(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingType: null } type
        && s_namespaces.TryGetValue(type.Name, out var ns)
        && type.ContainingNamespace.ToDisplayString() == ns
            ? type.Name
            : null;

    /// <summary>What the linker says where such a method is called.</summary>
    private static string? RuleOf(string name) => name switch
    {
        UnreferencedCode => "\"Trimming\", \"IL2026\"",
        DynamicCode => "\"AOT\", \"IL3050\"",
        AssemblyFiles => "\"SingleFile\", \"IL3002\"",
        _ => null,
    };
}
