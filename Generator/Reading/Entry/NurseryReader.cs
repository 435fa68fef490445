using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads a <c>[Nursery]</c> method in whichever form it is, with its children.</summary>
internal static class NurseryReader
{
    public static ReadingResult<NurserySpec> Read(
        IMethodSymbol method, MethodDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellationToken)
    {
        var context = new ReadingContext(method, declaration, compilation, cancellationToken);
        var reading = Read(context);
        return new ReadingResult<NurserySpec>(reading, context.Findings, context.ReadsBodies);
    }

    private static MethodReading<NurserySpec>? Read(ReadingContext context)
    {
        context.ThrowIfCancelled();
        var method = context.Method;
        var entry = EntryReader.Read(context, "Nursery");
        var body = new BodyReader(context);
        var form = FormReader.KindOf(context, body);
        var isHandle = form == FormKind.Body || entry is not { IsSound: true } || HandleUse.IsNeeded(context);

        // No field can hold a ref struct, and so no handle: that is an error anyway.
        var canBeHeld = method.IsStatic || !context.Type.IsRefLikeType;
        var handle = entry is null || !canBeHeld ? null : NurseryStructReader.Read(context, isHandle);
        if (entry is null || handle is null)
        {
            // Nothing can be generated, but what is wrong with the children is worth knowing.
            HandleChildren.Read(context, new HashSet<string>(StringComparer.Ordinal));
            return entry is null ? null : new MethodReading<NurserySpec>(Nameless(context, entry), null);
        }

        var timeout = entry.IsSound ? TimeoutReader.ReadEntry(context, entry.Source) : null;
        if (timeout?.Fallback is not null)
            ParameterReader.CheckAwaited(context);

        var settings = SettingsReader.OfNursery(context);
        var names = NamesOf(context);
        var reading = entry.IsSound ? FormReader.Read(context, entry, form, body, names) : null;

        if (reading?.Spec is BodySpec)
            UntypedBody.Check(context, body);

        // A method with errors still gets its nursery type, so that IntelliSense knows it, but no way to run.
        var isSound = context.Findings.Count == 0;
        var children = handle.IsHandle ? HandleChildren.Read(context, names) : [];
        var callees = reading is null || reading.Children.Count == 0
            ? body.WithAttributes().Select(Forewarning.Of)
            : reading.Children.Select(static child => child.Spec.Child.Forewarning);
        var spec = new NurserySpec(
            HintName.Of(method),
            entry.Container,
            entry.Method with { Requirements = Forewarning.RequirementsOf(method, callees, timeout?.Fallback) },
            handle,
            isSound ? reading?.Spec : null,
            timeout ?? TimeoutSpec.None,
            ClockReader.Read(context, entry.Container),
            settings,
            CopiedUsings.Of(context, [.. children.Select(static child => child.Method), .. MethodsOf(reading)]),
            SpecsOf(children));
        return new MethodReading<NurserySpec>(spec, Positions(context, spec, children, spec.Form is null ? null : reading));
    }

    /// <summary>A nursery whose type can't have its name.</summary>
    private static NurserySpec Nameless(ReadingContext context, Entry entry) => new(
        HintName.Of(context.Method),
        entry.Container,
        entry.Method,
        NurseryStructReader.StandIn(context),
        Form: null,
        TimeoutSpec.None,
        Clock: null,
        new NurserySettingsSpec(AlwaysGroups: false, NurseryPolicy.FailFast, MaxConcurrency: 0),
        new DirectivesSpec(context.Aliases),
        Array.Empty<ChildSpec>());

    private static IEnumerable<IMethodSymbol> MethodsOf(DeclaredForm? form) => form?.Children.Select(static child => child.Method) ?? [];

    private static ChildSpec[] SpecsOf(IReadOnlyList<(ChildSpec Spec, IMethodSymbol Method)> children)
    {
        var specs = new ChildSpec[children.Count];
        for (var index = 0; index < specs.Length; index++)
            specs[index] = children[index].Spec;

        return specs;
    }

    /// <summary>What the classes in the nursery type can't be called.</summary>
    private static HashSet<string> NamesOf(ReadingContext context)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in context.Method.TypeParameters)
            names.Add(parameter.Name);

        for (var type = context.Type; type is not null; type = type.ContainingType)
        {
            foreach (var parameter in type.TypeParameters)
                names.Add(parameter.Name);
        }

        // Start… of the child Child, and the node of the child Start.
        foreach (var child in context.Facts.Children(context.Compilation))
        {
            if (child.Start.EndsWith("Child", StringComparison.Ordinal))
                names.Add(child.Start);
        }

        if (context.UserPart is { } part)
            names.UnionWith(NurseryStructReader.UserMembers(part, context.CancellationToken).Select(static member => member.Name));

        return names;
    }

    private static PositionsSpec Positions(
        ReadingContext context, NurserySpec spec, IReadOnlyList<(ChildSpec Spec, IMethodSymbol Method)> children, DeclaredForm? form)
    {
        var entries = new List<PositionSpec>(children.Count + 1) { SyntaxPlaces.PositionOf(spec.Struct.Name, context.Declaration) };
        for (var index = 0; index < children.Count; index++)
            Add(children[index].Spec, children[index].Method);

        foreach (var started in form?.Children ?? [])
            Add(started.Spec.Child, started.Method);

        var type = $"partial struct {spec.Struct.Name}{spec.Struct.TypeParameters}";
        return new PositionsSpec(context.Facts.Hint.Companion, spec.Container, type, entries.ToArray());

        void Add(ChildSpec child, IMethodSymbol method)
        {
            if (MethodFacts.Of(method).PositionOf(child.NodeName, context.CancellationToken) is { } position)
                entries.Add(position);
        }
    }
}
