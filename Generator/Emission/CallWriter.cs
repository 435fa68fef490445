using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes a call of a method of the user's.</summary>
internal static class CallWriter
{
    /// <param name="call">What to call.</param>
    /// <param name="receiver">With its dot, or nothing.</param>
    /// <param name="expressionOf">How an argument's value is named where the call stands.</param>
    public static string Write(CallSpec call, string receiver, Func<ArgumentSpec, string> expressionOf)
    {
        var arguments = call.Arguments.Select(argument => ArgumentWriter.Write(argument, expressionOf(argument)));
        return $"{receiver}{call.Name}{call.TypeArguments}({string.Join(", ", arguments)}){(call.NeedsNullForgiving ? "!" : "")}";
    }
}

/// <summary>Writes an argument of a call.</summary>
internal static class ArgumentWriter
{
    public static string Write(ArgumentSpec argument, string expression) =>
        (argument.Label is null ? "" : argument.Label + ": ")
        + (argument.Cast is null ? "" : $"({argument.Cast})")
        + expression
        + (argument.NeedsNullForgiving || argument.Cast is not null ? "!" : "");
}
