using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads the body of a nursery or a cancel scope: of the overloads that are meant as one, the one that fits.</summary>
internal sealed class BodyReader(ReadingContext context)
{
    private CallSpec? _spelled;
    private bool _isSpelledKnown;

    /// <summary>The call of the body, where that can be told by its spelling.</summary>
    public CallSpec? Spelled
    {
        get
        {
            if (!_isSpelledKnown)
                (_spelled, _isSpelledKnown) = (SpelledBody.Of(context), true);

            return _spelled;
        }
    }

    /// <summary>The call of the body; null where none fits, which is reported.</summary>
    public CallSpec? Read(Entry entry)
    {
        if (Spelled is { } spelled)
            return spelled;

        CallSpec? best = null;
        (Misfit Misfit, IMethodSymbol Method)? first = null;
        foreach (var candidate in Candidates())
        {
            context.ThrowIfCancelled();
            switch (Bind(entry, candidate))
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
            context.Report(DiagnosticDescriptors.BodyDoesNotFit, place, context.Method.Name, found.Misfit.Reason, Suggestion());
        }
        else if (best is null)
        {
            context.Report(DiagnosticDescriptors.NoBody, null, context.Method.Name, Suggestion());
        }

        return best;
    }

    /// <summary>Whether there is a method that is meant as the body, even if it doesn't fit.</summary>
    public bool HasCandidate() => Spelled is not null || Candidates().Any();

    /// <summary>Reports a body that the nursery's attribute leaves no room for.</summary>
    public void Refuse(string reason)
    {
        foreach (var candidate in Candidates())
        {
            var place = SyntaxPlaces.IdentifierOf(candidate);
            context.Report(DiagnosticDescriptors.BodyDoesNotFit, place, context.Method.Name, reason, Suggestion());
        }
    }

    /// <summary>
    /// Bodies that have attributes, whose callers may have to be warned. Few have, and only of these the first parameter is bound.
    /// </summary>
    public IEnumerable<IMethodSymbol> WithAttributes() => Candidates(static facts => facts.HasOtherAttributes);

    private string Suggestion() => SuggestedSignature.Body(context.Method, context.CancellationToken);

    private IEnumerable<IMethodSymbol> Candidates(Func<MethodFacts, bool>? isAsked = null) =>
        context.Facts.Methods.Where(facts => isAsked is null || isAsked(facts)).Select(static facts => facts.Method)
            .Where(other => BodyOverloads.KindOf(other, context.Method, context.CancellationToken) is not null);

    private BindingResult Bind(Entry entry, IMethodSymbol candidate)
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

        var needsForgiving = Conversion.NeedsNullForgiving(bound.Callee.ReturnType, context.Method.ReturnType);
        return bound with { Call = bound.Call with { NeedsNullForgiving = needsForgiving } };

        ArgumentKind? Given(IParameterSymbol parameter) =>
            parameter.Ordinal == 0 ? BodyOverloads.KindOf(candidate, context.Method, context.CancellationToken)
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
