using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Symbols;

/// <summary>What the names of attributes mean on the methods of one type.</summary>
/// <remarks>
/// In one part of a type a simple name means the same on each of its methods: once the compiler has said it of one, it need not be asked of
/// the others. In another part it may mean something else, since that can be in another file, with other usings.
/// </remarks>
internal sealed class AttributeNames(INamedTypeSymbol type)
{
    private readonly Dictionary<(TypeDeclarationSyntax Part, string Name), string?> _known = [];

    /// <param name="attribute">An attribute of a method, bound.</param>
    /// <param name="own">Which of ours it is; null for another's.</param>
    public void Learn(AttributeData attribute, string? own)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax
            {
                Name: IdentifierNameSyntax name,
                Parent.Parent: MethodDeclarationSyntax { TypeParameterList: null, Parent: TypeDeclarationSyntax part },
            })
        {
            _known[(part, name.Identifier.ValueText)] = own;
        }
    }

    /// <summary>Whether it is known which attribute this is.</summary>
    /// <param name="part">Where the method stands.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="own">Which of ours it is; null for another's.</param>
    public bool TryGet(TypeDeclarationSyntax part, AttributeSyntax attribute, out string? own)
    {
        own = null;
        return attribute.Name is IdentifierNameSyntax name && _known.TryGetValue((part, name.Identifier.ValueText), out own);
    }

    /// <summary>Whether the type itself has a member of the name, so that <c>nameof</c> has something to name.</summary>
    public bool IsMember(string name) => !type.GetMembers(name).IsEmpty;
}
