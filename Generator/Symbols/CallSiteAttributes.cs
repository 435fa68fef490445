using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>Recognises attributes of parameters and type parameters that act where the method is called.</summary>
internal static class CallSiteAttributes
{
    private const string Services = "System.Runtime.CompilerServices";
    private const string Interop = "System.Runtime.InteropServices";
    private const string Analysis = "System.Diagnostics.CodeAnalysis";

    private static readonly Dictionary<string, string> s_namespaces = new(StringComparer.Ordinal)
    {
        ["CallerMemberNameAttribute"] = Services,
        ["CallerFilePathAttribute"] = Services,
        ["CallerLineNumberAttribute"] = Services,
        ["CallerArgumentExpressionAttribute"] = Services,
        ["InterpolatedStringHandlerArgumentAttribute"] = Services,
        ["OptionalAttribute"] = Interop,
        ["DefaultParameterValueAttribute"] = Interop,
        ["DateTimeConstantAttribute"] = Services,
        ["DecimalConstantAttribute"] = Services,
        ["IUnknownConstantAttribute"] = Services,
        ["IDispatchConstantAttribute"] = Services,
        ["AllowNullAttribute"] = Analysis,
        ["DisallowNullAttribute"] = Analysis,
        ["DynamicallyAccessedMembersAttribute"] = Analysis,
        ["StringSyntaxAttribute"] = Analysis,
        ["ConstantExpectedAttribute"] = Analysis,
    };

    /// <summary>The name of the attribute's class, if it is one of these.</summary>
    public static string? NameOf(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingType: null } type
        && s_namespaces.TryGetValue(type.Name, out var ns)
        && type.ContainingNamespace.ToDisplayString() == ns
            ? type.Name
            : null;
}
