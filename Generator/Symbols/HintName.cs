using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>Names the generated file of a nursery or a scope: <c>Demo.SiteChecker.CheckAsync.g.cs</c>.</summary>
/// <remarks>
/// The compiler compares hint names without regard to case, and a method can have overloads: where either makes two
/// names alike, each gets a hash of its exact name and parameters. A name too long for a file system is cut and hashed likewise.
/// </remarks>
internal static class HintName
{
    public static string Of(IMethodSymbol method)
    {
        var facts = TypeFacts.Of(method.ContainingType);
        var file = $"{facts.Hint.Name}.{method.Name}{TypeHint.Arity(method.Arity)}{TypeHint.Extension}";
        var needsHash = facts.Hint.HasTwin || HasTwinMethod(method, facts);
        return !needsHash && file.Length <= TypeHint.LongestName + TypeHint.Extension.Length
            ? file
            : Hashed(file.Substring(0, file.Length - TypeHint.Extension.Length), method);
    }

    private static string Hashed(string name, IMethodSymbol method)
    {
        var parameters = method.Parameters.Select(static parameter => TypeText.Qualified.SignatureOf(parameter.Type));
        return TypeHint.Shortened(name, needsHash: true, exact: $"{name}({string.Join(",", parameters)})") + TypeHint.Extension;
    }

    private static bool HasTwinMethod(IMethodSymbol method, TypeFacts type)
    {
        foreach (var other in type.Methods)
        {
            if (string.Equals(other.Method.Name, method.Name, StringComparison.OrdinalIgnoreCase)
                && !SymbolEqualityComparer.Default.Equals(other.Method, method)
                && (other.IsNursery || MethodRoles.IsScope(other.Method)))
            {
                return true;
            }
        }

        return false;
    }
}
