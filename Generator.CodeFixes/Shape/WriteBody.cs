using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.Generator.Reading;

namespace NurseryGen.CodeFixes.Shape;

/// <summary>NUR004: writes the overload that a nursery or a scope lacks, for its work to be filled in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteBody))]
public sealed class WriteBody() : NurseryCodeFix("NUR004")
{
    private protected override bool ChangesDeclarations => true;

    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (target.Enclosing<MethodDeclarationSyntax>() is not { } declaration
            || target.Model.GetDeclaredSymbol(declaration, target.CancellationToken) is not { } method)
        {
            yield break;
        }

        var head = BodyOverload.Of(
            declaration, method, parameter => SuggestedSignature.IsValue(parameter, target.CancellationToken), isAsync: true);
        yield return new Fix(
            $"Write the body of '{method.Name}'",
            nameof(WriteBody),
            editor => editor.InsertAfter(declaration, head.WithBody(NotImplemented()).WithAdditionalAnnotations(Formatter.Annotation)));
    }

    private static BlockSyntax NotImplemented() => SyntaxFactory.Block(
        SyntaxFactory.ParseStatement("throw new global::System.NotImplementedException();")
            .WithAdditionalAnnotations(Simplifier.Annotation));
}
