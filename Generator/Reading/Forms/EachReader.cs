using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads an Each nursery: its sequence, the child of an item, and what becomes of the results.</summary>
internal static class EachReader
{
    public static DeclaredForm? Read(ReadingContext context, Entry entry, ISet<string> names)
    {
        if (SequenceReader.Read(context) is not { } sequence)
        {
            // What else is wrong needn't wait until the sequence is right.
            foreach (var member in ChildCatalog.AllOf(context))
                ChildChecker.Check(context, MethodFacts.Of(member));

            return null;
        }

        var attribute = AttributeReader.Find(sequence.Parameter, WellKnownNames.EachAttributeName)!;
        var place = AttributeReader.LocationOfPositional(attribute, 0, context.CancellationToken);
        var argument = attribute.ConstructorArguments.FirstOrDefault();
        var name = argument.Kind == TypedConstantKind.Primitive ? argument.Value as string : null;
        if (ChildCatalog.Find(context, name, place, sequence) is not { } bound || !Check(context, bound, sequence, place))
            return null;

        var nodeName = Identifier.Fresh(GeneratedNames.Node(bound.Method.Name), names);
        if (Results(context, entry, bound.Method) is not { } results
            || ChildReader.ReadClosed(context, bound.Method, nodeName) is not { } child)
        {
            return null;
        }

        names.Add(nodeName);
        var use = child.Awaitable.Result is null ? ResultUse.None : ResultUse.Sink;
        var started = new StartedChildSpec(
            WithElement(context.Text, child, bound.Method, results.Element), bound.Arguments, use, Field: null);
        return new DeclaredForm(new EachSpec(sequence.Spec, started, results.Kind), [(started, bound.Method)]);
    }

    private static bool Check(ReadingContext context, BoundChild bound, Sequence sequence, Location? place)
    {
        var child = bound.Method;
        var isSound = ChildChecker.Check(context, MethodFacts.Of(child));
        if (!bound.TakesItem)
        {
            var reason = $"no parameter of the child '{child.Name}' takes its items, '{TypeText.Short.Of(sequence.Item)}'";
            context.Report(DiagnosticDescriptors.EachMisused, place, sequence.Parameter.Name, reason);
            return false;
        }

        if (MethodOptions.IsDaemon(child))
        {
            const string reason =
                "it is a daemon, which a nursery with [Each] would cancel at once; remove Daemon, or start it from a body";
            context.Report(DiagnosticDescriptors.OptionsContradict, place, child.Name, reason);
            isSound = false;
        }

        return ChildCatalog.CheckStarted(context, bound, place) & isSound;
    }

    /// <summary>A result that differs from the element in nullability only is kept as one.</summary>
    private static ChildSpec WithElement(TypeText text, ChildSpec child, IMethodSymbol method, ITypeSymbol? element)
    {
        if (element is null || ReturnReader.OfChild(method)?.Result is not { } result)
            return child;

        var isSame = SymbolEqualityComparer.IncludeNullability.Equals(result, element);
        return child with
        {
            Awaitable = child.Awaitable with { Result = text.Of(element) },
            Call = child.Call with { NeedsNullForgiving = !isSame },
        };
    }

    /// <summary>What becomes of the results; null where they don't make the nursery's, which is reported.</summary>
    private static (EachResults Kind, ITypeSymbol? Element)? Results(ReadingContext context, Entry entry, IMethodSymbol child)
    {
        var made = ReturnReader.OfChild(child)?.Result;
        var wanted = entry.Source.Result;
        var isStream = entry.Method.Awaitable.Kind == AwaitableKind.Stream;
        if (wanted is null)
            return (EachResults.None, null);

        if (made is null)
        {
            ResultFit.Report(context, null, $"'{child.Name}' has no result");
            return null;
        }

        var type = TypeText.Short.Of(made);
        if (MethodOptions.PolicyOf(context.Method) == NurseryPolicy.Race)
            return isStream ? Refuse("a race has one result", type) : Same(wanted, EachResults.Race, type);

        if (isStream)
            return Same(wanted, EachResults.Stream, type);

        if (ElementOf(wanted) is not { } element)
            return KnownTypes.HasErrors(wanted) ? null : Refuse($"there is a '{type}' for each item", type + "[]");

        var isOutcome = KnownTypes.IsOutcome(element, out var inner) && !SymbolEqualityComparer.Default.Equals(element, made);
        return isOutcome ? Same(inner!, EachResults.Outcomes, $"Outcome<{type}>[]") : Same(element, EachResults.List, type + "[]");

        (EachResults, ITypeSymbol?)? Same(ITypeSymbol target, EachResults kind, string fitting) =>
            ResultFit.WhyNotSame(made, target, context.Compilation) is { } reason
                ? Refuse($"of the result of '{child.Name}', {reason}", fitting)
                : (kind, target);

        (EachResults, ITypeSymbol?)? Refuse(string reason, string fitting)
        {
            var staysStream = isStream && MethodOptions.PolicyOf(context.Method) != NurseryPolicy.Race;
            ResultFit.Report(context, fitting, reason, staysStream);
            return null;
        }
    }

    private static ITypeSymbol? ElementOf(ITypeSymbol list) => list switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        _ when KnownTypes.IsReadOnlyList(list, out var element) => element,
        _ => null,
    };
}
