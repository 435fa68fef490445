using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Binds the parameters of a child that the nursery starts by itself: by name to the nursery's, one of them to the item.</summary>
internal static class ChildBinder
{
    /// <param name="context">The nursery's run.</param>
    /// <param name="child">The child.</param>
    /// <param name="each">The parameter marked <c>[Each]</c> and its items' type, where there is one.</param>
    public static BoundChild Bind(ReadingContext context, IMethodSymbol child, Sequence? each)
    {
        var nursery = context.Method;
        if (child.Arity != 0 && child.Arity != nursery.Arity)
        {
            var advice = $"its type parameters are not those of '{nursery.Name}'; give both the same number, in the same order";
            var list = child.Name + TypeText.Short.ListOf(child.TypeParameters);
            return new BoundChild(child, [], [new BindingProblem(null, list, advice)], TakesItem: true);
        }

        var closed = child.Arity == 0 ? child : child.Construct([.. nursery.TypeParameters]);
        var arguments = new List<ArgumentSpec>();
        var problems = new List<BindingProblem>();
        var takesItem = false;
        var leftOut = false;
        foreach (var parameter in closed.Parameters)
        {
            if (ParameterRoles.Of(context, parameter) != ParameterRole.Value)
                continue;

            var label = leftOut ? Identifier.Escape(parameter.Name) : null;
            var own = OwnOf(context, parameter, each);
            var mismatch = own is null ? null : Conversion.WhyNot(own.Type, parameter.Type, context.Compilation);
            if (own is not null && mismatch is null)
            {
                var needsForgiving = Conversion.NeedsNullForgiving(own.Type, parameter.Type);
                var cast = CastOf(context, own.Type, parameter);
                arguments.Add(new ArgumentSpec(ArgumentKind.Parameter, Identifier.Escape(own.Name), label, needsForgiving) { Cast = cast });
            }
            else if (!takesItem && each is not null && Conversion.WhyNot(each.Item, parameter.Type, context.Compilation) is null)
            {
                takesItem = true;
                var needsForgiving = Conversion.NeedsNullForgiving(each.Item, parameter.Type);
                arguments.Add(
                    new ArgumentSpec(ArgumentKind.Item, "", label, needsForgiving) { Cast = CastOf(context, each.Item, parameter) });
            }
            else if (own is null && (parameter.IsOptional || parameter.IsParams))
            {
                leftOut = true;
            }
            else
            {
                problems.Add(new BindingProblem(parameter, parameter.Name, Advice(nursery, parameter, mismatch, each)));
            }
        }

        return new BoundChild(closed, arguments.ToArray(), problems, takesItem);
    }

    /// <summary>
    /// Reports what can't be bound: at the parameter where that is the type's own, else where the nursery names the child.
    /// </summary>
    public static void Report(ReadingContext context, BoundChild bound, Location? named)
    {
        foreach (var problem in bound.Problems)
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(bound.Method.ContainingType, context.Type);
            var symbol = (ISymbol?)problem.Parameter ?? bound.Method;
            var place = isOwn ? SyntaxPlaces.IdentifierOf(symbol) : named;
            context.Report(
                DiagnosticDescriptors.ParameterNotBound, place, problem.Name, bound.Method.Name, context.Method.Name, problem.Reason);
        }
    }

    /// <summary>The nursery's parameter of that name. The sequence is one only for a child that takes all of it.</summary>
    private static IParameterSymbol? OwnOf(ReadingContext context, IParameterSymbol parameter, Sequence? each)
    {
        var own = context.Method.Parameters.FirstOrDefault(own => own.Name == parameter.Name);
        var isSequence = own is not null && each is not null && SymbolEqualityComparer.Default.Equals(own, each.Parameter);
        return isSequence && Conversion.WhyNot(own!.Type, parameter.Type, context.Compilation) is not null ? null : own;
    }

    private static string? CastOf(ReadingContext context, ITypeSymbol given, IParameterSymbol parameter) =>
        given is IDynamicTypeSymbol ? context.Text.StaticOf(parameter.Type) : null;

    private static string Advice(IMethodSymbol nursery, IParameterSymbol parameter, string? mismatch, Sequence? each)
    {
        var type = TypeText.Short.Of(parameter.Type);
        if (mismatch is not null)
            return $"{mismatch}; make it '{type}' in '{nursery.Name}' too";

        // A nursery that names no child may be one whose body is still to be written.
        var isNamed = each is not null || MethodOptions.ListedChildren(nursery).Length > 0;
        var ways = isNamed
            ? "or give this one a default value"
            : "give this one a default value, or write a body that starts the child";
        return $"'{nursery.Name}' has no parameter of that name; add '{type} {parameter.Name}' to it, {ways}";
    }
}

/// <summary>A child as the nursery would start it.</summary>
/// <param name="Method">The child, with the nursery's type parameters in place of its own.</param>
/// <param name="Arguments">What it is given, as far as it could be bound.</param>
/// <param name="Problems">What could not be.</param>
/// <param name="TakesItem">Whether one of its parameters receives the item.</param>
internal sealed record BoundChild(
    IMethodSymbol Method, ArgumentSpec[] Arguments, IReadOnlyList<BindingProblem> Problems, bool TakesItem);

/// <summary>A parameter that can't be bound; none where it is the type parameters.</summary>
internal sealed record BindingProblem(IParameterSymbol? Parameter, string Name, string Reason);
