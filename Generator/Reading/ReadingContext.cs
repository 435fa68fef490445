using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>One run of a reader: what it looks at, and what it finds wrong. Never leaves the run, so it may hold symbols.</summary>
internal sealed class ReadingContext(
    IMethodSymbol method, MethodDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellationToken)
{
    private TypeFacts? _facts;
    private TypeText? _text;
    private INamedTypeSymbol? _userPart;
    private bool _hasUserPart;

    public IMethodSymbol Method { get; } = method;

    public MethodDeclarationSyntax Declaration { get; } = declaration;

    public INamedTypeSymbol Type { get; } = method.ContainingType;

    /// <summary>What is known of the type; found out only when asked for.</summary>
    public TypeFacts Facts => _facts ??= TypeFacts.Of(Type);

    /// <summary>Spells the types of the method in generated code.</summary>
    public TypeText Text => _text ??= FindText();

    /// <summary>What generated files have to declare before they name a type.</summary>
    public string[] Aliases { get; } = ExternAliases.In(compilation);

    public Compilation Compilation { get; } = compilation;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public List<Finding> Findings { get; } = [];

    /// <summary>
    /// Whether the insides of a method body had a say: <see cref="DeclarationHash"/> leaves them out. Set by each reader that looks there.
    /// </summary>
    public bool ReadsBodies { get; set; }

    /// <summary>The user's own part of the nursery's struct, where there is one.</summary>
    public INamedTypeSymbol? UserPart
    {
        get
        {
            if (!_hasUserPart)
                (_userPart, _hasUserPart) = (NurseryType.UserPart(Method, CancellationToken), true);

            return _userPart;
        }
    }

    public void Report(DiagnosticDescriptor descriptor, Location? location, params string[] arguments) =>
        Findings.Add(new Finding(descriptor, location ?? Declaration.Identifier.GetLocation(), new EquatableArray<string>(arguments)));

    public void ThrowIfCancelled() => CancellationToken.ThrowIfCancellationRequested();

    private TypeText FindText() => Method.TypeParameters.IsEmpty
        ? TypeText.Qualified
        : TypeParameterNames.Of(Method, Facts, MethodRoles.IsNursery(Method) ? UserPart : null);
}
