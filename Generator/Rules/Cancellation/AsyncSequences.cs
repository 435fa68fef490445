using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Tells whether an asynchronous sequence gets a token where it is read.</summary>
/// <remarks>
/// A sequence does nothing before it is read, so its token may come with the call that makes it, or with <c>WithCancellation</c> later. A
/// call whose sequence goes anywhere but into an <c>await foreach</c> is left to its reader.
/// </remarks>
internal static class AsyncSequences
{
    public static bool IsSequence(ITypeSymbol? type, KnownSymbols known) =>
        KnownSymbols.Is(type, known.AsyncEnumerable)
        || type?.AllInterfaces.Any(one => KnownSymbols.Is(one, known.AsyncEnumerable)) == true;

    /// <summary>
    /// Whether an <c>await foreach</c> reads what a call returns, be it through operators that work on sequences, and no operator gives it
    /// a token on the way.
    /// </summary>
    public static bool IsReadWithoutToken(IInvocationOperation call, KnownSymbols known)
    {
        for (IOperation node = call; node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case IForEachLoopOperation loop:
                    return loop.IsAsynchronous && ReferenceEquals(loop.Collection, node);
                case IInvocationOperation next:
                    if (next.TargetMethod.Name == "WithCancellation" || next.Arguments.Any(argument => argument.IsToken(known)))
                        return false;
                    break;
                case IArgumentOperation or IConversionOperation or IParenthesizedOperation:
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>The part of what a loop reads that <c>WithCancellation</c> is missing from; null where nothing is.</summary>
    public static IOperation? WithoutToken(IForEachLoopOperation loop, RuleContext context)
    {
        var sequence = loop.Collection.Unwrapped();
        while (sequence is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured)
            sequence = Receiver(configured);

        return sequence is not null && IsSequence(sequence.Type, context.Known) && LacksToken(sequence, context, followLocals: true)
            ? sequence
            : null;
    }

    private static bool LacksToken(IOperation? sequence, RuleContext context, bool followLocals) => sequence.Unwrapped() switch
    {
        IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation => true,
        ILocalReferenceOperation local => followLocals && LacksToken(LocalValues.OnlyOf(local), context, followLocals: false),
        IInvocationOperation call => LacksToken(call, context, isStored: !followLocals),
        _ => false,
    };

    private static bool LacksToken(IInvocationOperation call, RuleContext context, bool isStored)
    {
        if (call.TargetMethod.Name == "WithCancellation" || call.Arguments.Any(argument => argument.IsToken(context.Known)))
            return false;

        // The tasks are others' work, which WhenAll doesn't ask a token for either.
        if (call.TargetMethod.Name == "WhenEach" && KnownSymbols.Is(call.TargetMethod.ContainingType, context.Known.Task))
            return false;

        // Read at once, the call itself is what lacks the token.
        if (TokenAcceptance.Of(call, context) is not null)
            return isStored;

        // An operator passes the token on to the sequence before it. An iterator without a parameter for it would only lose it.
        return call.TargetMethod.IsExtensionMethod && Receiver(call) is { } source && IsSequence(source.Type, context.Known)
            ? LacksToken(source, context, followLocals: !isStored)
            : !call.TargetMethod.IsAsync;
    }

    private static IOperation? Receiver(IInvocationOperation call) =>
        (call.Instance ?? call.Arguments.FirstOrDefault()?.Value).Unwrapped();
}
