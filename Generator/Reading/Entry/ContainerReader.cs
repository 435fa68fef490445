using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads the nest of types that a generated member goes into, and checks that it can be continued in another file.</summary>
internal static class ContainerReader
{
    public static ContainerSpec? Read(ReadingContext context, out bool isSupported)
    {
        isSupported = false;

        // Where the nest can't be written, the compiler has said why.
        var container = context.Facts.Container;
        if (container is null)
            return null;

        // What can be written in spite of an error is: else the compiler's own errors would hide ours.
        isSupported = CheckSupported(context);
        CheckPartial(context);
        return IsFileLocal(context.Type) ? null : container;
    }

    private static bool CheckSupported(ReadingContext context)
    {
        var method = context.Method;
        var reason = context.Type.TypeKind switch
        {
            TypeKind.Interface => "an interface cannot hold it; a class can",
            TypeKind.Struct when !method.IsStatic => "a struct's 'this' cannot outlive the call; put it into a class, or make it static",
            _ when IsFileLocal(context.Type) => "a file-local type has no second part; put it into one that is not 'file'",
            _ => null,
        };
        if (reason is not null)
            context.Report(DiagnosticDescriptors.TypeNotSupported, null, method.Name, reason);

        return reason is null;
    }

    private static bool IsFileLocal(INamedTypeSymbol type) =>
        type.IsFileLocal || (type.ContainingType is { } outer && IsFileLocal(outer));

    private static void CheckPartial(ReadingContext context)
    {
        for (var node = context.Declaration.Parent; node is not null; node = node.Parent)
        {
            if (node is not TypeDeclarationSyntax type || type.Modifiers.Any(SyntaxKind.PartialKeyword))
                continue;

            context.Report(
                DiagnosticDescriptors.TypeNotPartial, type.Identifier.GetLocation(), type.Identifier.ValueText, context.Method.Name);
        }
    }
}
