using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Tells whether a method takes the nursery's generated type, as a handle to start children by.</summary>
internal static class HandleUse
{
    /// <summary>Whether a method takes the type, or the user has declared a part of it.</summary>
    public static bool IsNeeded(ReadingContext context) => context.UserPart is not null || IsTakenByOneOf(context, context.Facts.Methods);

    public static bool IsTakenByChild(ReadingContext context) => IsTakenByOneOf(context, context.Facts.OwnChildren);

    private static bool IsTakenByOneOf(ReadingContext context, MethodFacts[] methods) =>
        methods.Any(method => method.MayTakeNursery(context.CancellationToken)
            && method.Method.Parameters.Any(parameter => NurseryType.IsTaken(parameter, context.Method, context.CancellationToken)));
}
