using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Matches a generic child's type parameters with its nursery's.</summary>
/// <remarks>
/// <c>VisitAsync&lt;U&gt;(CheckNursery&lt;U&gt; nursery)</c> runs in <c>CheckNursery&lt;T&gt;</c> with U being T. A type parameter that
/// the nursery
/// doesn't settle stays the child's own, renamed where the nursery has one of that name.
/// </remarks>
/// <param name="Text">Spells the child's types inside the nursery type.</param>
/// <param name="Own">The type parameters that <c>Start…</c> keeps.</param>
internal sealed record TypeParameterMap(TypeText Text, ImmutableArray<ITypeParameterSymbol> Own)
{
    private static readonly TypeParameterMap s_trivial = new(TypeText.Qualified, ImmutableArray<ITypeParameterSymbol>.Empty);

    /// <summary>Null where the child takes the nursery with type arguments that no start could supply; that is reported.</summary>
    public static TypeParameterMap? Of(ReadingContext context, IMethodSymbol child, IMethodSymbol nursery)
    {
        // Most are not generic, and then there is nothing to match unless they take a nursery that is.
        if (child.Arity == 0 && (nursery.Arity == 0 || !MethodFacts.Of(child).MayTakeNursery(context.CancellationToken)))
            return s_trivial;

        return Match(context, child, nursery);
    }

    private static TypeParameterMap? Match(ReadingContext context, IMethodSymbol child, IMethodSymbol nursery)
    {
        var renamed = new Dictionary<ITypeParameterSymbol, string>(SymbolEqualityComparer.Default);
        foreach (var parameter in child.Parameters)
        {
            if (!NurseryType.IsTaken(parameter, nursery, context.CancellationToken))
                continue;

            var arguments = NurseryType.TypeArguments(parameter, context.CancellationToken);
            for (var index = 0; index < arguments.Count; index++)
            {
                var name = (arguments[index] as IdentifierNameSyntax)?.Identifier.ValueText;
                var mine = child.TypeParameters.FirstOrDefault(candidate => candidate.Name == name);
                var theirs = context.Text.NameOf(nursery.TypeParameters[index]);
                if (mine is null || (renamed.TryGetValue(mine, out var settled) && settled != theirs))
                {
                    var reason = $"has to be the nursery of any type: make '{child.Name}' generic and pass its own type parameters";
                    context.Report(
                        DiagnosticDescriptors.ParameterNotCarried,
                        SyntaxPlaces.IdentifierOf(parameter),
                        parameter.Name,
                        child.Name,
                        reason);
                    return null;
                }

                renamed[mine] = theirs;
            }
        }

        var taken = new HashSet<string>(
            nursery.TypeParameters.Select(context.Text.NameOf).Concat(context.Facts.TypeParameterNames)
                .Concat(child.Parameters.Select(static parameter => parameter.Name)),
            StringComparer.Ordinal);
        var own = child.TypeParameters.Where(parameter => !renamed.ContainsKey(parameter)).ToImmutableArray();
        var names = TypeParameterNames.Free(own, taken);
        for (var index = 0; index < names.Length; index++)
            renamed[own[index]] = names[index];

        return new TypeParameterMap(TypeText.Renaming(renamed), own);
    }
}
