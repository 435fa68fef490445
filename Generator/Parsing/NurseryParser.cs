using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Parsing;

/// <summary>Reads a <c>[Nursery]</c> method in its body form, with its children.</summary>
internal static class NurseryParser
{
    private const int Group = 2;

    public static ParseResult<NurserySpec> Parse(
        IMethodSymbol method, MethodDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellationToken)
    {
        var context = new ParseContext(method, declaration, compilation, cancellationToken);
        return new ParseResult<NurserySpec>(Parse(context), context.Findings);
    }

    private static ParsedMethod<NurserySpec>? Parse(ParseContext context)
    {
        var method = context.Method;
        var nurseryType = GeneratedNames.NurseryType(method.Name) + TypeText.Short.ListOf(method.TypeParameters);
        var entry = EntryParser.Parse(context, "Nursery", nurseryType);
        var handle = entry is null ? null : NurseryStructParser.Parse(context);
        if (entry is null || handle is null)
        {
            // Nothing can be generated, but what is wrong with the children is worth knowing.
            ChildrenParser.Parse(context);
            return null;
        }

        var timeout = TimeoutParser.ParseEntry(context, entry.Source);
        var body = BodyParser.Parse(context, entry, new BodyForm(nurseryType, "nursery", parameter => KindOfFirst(context, parameter)));

        // A method with errors still gets its nursery type, so that IntelliSense knows it, but no way to run.
        var isSound = context.Findings.Count == 0;
        var children = ChildrenParser.Parse(context);
        var hint = HintName.Of(method);
        var spec = new NurserySpec(
            hint + ".g.cs",
            entry.Container,
            entry.Method,
            handle,
            isSound ? body : null,
            timeout ?? TimeoutSpec.None,
            ClockParser.Parse(context, entry.Container),
            AlwaysGroups(method),
            children.Select(static child => child.Spec).ToArray());
        return new ParsedMethod<NurserySpec>(spec, Positions(context, spec, hint, children));
    }

    private static ArgumentKind? KindOfFirst(ParseContext context, IParameterSymbol parameter) =>
        KnownTypes.IsUntypedNursery(parameter.Type) ? ArgumentKind.UntypedNursery
        : NurseryType.IsTaken(parameter, context.Method, context.CancellationToken) ? ArgumentKind.Nursery
        : null;

    private static bool AlwaysGroups(IMethodSymbol method) =>
        AttributeReader.Find(method, WellKnownNames.NurseryAttributeName) is { } attribute
        && AttributeReader.Named(attribute, "Errors", otherwise: 0) == Group;

    private static PositionsSpec Positions(
        ParseContext context, NurserySpec spec, string hint, IReadOnlyList<(ChildSpec Spec, IMethodSymbol Method)> children)
    {
        var entries = new List<PositionSpec> { SyntaxPlaces.PositionOf(spec.Struct.Name, context.Declaration) };
        foreach (var (child, method) in children)
        {
            if (SyntaxPlaces.DeclarationOf(method, context.CancellationToken) is { } declaration)
                entries.Add(SyntaxPlaces.PositionOf(child.NodeName, declaration));
        }

        return new PositionsSpec(
            HintName.OfCompanion(hint), spec.Container, $"partial struct {spec.Struct.Name}{spec.Struct.TypeParameters}", entries.ToArray());
    }
}
