using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>
/// Attributes that warn the caller of a method. The caller of a child is generated code, so they are carried to where the user is.
/// </summary>
internal static class Forewarning
{
    private const string Obsolete = "ObsoleteAttribute";
    private const string Priority = "OverloadResolutionPriorityAttribute";
    private const string UnreferencedCode = "RequiresUnreferencedCodeAttribute";
    private const string DynamicCode = "RequiresDynamicCodeAttribute";
    private const string AssemblyFiles = "RequiresAssemblyFilesAttribute";

    // By the namespace, which is asked for last: a name says nearly always that it is none of these.
    private static readonly Dictionary<string, string> s_namespaces = new(StringComparer.Ordinal)
    {
        [Obsolete] = "System",
        [Priority] = "System.Runtime.CompilerServices",
        ["ExperimentalAttribute"] = "System.Diagnostics.CodeAnalysis",
        ["RequiresPreviewFeaturesAttribute"] = "System.Runtime.Versioning",
        ["SupportedOSPlatformAttribute"] = "System.Runtime.Versioning",
        ["UnsupportedOSPlatformAttribute"] = "System.Runtime.Versioning",
        ["ObsoletedOSPlatformAttribute"] = "System.Runtime.Versioning",
        [UnreferencedCode] = "System.Diagnostics.CodeAnalysis",
        [DynamicCode] = "System.Diagnostics.CodeAnalysis",
        [AssemblyFiles] = "System.Diagnostics.CodeAnalysis",
    };

    /// <summary>What a child warns of: as much as its starter is to see of it, and of what is called for it after its deadline.</summary>
    public static ForewarningSpec Of(IMethodSymbol child, CallSpec? fallback)
    {
        var own = Read(child, withPriority: true);
        if (fallback is not { Forewarning: { Attributes.Count: > 0 } after })
            return own;

        return new ForewarningSpec(
            Requirements.Joined([own.Attributes, after.Attributes]),
            own.Suppressed.Union(after.Suppressed).ToArray(),
            own.IsObsolete || after.IsObsolete);
    }

    /// <summary>What a method warns of that is called by itself: a fallback.</summary>
    public static ForewarningSpec Of(IMethodSymbol callee) => Read(callee, withPriority: false);

    /// <summary>
    /// What a nursery or a scope has to warn its own callers of, for the methods that it calls by itself: no user code starts those.
    /// </summary>
    /// <param name="entry">The nursery or the scope; what it says already isn't repeated.</param>
    /// <param name="callees">The body, or the children.</param>
    /// <param name="fallback">What is called after the deadline.</param>
    public static string[] RequirementsOf(IMethodSymbol entry, IEnumerable<ForewarningSpec> callees, CallSpec? fallback)
    {
        List<IReadOnlyList<string>>? all = null;
        foreach (var callee in callees)
        {
            if (callee.Attributes.Count > 0)
                (all ??= []).Add(callee.Attributes);
        }

        if (fallback is { Forewarning.Attributes: { Count: > 0 } after })
            (all ??= []).Add(after);

        if (all is null)
            return [];

        var said = Read(entry, withPriority: false).Attributes.Select(Requirements.NameIn).ToArray();
        return Requirements.Joined(all).Select(static text => (Text: text, Name: Requirements.NameIn(text)))
            .Where(one => !said.Contains(one.Name) && !one.Name.EndsWith(Priority, StringComparison.Ordinal))
            .Select(static one => one.Text)
            .ToArray();
    }

    private static ForewarningSpec Read(IMethodSymbol method, bool withPriority)
    {
        if (!MethodFacts.Of(method).HasOtherAttributes)
            return ForewarningSpec.None;

        var attributes = new List<string>();
        var suppressed = new List<string>();
        var isObsolete = false;
        foreach (var attribute in method.GetAttributes())
        {
            if (NameOf(attribute) is not { } name
                || (name == Priority && !withPriority)
                || AttributeText.Of(attribute) is not { } text)
            {
                continue;
            }

            attributes.Add(text);
            isObsolete |= name == Obsolete;
            if (RuleOf(name) is { } rule)
                suppressed.Add(rule);
        }

        return attributes.Count == 0 ? ForewarningSpec.None : new ForewarningSpec(attributes.ToArray(), suppressed.ToArray(), isObsolete);
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
