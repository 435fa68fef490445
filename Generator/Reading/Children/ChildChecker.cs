using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>
/// Everything that can be said of a child without regard to a nursery. A child with errors is left out of every spec.
/// </summary>
internal static class ChildChecker
{
    public static bool Check(ReadingContext context, MethodFacts child)
    {
        // Asked of every nursery's run: the first one's reading serves those after it.
        context.ReadsBodies |= ReturnReader.MayBeIterator(child.Method);

        // What is wrong has to be said in every run, but there is nothing to say of most.
        if (!child.IsSoundChild)
            child.IsSoundChild = IsSound(context, child);

        return child.IsSoundChild;
    }

    private static bool IsSound(ReadingContext context, MethodFacts facts)
    {
        var child = facts.Method;
        var returned = ReturnReader.OfChild(child);
        if (returned is null && child.ReturnType.TypeKind != TypeKind.Error)
        {
            var place = SyntaxPlaces.ReturnTypeOf(child, context.CancellationToken);
            context.Report(DiagnosticDescriptors.ChildNotAwaitable, place, child.Name, TypeText.Short.Of(child.ReturnType));
        }

        var later = ReturnReader.WhyLater(child, context.CancellationToken);
        if (later is not null)
        {
            var place = SyntaxPlaces.ReturnTypeOf(child, context.CancellationToken);
            context.Report(DiagnosticDescriptors.WorksLater, place, child.Name, later);
        }

        var isCarried = ParameterReader.Check(context, child, isStarted: true);
        var hasOneToken = ParameterReader.CheckTokens(context, child);
        var isMember = MembershipChecker.Check(context, facts)
            & SettingsReader.CheckOptions(context, child, WellKnownNames.ChildAttributeName);
        var isConsistent = returned is null || (CheckStart(context, child, returned) & CheckReady(context, child, returned));
        var isWritable = (child.ReturnsVoid || TypeText.IsWritable(child.ReturnType)) && Identifier.IsValid(child.Name);
        return returned is not null && later is null && isWritable && isCarried && hasOneToken && isMember && isConsistent;
    }

    private static bool CheckStart(ReadingContext context, IMethodSymbol child, Return returned)
    {
        if (returned.Kind != AwaitableKind.Synchronous || !MethodOptions.IsInlineItself(child))
            return true;

        var attribute = AttributeReader.Find(child, WellKnownNames.ChildAttributeName)!;
        var place = AttributeReader.LocationOfNamed(attribute, "Start", context.CancellationToken);
        const string reason = "it is synchronous, and inline it would be a mere call; remove Start = ChildStart.Inline, or return a task";
        context.Report(DiagnosticDescriptors.OptionsContradict, place, child.Name, reason);
        return false;
    }

    private static bool CheckReady(ReadingContext context, IMethodSymbol child, Return returned)
    {
        if (!child.Parameters.Any(static parameter => KnownTypes.IsReady(parameter.Type, out _)))
            return true;

        var parameters = child.Parameters.Where(static parameter => KnownTypes.IsReady(parameter.Type, out _)).ToArray();
        foreach (var surplus in parameters.Skip(1))
        {
            const string reason = "it has more than one Ready parameter, and is ready once; keep one";
            context.Report(DiagnosticDescriptors.OptionsContradict, SyntaxPlaces.IdentifierOf(surplus), child.Name, reason);
        }

        if (returned.Result is not null)
        {
            const string reason =
                "it takes a Ready, so its starter waits for that and gets no result; return no result, or hand it to Ready<T>.Set";
            context.Report(
                DiagnosticDescriptors.OptionsContradict, SyntaxPlaces.ReturnTypeOf(child, context.CancellationToken), child.Name, reason);
        }

        return parameters.Length == 1 && returned.Result is null;
    }
}
