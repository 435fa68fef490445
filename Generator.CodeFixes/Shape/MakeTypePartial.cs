using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;

namespace NurseryGen.CodeFixes.Shape;

/// <summary>NUR001: makes a type around a nursery or a scope partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakeTypePartial))]
public sealed class MakeTypePartial() : NurseryCodeFix("NUR001")
{
    private protected override bool ChangesDeclarations => true;

    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (target.Enclosing<TypeDeclarationSyntax>() is not { } type || type.Modifiers.Any(SyntaxKind.PartialKeyword))
            yield break;

        yield return new Fix(
            $"Make '{type.Identifier.ValueText}' partial",
            nameof(MakeTypePartial),
            editor => editor.ReplaceNode(type, static (node, _) => Partial((TypeDeclarationSyntax)node)));
    }

    // Each nursery of the type may have asked for it.
    private static TypeDeclarationSyntax Partial(TypeDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.PartialKeyword) ? type : Modifiers.Append(type, SyntaxKind.PartialKeyword);
}
