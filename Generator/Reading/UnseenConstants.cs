using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>
/// Finds constants that the generator can't see, because another generator makes them. To the analyzer they are as good as any.
/// </summary>
internal static class UnseenConstants
{
    // As long as what is known of the child is kept: the same answer serves each nursery of its type.
    private static readonly ConditionalWeakTable<MethodFacts, Finding[]> s_children = new();

    public static IReadOnlyList<Finding> Of(IMethodSymbol entry, Compilation compilation)
    {
        var found = new List<Finding>();
        AddOf(compilation.Assembly, compilation, found);
        AddOf(entry, compilation, found);
        AddOfParameters(entry, compilation, found, hasDefaults: false);
        foreach (var child in TypeFacts.Of(entry.ContainingType).Children(compilation))
        {
            if (SymbolEqualityComparer.Default.Equals(child.Method.ContainingAssembly, compilation.Assembly))
                found.AddRange(s_children.GetValue(child, known => OfChild(known, compilation)));
        }

        return found;
    }

    /// <summary>For all nurseries of the child's type. Attributes that are spelled out, as usual, need not be bound.</summary>
    private static Finding[] OfChild(MethodFacts child, Compilation compilation)
    {
        var found = new List<Finding>();
        if (!child.IsSpelled)
            AddOf(child.Method, compilation, found);

        AddOfParameters(child.Method, compilation, found, hasDefaults: true);
        return found.Count == 0 ? [] : [.. found];
    }

    private static void AddOfParameters(IMethodSymbol method, Compilation compilation, List<Finding> found, bool hasDefaults)
    {
        foreach (var parameter in method.Parameters)
        {
            AddOf(parameter, compilation, found);
            if (hasDefaults
                && parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null }
                && parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is ParameterSyntax { Default.Value: var value })
            {
                AddIfUnseen(value, compilation, found);
            }
        }
    }

    private static void AddOf(ISymbol symbol, Compilation compilation, List<Finding> found)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (AttributeReader.OwnName(attribute) is null || !HasErrors(attribute))
                continue;

            if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList: { } list })
                continue;

            foreach (var argument in list.Arguments)
                AddIfUnseen(argument.Expression, compilation, found);
        }
    }

    private static bool HasErrors(AttributeData attribute) =>
        attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(IsError)
        || attribute.NamedArguments.Any(static argument => IsError(argument.Value));

    private static bool IsError(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error
        || (constant.Kind == TypedConstantKind.Array && !constant.IsNull && constant.Values.Any(IsError));

    private static bool IsSeen(SemanticModel model, ExpressionSyntax part) =>
        model.GetTypeInfo(part).Type is not IErrorTypeSymbol
        && (part is not SimpleNameSyntax || model.GetSymbolInfo(part) is not { Symbol: null, CandidateReason: CandidateReason.None });

    private static void AddIfUnseen(ExpressionSyntax expression, Compilation compilation, List<Finding> found)
    {
        if (expression is LiteralExpressionSyntax || !compilation.ContainsSyntaxTree(expression.SyntaxTree))
            return;

        // A cast has a type whatever it casts.
        var model = compilation.GetSemanticModel(expression.SyntaxTree);
        if (model.GetConstantValue(expression).HasValue
            || expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().All(part => IsSeen(model, part))
            || expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(part => UnboundNames.IsOfClosedType(model, part)))
        {
            return;
        }

        var text = new EquatableArray<string>([$"Write the value of '{expression}' itself, or a constant from your own code"]);
        found.Add(new Finding(DiagnosticDescriptors.Unseen, expression.GetLocation(), text));
    }
}
