using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Finds the method that supplies a value after a deadline: <c>[Timeout(500, Fallback = nameof(Cached))]</c>.</summary>
internal static class FallbackReader
{
    public static CallSpec? Read(ReadingContext context, AttributeData attribute, string name, CallSource source)
    {
        if (KnownTypes.IsStream(source.Method.ReturnType, out _))
        {
            const string noValue = "a stream has no value to replace: it ends";
            var argument = AttributeReader.LocationOfNamed(attribute, "Fallback", context.CancellationToken);
            context.Report(DiagnosticDescriptors.FallbackDoesNotFit, argument, name, source.Method.Name, noValue, "MoveOn = true");
            return null;
        }

        CallSpec? best = null;
        string? reason = null;
        foreach (var candidate in TypeFacts.Of(source.Method.ContainingType).Methods.Select(static facts => facts.Method)
            .Where(candidate => candidate.Name == name && context.Compilation.IsSymbolAccessibleWithin(candidate, context.Type)))
        {
            context.ThrowIfCancelled();
            switch (ArgumentBinder.Bind(candidate, source, static _ => null, context.Compilation))
            {
                case Bound bound when WhyNotReturned(context, bound.Callee, source) is { } returned:
                    reason ??= returned;
                    break;
                case Bound bound when best is null || bound.Call.Arguments.Count > best.Arguments.Count:
                    var needsForgiving = source.Result is { } result && Conversion.NeedsNullForgiving(bound.Callee.ReturnType, result);
                    best = bound.Call with { NeedsNullForgiving = needsForgiving, Forewarning = Forewarning.Of(candidate) };
                    break;
                case Misfit misfit:
                    reason ??= misfit.Reason;
                    break;
            }
        }

        if (best is null)
        {
            var place = AttributeReader.LocationOfNamed(attribute, "Fallback", context.CancellationToken);
            var suggestion = SuggestedSignature.Fallback(source, Identifier.IsValid(name) ? name : "Fallback", context.CancellationToken);
            reason ??= $"'{source.Method.ContainingType.Name}' has no such method";
            context.Report(DiagnosticDescriptors.FallbackDoesNotFit, place, name, source.Method.Name, reason, suggestion);
        }

        return best;
    }

    private static string? WhyNotReturned(ReadingContext context, IMethodSymbol fallback, CallSource source)
    {
        if (source.Result is null)
            return fallback.ReturnsVoid && !fallback.IsAsync ? null : "it has to be synchronous and return void";

        if (fallback.ReturnsVoid)
            return "it returns nothing";

        return Conversion.WhyNot(fallback.ReturnType, source.Result, context.Compilation) is { } reason
            ? $"of what it returns, {reason}"
            : null;
    }
}
