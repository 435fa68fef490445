using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Symbols;

/// <summary>What the attributes of a method make of it.</summary>
/// <remarks>
/// To bind an attribute is the dearest of all that is done for a child, and is due again after every edit: what its source says without
/// doubt is read there.
/// </remarks>
/// <param name="IsNursery">Whether it is a nursery.</param>
/// <param name="IsChild">Whether it is a child.</param>
/// <param name="ChildNames">The nurseries that its <c>[Child]</c> names; null for one that isn't a constant.</param>
/// <param name="HasNoOptions">Whether our attributes say nothing else of it: no option, no deadline.</param>
internal sealed record MethodMarks(bool IsNursery, bool IsChild, string?[] ChildNames, bool HasNoOptions)
{
    /// <summary>Whether it has attributes of others.</summary>
    public bool HasOthers { get; init; }

    /// <summary>Whether our attributes were read off the source: they hold no constants but strings and names of members.</summary>
    public bool IsSpelled { get; init; }

    private static readonly MethodMarks s_none = new(IsNursery: false, IsChild: false, [], HasNoOptions: true);

    public static MethodMarks Of(IMethodSymbol method, AttributeNames names)
    {
        // A partial method has attributes in two places; a generic one has names in scope that are its own.
        if (method is not { Arity: 0, IsPartialDefinition: false, PartialDefinitionPart: null }
            || SyntaxPlaces.DeclarationOf(method, CancellationToken.None) is not { Parent: TypeDeclarationSyntax part } declaration)
        {
            return Bound(method, names);
        }

        return declaration.AttributeLists.Count == 0 ? s_none : Spelled(declaration, part, names) ?? Bound(method, names);
    }

    /// <summary>As the compiler sees it; what the attributes' names mean is kept for the methods after this one.</summary>
    public static MethodMarks Bound(IMethodSymbol method, AttributeNames? names)
    {
        var (isNursery, hasNoOptions, hasOthers) = (false, true, false);
        AttributeData? child = null;
        foreach (var attribute in method.GetAttributes())
        {
            var own = AttributeReader.OwnName(attribute);
            names?.Learn(attribute, own);
            isNursery |= own == WellKnownNames.NurseryAttributeName;
            hasNoOptions &= own is null;
            hasOthers |= own is null;
            if (own == WellKnownNames.ChildAttributeName)
                child ??= attribute;
        }

        return hasNoOptions && !hasOthers
            ? s_none
            : new MethodMarks(isNursery, child is not null, AttributeReader.NamesOf(child), hasNoOptions) { HasOthers = hasOthers };
    }

    /// <summary>As it is spelled; null where that leaves a doubt.</summary>
    private static MethodMarks? Spelled(MethodDeclarationSyntax declaration, TypeDeclarationSyntax part, AttributeNames names)
    {
        var marks = s_none;
        var hasOthers = false;
        foreach (var list in declaration.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (list.Target is not null || !names.TryGet(part, attribute, out var own))
                    return null;
                hasOthers |= own is null;
                if (own is null)
                    continue;
                if (own != WellKnownNames.ChildAttributeName || marks.IsChild || SpelledNames(attribute, names) is not { } nurseries)
                    return null;

                marks = new MethodMarks(IsNursery: false, IsChild: true, nurseries, HasNoOptions: true) { IsSpelled = true };
            }
        }

        return hasOthers ? marks with { HasOthers = true } : marks;
    }

    private static string?[]? SpelledNames(AttributeSyntax attribute, AttributeNames names)
    {
        if (attribute.ArgumentList is not { Arguments: { Count: > 0 } arguments })
            return [];

        var spelled = new string?[arguments.Count];
        for (var index = 0; index < spelled.Length; index++)
        {
            if (arguments[index] is not { NameEquals: null, NameColon: null, Expression: var expression }
                || SpelledName(expression, names) is not { } name)
            {
                return null;
            }

            spelled[index] = name;
        }

        return spelled;
    }

    /// <summary><c>nameof(CheckAsync)</c>, of a member that is there, or <c>"CheckAsync"</c>.</summary>
    private static string? SpelledName(ExpressionSyntax expression, AttributeNames names) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
        InvocationExpressionSyntax
        {
            Expression: IdentifierNameSyntax { Identifier.Text: "nameof" }, ArgumentList.Arguments: { Count: 1 } of,
        }
            when of[0].Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && names.IsMember(name) => name,
        _ => null,
    };
}
