using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads the nest of types that a generated member goes into, and checks that it can be continued in another file.</summary>
internal static class ContainerParser
{
    private static readonly SymbolDisplayFormat NamespaceFormat =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static ContainerSpec? Parse(ParseContext context, out bool isSupported)
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

    /// <summary>The nest as generated code writes it; null where it can't be written or is another's.</summary>
    public static ContainerSpec? SpecOf(INamedTypeSymbol innermost)
    {
        var nest = new List<INamedTypeSymbol>();
        for (var type = innermost; type is not null; type = type.ContainingType)
        {
            if (!Identifier.IsValid(type.Name) || !type.TypeParameters.All(static parameter => Identifier.IsValid(parameter.Name)))
                return null;

            nest.Insert(0, type);
        }

        for (var current = innermost.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (!Identifier.IsValid(current.Name))
                return null;
        }

        if (nest.Any(IsRepeated))
            return null;

        var ns = innermost.ContainingNamespace;
        return new ContainerSpec(
            ns is null or { IsGlobalNamespace: true } ? null : ns.ToDisplayString(NamespaceFormat),
            nest.Select(Header).ToArray(),
            Reference(innermost, nest),
            innermost.Name);
    }

    /// <summary>
    /// How the type is named from within: by its simple name alone where an outer type's parameter can't be, because an inner one hides it.
    /// </summary>
    private static string Reference(INamedTypeSymbol innermost, List<INamedTypeSymbol> nest)
    {
        var names = nest.SelectMany(static type => type.TypeParameters).Select(static parameter => parameter.Name).ToArray();
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? TypeText.Qualified.Of(innermost)
            : Identifier.Escape(innermost.Name) + TypeText.Qualified.ListOf(innermost.TypeParameters);
    }

    /// <summary>
    /// Whether the type is declared twice and this is the later one: the compiler says so, and one of them is enough to generate for.
    /// </summary>
    private static bool IsRepeated(INamedTypeSymbol type)
    {
        var outer = (INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace;
        var first = outer?.GetTypeMembers(type.Name, type.Arity)
            .FirstOrDefault(same => same.Locations.Any(static place => place.IsInSource));
        return first is not null && !SymbolEqualityComparer.Default.Equals(first, type);
    }

    private static bool CheckSupported(ParseContext context)
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

    private static void CheckPartial(ParseContext context)
    {
        for (var node = context.Declaration.Parent; node is not null; node = node.Parent)
        {
            if (node is not TypeDeclarationSyntax type || type.Modifiers.Any(SyntaxKind.PartialKeyword))
                continue;

            context.Report(
                DiagnosticDescriptors.TypeNotPartial, type.Identifier.GetLocation(), type.Identifier.ValueText, context.Method.Name);
        }
    }

    private static string Header(INamedTypeSymbol type)
    {
        var keyword = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Interface, _) => "interface",
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, false) => "struct",
            (_, true) => "record",
            _ => "class",
        };
        return $"partial {keyword} {Identifier.Escape(type.Name)}{TypeText.Qualified.ListOf(type.TypeParameters)}";
    }
}
