using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads a partial method with <c>[Timeout]</c> alone: a cancel scope.</summary>
internal static class ScopeReader
{
    public static ReadingResult<ScopeSpec> Read(
        IMethodSymbol method, MethodDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellationToken)
    {
        var context = new ReadingContext(method, declaration, compilation, cancellationToken);
        var reading = Read(context);
        return new ReadingResult<ScopeSpec>(reading, context.Findings, context.ReadsBodies);
    }

    private static MethodReading<ScopeSpec>? Read(ReadingContext context)
    {
        context.ThrowIfCancelled();
        var method = context.Method;
        if (EntryReader.Read(context, "Timeout") is not { } entry)
            return null;

        var timeout = entry.IsSound ? TimeoutReader.ReadEntry(context, entry.Source) : null;
        ParameterReader.CheckAwaited(context);
        var bodyReader = new BodyReader(context);
        var body = entry.IsSound ? bodyReader.Read(entry) : null;
        var warnings = bodyReader.WithAttributes().Select(Forewarning.Of);
        var infoClass = InfoClass(context);
        var spec = new ScopeSpec(
            HintName.Of(method),
            entry.Container,
            entry.Method with { Requirements = Forewarning.RequirementsOf(method, warnings, timeout?.Fallback) },
            infoClass,
            $"{context.Type.Name}.{method.Name}",
            context.Findings.Count == 0 ? body : null,
            timeout ?? TimeoutSpec.None,
            ClockReader.Read(context, entry.Container),
            CopiedUsings.Of(context, []));
        var positions = new PositionsSpec(
            context.Facts.Hint.Companion,
            entry.Container,
            $"static partial class {infoClass}",
            new[] { SyntaxPlaces.PositionOf(infoClass, context.Declaration) });
        return new MethodReading<ScopeSpec>(spec, positions);
    }

    /// <summary>
    /// A name that no member has. Scopes may be overloaded, so each takes the next free name after those declared before it.
    /// </summary>
    private static string InfoClass(ReadingContext context)
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
