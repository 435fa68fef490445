using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Diagnostics;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Parsing;

/// <summary>One run of a parser: what it looks at, and what it finds wrong. Never leaves the run, so it may hold symbols.</summary>
internal sealed class ParseContext(
    IMethodSymbol method, MethodDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellationToken)
{
    public IMethodSymbol Method { get; } = method;

    public MethodDeclarationSyntax Declaration { get; } = declaration;

    public INamedTypeSymbol Type { get; } = method.ContainingType;

    public Compilation Compilation { get; } = compilation;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public List<Finding> Findings { get; } = [];

    public void Report(DiagnosticDescriptor descriptor, Location? location, params string[] arguments) =>
        Findings.Add(new Finding(descriptor, location ?? Declaration.Identifier.GetLocation(), new EquatableArray<string>(arguments)));

    public void ThrowIfCancelled() => CancellationToken.ThrowIfCancellationRequested();
}
