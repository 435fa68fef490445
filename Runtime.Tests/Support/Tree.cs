namespace NurseryGen.Tests;

/// <summary>Writes an exception as a rule would: <c>[A, [B, C]]</c> for a group of A and a group of B and C. Leaves are their
/// messages.</summary>
internal static class Tree
{
    public static string Of(Exception exception) => exception is ExceptionGroup group
        ? $"[{string.Join(", ", group.Failures.Select(failure => Of(failure.Exception)))}]"
        : exception.Message;

    public static async Task<string> Of(Task task)
    {
        var error = await Record.ExceptionAsync(() => Hang.Guard(task)).ConfigureAwait(false);
        Assert.NotNull(error);
        return Of(error);
    }
}

/// <summary>A failure that nothing else throws.</summary>
internal sealed class Boom(string message = "boom") : Exception(message);
