using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads a partial method with <c>[Timeout]</c> alone: a cancel scope.</summary>
internal static class ScopeParser
{
    public static ParseResult<ScopeSpec> Parse(
        IMethodSymbol method, MethodDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellationToken)
    {
        var context = new ParseContext(method, declaration, compilation, cancellationToken);
        var parsed = Parse(context);
        return new ParseResult<ScopeSpec>(parsed, context.Findings, context.ReadsBodies);
    }

    private static ParsedMethod<ScopeSpec>? Parse(ParseContext context)
    {
        context.ThrowIfCancelled();
        var method = context.Method;
        if (EntryParser.Parse(context, "Timeout") is not { } entry)
            return null;

        var timeout = entry.IsSound ? TimeoutParser.ParseEntry(context, entry.Source) : null;
        ParameterParser.CheckAwaited(context);
        var bodyForm = new BodyForm(KindOfFirst);
        var body = !entry.IsSound ? null : BodyParser.Parse(context, entry, bodyForm);
        var warnings = BodyParser.WithAttributes(context, bodyForm).Select(Forewarning.Of);
        var infoClass = InfoClass(context);
        var spec = new ScopeSpec(
            HintName.Of(method),
            entry.Container,
            entry.Method with { Requirements = Forewarning.RequirementsOf(method, warnings, timeout?.Fallback) },
            infoClass,
            $"{context.Type.Name}.{method.Name}",
            context.Findings.Count == 0 ? body : null,
            timeout ?? TimeoutSpec.None,
            ClockParser.Parse(context, entry.Container),
            CopiedUsings.Of(context, []));
        var positions = new PositionsSpec(
            context.Facts.Hint.Companion,
            entry.Container,
            $"static partial class {infoClass}",
            new[] { SyntaxPlaces.PositionOf(infoClass, context.Declaration) });
        return new ParsedMethod<ScopeSpec>(spec, positions);
    }

    private static ArgumentKind? KindOfFirst(IParameterSymbol parameter) =>
        KnownTypes.IsCancelScope(parameter.Type) ? ArgumentKind.Scope : null;

    /// <summary>
    /// A name that no member has. Scopes may be overloaded, so each takes the next free name after those declared before it.
    /// </summary>
    private static string InfoClass(ParseContext context)
    {
        var taken = new HashSet<string>(context.Type.MemberNames, StringComparer.Ordinal) { context.Type.Name };
        taken.UnionWith(context.Type.TypeParameters.Select(static parameter => parameter.Name));
        foreach (var method in context.Facts.Methods.Select(static facts => facts.Method).Where(MethodRoles.IsScope))
        {
            var name = Identifier.Fresh(GeneratedNames.ScopeInfo(method.Name), taken);
            taken.Add(name);
            if (SymbolEqualityComparer.Default.Equals(method, context.Method))
                return Identifier.Escape(name);
        }

        return Identifier.Escape(Identifier.Fresh(GeneratedNames.ScopeInfo(context.Method.Name), taken));
    }
}
