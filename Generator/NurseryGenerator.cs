using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Emission;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Reading;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator;

/// <summary>
/// Implements <c>[Nursery]</c> methods and <c>[Timeout]</c> methods. This is the pipeline only; the readers and emitters do the work.
/// </summary>
/// <remarks>
/// Attribute, reader, spec, emitter, source: one way. Specs hold strings and numbers, so an edit that changes none of them ends there.
/// What the reader finds wrong the editor hears from <see cref="NurseryAnalyzer"/>. A build hears it from here: the compiler stops at its
/// own declaration errors, before any analyzer runs, and it stops at these before what follows from them.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class NurseryGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // The only state of the pipeline: weak, and of no more than strings. Nothing here captures it but these two steps.
        var declarations = new DeclarationHash();
        var keptNurseries = new KeptReadings<NurserySpec>(declarations, ReadNursery);
        var keptScopes = new KeptReadings<ScopeSpec>(declarations, ReadScope);

        var nurseries = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.NurseryAttribute,
                static (node, _) => node is MethodDeclarationSyntax,
                keptNurseries.Of)
            .WithTrackingName(TrackingNames.NurseryRead);
        var nurserySpecs = nurseries.SelectMany(static (reading, _) => Spec(reading)).WithTrackingName(TrackingNames.NurserySpec);
        var nurseryPositions = nurseries.SelectMany(static (reading, _) => Positions(reading))
            .WithTrackingName(TrackingNames.NurseryPositions);

        // A parameter's [Timeout] makes a scope too: its target is the parameter, its method the scope.
        var scopes = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.TimeoutAttribute,
                static (node, _) => MayBeScope(node is ParameterSyntax ? node.Parent?.Parent : node),
                keptScopes.Of)
            .WithTrackingName(TrackingNames.ScopeRead);
        var scopeSpecs = scopes.SelectMany(static (reading, _) => Spec(reading)).WithTrackingName(TrackingNames.ScopeSpec);
        var scopePositions = scopes.SelectMany(static (reading, _) => Positions(reading)).WithTrackingName(TrackingNames.ScopePositions);

        context.RegisterSourceOutput(
            nurserySpecs, static (output, spec) =>
                output.AddSource(spec.HintName, NurseryEmitter.Emit(spec, output.CancellationToken)));
        context.RegisterSourceOutput(
            scopeSpecs, static (output, spec) => output.AddSource(spec.HintName, TimeoutScopeEmitter.Emit(spec, output.CancellationToken)));

        // Positions move with every edit above a method and matter to no other source: the editor need not see them.
        var positions = nurseryPositions.Collect().Combine(scopePositions.Collect())
            .SelectMany(static (all, _) => PositionsByType(all.Left, all.Right))
            .WithTrackingName(TrackingNames.TypePositions);
        context.RegisterImplementationSourceOutput(
            positions, static (output, spec) => output.AddSource(spec.HintName, PositionsEmitter.Emit(spec, output.CancellationToken)));

        // The editor doesn't run this: it has the analyzer, and its fixes.
        var findings = nurseries.SelectMany(static (reading, _) => Findings(reading)).Collect()
            .Combine(scopes.SelectMany(static (reading, _) => Findings(reading)).Collect())
            .SelectMany(static (all, _) => all.Left.Concat(all.Right).Distinct());
        context.RegisterImplementationSourceOutput(findings, static (output, finding) => output.ReportDiagnostic(finding.ToDiagnostic()));
    }

    /// <summary>Whether there can be something to implement: a child with a deadline needs no look at what its attributes mean.</summary>
    private static bool IsPartialMethod(SyntaxNode? node) =>
        node is MethodDeclarationSyntax method && method.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static bool MayBeScope(SyntaxNode? node) =>
        IsPartialMethod(node) && !NurserySpelling.IsIn((MethodDeclarationSyntax)node!);

    private static Answer<NurserySpec> ReadNursery(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context is { TargetNode: MethodDeclarationSyntax declaration, TargetSymbol: IMethodSymbol { ContainingType: not null } method }
            ? Complete(NurseryReader.Read(method, declaration, context.SemanticModel.Compilation, cancellationToken), context, method)
            : new Answer<NurserySpec>(null, Lasts: true);

    private static Answer<ScopeSpec> ReadScope(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var method = context.TargetSymbol as IMethodSymbol ?? ScopeOfParameter(context.TargetSymbol as IParameterSymbol);
        if (method is not { ContainingType: not null } || !MethodRoles.IsScope(method))
            return new Answer<ScopeSpec>(null, Lasts: true);

        var declaration = context.TargetNode.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        return declaration is null
            ? new Answer<ScopeSpec>(null, Lasts: true)
            : Complete(ScopeReader.Read(method, declaration, context.SemanticModel.Compilation, cancellationToken), context, method);
    }

    /// <summary>Adds what keeps the method from being implemented, with what only the generator can't see.</summary>
    private static Answer<TSpec> Complete<TSpec>(
        ReadingResult<TSpec> result, GeneratorAttributeSyntaxContext context, IMethodSymbol method)
        where TSpec : class, IEntrySpec, IEquatable<TSpec>
    {
        var reading = result.Reading ?? new MethodReading<TSpec>(null, null);
        var unseen = UnseenConstants.Of(method, context.SemanticModel.Compilation);
        var errors = result.Findings.Concat(unseen)
            .Where(static finding => finding.Descriptor.DefaultSeverity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length == 0 && reading.Spec is { IsStub: true })
            errors = [UnseenTypes(method)];

        var own = Array.FindAll(errors, finding => reading.Spec is null || !IsTheCompilers(finding, context.TargetNode));

        // What isn't there the compiler reports, at the same place.
        var named = Array.FindAll(
            own, finding => reading.Spec is null || !UnboundNames.IsAt(finding.Location, context.SemanticModel.Compilation));
        if (named.Length < own.Length)
            reading = reading with { Spec = (TSpec)reading.Spec!.WithUnseenName() };

        // An error stands at some column of some file, perhaps after a body.
        var complete = reading with { Findings = Array.ConvertAll(named, static finding => finding.ToSpec()) };
        return new Answer<TSpec>(complete, Lasts: own.Length == 0 && !result.ReadsBodies);
    }

    /// <summary>
    /// What there is to say of a method that can't be implemented, though nothing is wrong with it: its types are the compiler's to report,
    /// unless another generator makes them.
    /// </summary>
    private static Finding UnseenTypes(IMethodSymbol method) => new(
        DiagnosticDescriptors.Unseen,
        method.Locations[0],
        new EquatableArray<string>([$"Give '{method.Name}' and its body types from your own code"]));

    /// <summary>Whether the compiler says it too, beside what is generated: CS0260, and CS0501 of a method without any body.</summary>
    private static bool IsTheCompilers(Finding finding, SyntaxNode target) =>
        finding.Descriptor == DiagnosticDescriptors.TypeNotPartial
        || (finding.Descriptor == DiagnosticDescriptors.MethodNotPartial
            && target.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { Body: null, ExpressionBody: null });

    /// <summary>The parameter's method, unless another attribute of the method brings it here already.</summary>
    private static IMethodSymbol? ScopeOfParameter(IParameterSymbol? parameter) =>
        parameter?.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
        && !MethodRoles.HasTimeout(method)
        && SymbolEqualityComparer.Default.Equals(MethodRoles.TimeoutParameter(method), parameter)
            ? method
            : null;

    private static IEnumerable<TSpec> Spec<TSpec>(MethodReading<TSpec>? reading)
        where TSpec : class, IEquatable<TSpec> => reading?.Spec is { } spec ? [spec] : [];

    private static IEnumerable<PositionsSpec> Positions<TSpec>(MethodReading<TSpec>? reading)
        where TSpec : class, IEquatable<TSpec> => reading?.Positions is { } positions ? [positions] : [];

    private static IEnumerable<FindingSpec> Findings<TSpec>(MethodReading<TSpec>? reading)
        where TSpec : class, IEquatable<TSpec> => reading?.Findings ?? Enumerable.Empty<FindingSpec>();

    private static IEnumerable<TypePositionsSpec> PositionsByType(
        ImmutableArray<PositionsSpec> nurseries, ImmutableArray<PositionsSpec> scopes) =>
        nurseries.Concat(scopes).GroupBy(static spec => spec.HintName, static (name, specs) =>
        {
            var types = specs.ToArray();
            return new TypePositionsSpec(name, types[0].Container, types);
        });
}
