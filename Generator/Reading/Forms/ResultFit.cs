using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Whether the results of children make a nursery's, and what return type they would make.</summary>
internal static class ResultFit
{
    public static void Report(ReadingContext context, string? result, string reason, bool isStream = false)
    {
        var place = context.Declaration.ReturnType.GetLocation();
        var fitting = ReturnTypeOf(context.Method, result, isStream);
        context.Report(DiagnosticDescriptors.ResultsDoNotFit, place, fitting, context.Method.Name, reason);
    }

    /// <summary>Why a result isn't of the very type that is wanted; null where it is, or where one of them doesn't exist yet.</summary>
    public static string? WhyNotSame(ITypeSymbol from, ITypeSymbol to, Compilation compilation)
    {
        if (KnownTypes.HasErrors(from) || KnownTypes.HasErrors(to))
            return null;

        return SymbolEqualityComparer.Default.Equals(from, to)
            ? Conversion.WhyNot(from, to, compilation)
            : $"'{TypeText.Short.Of(from)}' is not '{TypeText.Short.Of(to)}'";
    }

    /// <summary>The return type with that result, in the user's kind of task.</summary>
    private static string ReturnTypeOf(IMethodSymbol method, string? result, bool isStream)
    {
        if (isStream)
            return $"IAsyncEnumerable<{result}>";

        var isValueTask = KnownTypes.IsAwaitable(method.ReturnType, out var valueTask, out _) && valueTask;
        return (isValueTask ? "ValueTask" : "Task") + (result is null ? "" : $"<{result}>");
    }
}
