using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Finds the body among the overloads of a partial method: the one whose first parameter is the nursery or the scope.</summary>
internal static class BodyParser
{
    public static CallSpec? Parse(ParseContext context, Entry entry, BodyForm form)
    {
        if (form.Spelled is { } spelled)
            return spelled;

        CallSpec? best = null;
        (Misfit Misfit, IMethodSymbol Method)? first = null;
        foreach (var candidate in Candidates(context, form))
        {
            context.ThrowIfCancelled();
            switch (Bind(context, entry, candidate, form))
            {
                // Scopes may be overloaded: the body that takes most of what this one has is this one's.
                case Bound bound when best is null || bound.Call.Arguments.Count > best.Arguments.Count:
                    best = bound.Call;
                    break;
                case Misfit misfit:
                    first ??= (misfit, candidate);
                    break;
            }
        }

        if (best is null && first is { } found)
        {
            var place = ReferenceEquals(found.Misfit.Place, found.Method) && found.Misfit is WrongReturn
                ? SyntaxPlaces.ReturnTypeOf(found.Method, context.CancellationToken)
                : SyntaxPlaces.IdentifierOf(found.Misfit.Place);
            context.Report(DiagnosticDescriptors.BodyDoesNotFit, place, context.Method.Name, found.Misfit.Reason, Suggestion(context));
        }
        else if (best is null)
        {
            context.Report(DiagnosticDescriptors.NoBody, null, context.Method.Name, Suggestion(context));
        }

        return best;
    }

    /// <summary>Whether there is a method that is meant as the body, even if it doesn't fit.</summary>
    public static bool HasCandidate(ParseContext context, BodyForm form) =>
        form.Spelled is not null || Candidates(context, form).Any();

    /// <summary>Reports a body that the nursery's attribute leaves no room for.</summary>
    public static void Refuse(ParseContext context, BodyForm form, string reason)
    {
        foreach (var candidate in Candidates(context, form))
        {
            var place = SyntaxPlaces.IdentifierOf(candidate);
            context.Report(DiagnosticDescriptors.BodyDoesNotFit, place, context.Method.Name, reason, Suggestion(context));
        }
    }

    /// <summary>Bodies that have attributes, whose callers may have to be warned. Few have, and only of these the first parameter is bound.</summary>
    public static IEnumerable<IMethodSymbol> WithAttributes(ParseContext context, BodyForm form) =>
        Candidates(context, form, static facts => facts.HasOtherAttributes);

    private static string Suggestion(ParseContext context) => SuggestedSignature.Body(context.Method, context.CancellationToken);

    private static IEnumerable<IMethodSymbol> Candidates(ParseContext context, BodyForm form, Func<MethodFacts, bool>? isAsked = null) =>
        context.Facts.Methods.Where(facts => isAsked is null || isAsked(facts)).Select(static facts => facts.Method).Where(other =>
            other.Name == context.Method.Name
            && !other.IsPartialDefinition
            && !SymbolEqualityComparer.Default.Equals(other, context.Method)
            && other.Parameters.Length > 0
            && form.KindOfFirst(other.Parameters[0]) is not null);

    private static BindingResult Bind(ParseContext context, Entry entry, IMethodSymbol candidate, BodyForm form)
    {
        var result = ArgumentBinder.Bind(candidate, entry.Source, Given, context.Compilation);
        if (result is not Bound bound)
            return result;

        if (WhyNotReturned(bound.Callee, entry.Source) is { } reason)
            return new WrongReturn(reason, candidate);

        var surplus = candidate.Parameters.Where(static parameter => KnownTypes.IsCancellationToken(parameter.Type)).Skip(1)
            .FirstOrDefault();
        if (surplus is not null)
            return new Misfit("it takes more than one CancellationToken", surplus);

        var forgive = Conversion.NeedsForgiving(bound.Callee.ReturnType, context.Method.ReturnType);
        return bound with { Call = bound.Call with { NeedsNullForgiving = forgive } };

        ArgumentKind? Given(IParameterSymbol parameter) =>
            parameter.Ordinal == 0 ? form.KindOfFirst(parameter)
            : KnownTypes.IsCancellationToken(parameter.Type) ? ArgumentKind.Token
            : null;
    }

    private static string? WhyNotReturned(IMethodSymbol body, CallSource source)
    {
        if (body.ReturnType.TypeKind == TypeKind.Error)
            return null;

        if (!KnownTypes.IsAwaitable(body.ReturnType, out _, out var result) || body.RefKind != RefKind.None)
            return $"it returns '{TypeText.Short.Of(body.ReturnType)}', not a task";

        if (KnownTypes.HasErrors(result ?? source.Result) && (result ?? source.Result) is not null)
            return null;

        // In a race the result may be left to the children.
        if (result is null && MethodOptions.PolicyOf(source.Method) == NurseryPolicy.Race)
            return null;

        if (!SymbolEqualityComparer.Default.Equals(result, source.Result))
            return $"it returns '{TypeText.Short.Of(body.ReturnType)}'";

        var mayBeNull = result?.NullableAnnotation == NullableAnnotation.Annotated && !result.IsValueType;
        return mayBeNull && source.Result?.NullableAnnotation == NullableAnnotation.NotAnnotated
            ? $"it returns '{TypeText.Short.Of(body.ReturnType)}', which may yield null"
            : null;
    }

    private sealed record WrongReturn(string Reason, IMethodSymbol Body) : Misfit(Reason, Body);
}

/// <summary>What tells a body: its first parameter.</summary>
internal sealed class BodyForm(Func<IParameterSymbol, ArgumentKind?> kindOfFirst, Func<CallSpec?>? spelled = null)
{
    private readonly Lazy<CallSpec?> _spelled = new(spelled ?? (static () => null), LazyThreadSafetyMode.None);

    /// <summary>What the parameter receives; none where it isn't a body's first.</summary>
    public Func<IParameterSymbol, ArgumentKind?> KindOfFirst { get; } = kindOfFirst;

    /// <summary>The call of the body, where that can be told by its spelling.</summary>
    public CallSpec? Spelled => _spelled.Value;
}
