using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>
/// The usings of files that name types which aren't there: another generator may make them, and then a generated file names them as the
/// user did. Where no generator makes them, the compiler says so.
/// </summary>
internal static class CopiedUsings
{
    /// <param name="context">The method's run, whose own file counts too.</param>
    /// <param name="children">The children whose types are written.</param>
    public static DirectivesSpec Of(ReadingContext context, IEnumerable<IMethodSymbol> children)
    {
        var file = new List<UsingDirectiveSyntax>();
        var inner = new List<UsingDirectiveSyntax>();
        foreach (var method in children.Prepend(context.Method))
        {
            if (!NamesUnseenTypes(context, method))
                continue;

            // An override's part says nothing of its constraints, and a base class may be in another assembly: its own file is what counts.
            foreach (var reference in method.OriginalDefinition.DeclaringSyntaxReferences)
                Add(reference.GetSyntax(context.CancellationToken), file, inner);
        }

        return new DirectivesSpec(context.Aliases, Texts(context, file), Texts(context, inner));
    }

    private static void Add(SyntaxNode? node, List<UsingDirectiveSyntax> file, List<UsingDirectiveSyntax> inner)
    {
        for (; node is not null; node = node.Parent)
        {
            if (node is BaseNamespaceDeclarationSyntax ns)
                inner.AddRange(ns.Usings);
            else if (node is CompilationUnitSyntax unit)
                file.AddRange(unit.Usings.Where(static directive => directive.GlobalKeyword.IsKind(SyntaxKind.None)));
        }
    }

    /// <summary>Each directive once; an alias of two meanings can be written for neither.</summary>
    private static string[] Texts(ReadingContext context, List<UsingDirectiveSyntax> directives)
    {
        if (directives.Count == 0)
            return [];

        var texts = new List<string>();
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            var text = TextOf(directive);
            if (directive.Alias?.Name.Identifier.ValueText is { } alias)
            {
                if (aliases.TryGetValue(alias, out var other) && other != text)
                {
                    var advice = $"Give the alias '{alias}' one meaning in all files of '{context.Type.Name}'";
                    context.Report(DiagnosticDescriptors.Unseen, null, advice);
                    continue;
                }

                aliases[alias] = text;
            }

            if (!texts.Contains(text))
                texts.Add(text);
        }

        return texts.ToArray();
    }

    /// <summary>The directive without comments and with single spaces: as written in two files, it is one text.</summary>
    private static string TextOf(UsingDirectiveSyntax directive)
    {
        var text = new StringBuilder();
        var last = "";
        foreach (var token in directive.DescendantTokens())
        {
            // Half-typed code has tokens without a text.
            if (token.Text.Length == 0)
                continue;

            if (last.Length > 0 && (last is "=" or "," || token.Text == "=" || (EndsAWord(last) && BeginsAWord(token.Text))))
                text.Append(' ');

            last = token.Text;
            text.Append(last);
        }

        return text.ToString();

        static bool EndsAWord(string token) => SyntaxFacts.IsIdentifierPartCharacter(token[token.Length - 1]);

        static bool BeginsAWord(string token) => token[0] == '@' || SyntaxFacts.IsIdentifierPartCharacter(token[0]);
    }

    private static bool NamesUnseenTypes(ReadingContext context, IMethodSymbol method)
    {
        if (KnownTypes.HasErrors(method.ReturnType)
            || method.TypeParameters.Any(static parameter => parameter.ConstraintTypes.Any(KnownTypes.HasErrors)))
        {
            return true;
        }

        foreach (var parameter in method.Parameters)
        {
            if (KnownTypes.HasErrors(parameter.Type) && !TypeFacts.Of(context.Type).Nurseries.Any(nursery =>
                NurseryType.IsTaken(parameter, nursery.Method, context.CancellationToken)))
            {
                return true;
            }
        }

        return false;
    }
}
