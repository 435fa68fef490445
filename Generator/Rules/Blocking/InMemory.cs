using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Tells whether what an expression reads or writes is in memory: a MemoryStream, or something that works on one.</summary>
internal static class InMemory
{
    private const int Longest = 6;

    /// <summary>Whether a call has nothing to wait for: its object, or the stream that it is given, is in memory.</summary>
    public static bool Has(IInvocationOperation call) =>
        Is(call.Instance, Longest) || (call.Instance is null && call.Arguments.Any(static argument => Is(argument.Value, Longest)));

    public static bool Is(IOperation? value) => Is(value, Longest);

    private static bool Is(IOperation? value, int depth)
    {
        var one = value.Unwrapped();
        if (one is null || depth == 0)
            return false;
        if (one.Type is { Name: "MemoryStream" or "StringReader" or "StringWriter" })
            return true;

        return one switch
        {
            ILocalReferenceOperation local => Is(LocalValues.OnlyOf(local), depth - 1) || Is(Listed(local), depth - 1),
            IObjectCreationOperation made => made.Arguments.Any(argument => Is(argument.Value, depth - 1)),
            IInvocationOperation call => Is(call.Instance, depth - 1),
            IPropertyReferenceOperation property => Is(property.Instance, depth - 1),
            _ => false,
        };
    }

    /// <summary>What a loop goes through whose variable it is.</summary>
    private static IOperation? Listed(ILocalReferenceOperation local) => local.Outermost().Descendants().OfType<IForEachLoopOperation>()
        .FirstOrDefault(loop => loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default))?.Collection;
}
