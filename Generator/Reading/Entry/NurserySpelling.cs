using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Reading;

/// <summary>Whether a method is spelled as a nursery, without asking the compiler.</summary>
/// <remarks>
/// A nursery's deadline is the nursery's own business: what looks for methods with <c>[Timeout]</c> alone need not bind it. Only a class of
/// the attribute's name that is nearer in scope than our namespace's can prove the spelling wrong.
/// </remarks>
internal static class NurserySpelling
{
    private const string ShortName = "Nursery";

    /// <summary>Whether the method has <c>[Nursery]</c>, where that is ours as far as the file can tell.</summary>
    public static bool IsIn(MethodDeclarationSyntax method)
    {
        foreach (var list in method.AttributeLists)
        {
            if (list.Target is null && list.Attributes.Any(static attribute => IsName(attribute.Name)))
                return MeansOurs(method);
        }

        return false;
    }

    private static bool IsName(NameSyntax name) => name is IdentifierNameSyntax { Identifier: var identifier } && IsName(identifier);

    /// <summary>As it is written: <c>@Nursery</c> is no short form of the attribute's name.</summary>
    private static bool IsName(SyntaxToken name) => name.Text is ShortName or WellKnownNames.NurseryAttributeName;

    private static bool MeansOurs(SyntaxNode method)
    {
        var isOurs = false;
        for (var node = method.Parent; node is not null; node = node.Parent)
        {
            var usings = node switch
            {
                CompilationUnitSyntax unit => unit.Usings,
                BaseNamespaceDeclarationSyntax space => space.Usings,
                _ => default,
            };
            isOurs |= node is BaseNamespaceDeclarationSyntax { Name: var name } && IsWithinOurs(node.Parent, name);
            foreach (var directive in usings)
            {
                if (directive.Alias is { Name.Identifier: var alias })
                {
                    if (IsName(alias))
                        return false;
                }
                else
                {
                    isOurs |= directive.StaticKeyword.IsKind(SyntaxKind.None) && IsOurs(directive.Name);
                }
            }
        }

        return isOurs;
    }

    /// <summary>Whether a namespace that stands in no other is ours, or in ours.</summary>
    private static bool IsWithinOurs(SyntaxNode? parent, NameSyntax name)
    {
        while (name is QualifiedNameSyntax qualified)
            name = qualified.Left;

        return parent is CompilationUnitSyntax && IsOurs(name);
    }

    private static bool IsOurs(NameSyntax? name) => name switch
    {
        IdentifierNameSyntax simple => simple.Identifier.ValueText == WellKnownNames.Namespace,
        AliasQualifiedNameSyntax { Alias.Identifier: var alias, Name: IdentifierNameSyntax simple } =>
            alias.IsKind(SyntaxKind.GlobalKeyword) && simple.Identifier.ValueText == WellKnownNames.Namespace,
        _ => false,
    };
}
