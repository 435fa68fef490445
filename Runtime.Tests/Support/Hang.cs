using System.Runtime.CompilerServices;

namespace NurseryGen.Tests;

/// <summary>Turns a hang into a failure with a name. The only real time in these tests, and only a broken runtime spends it.</summary>
internal static class Hang
{
    /// <summary>How long anything may take before it counts as hanging: a loaded machine stands still for seconds.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    public static async Task Guard(Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            await task.WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            Assert.Fail($"Hangs: {what}");
        }
    }

    public static async Task<T> Guard<T>(Task<T> task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await Guard((Task)task, what).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    /// <summary>The exception of a task that must fail with exactly this type.</summary>
    public static Task<TException> Throws<TException>(Task task, [CallerArgumentExpression(nameof(task))] string what = "")
        where TException : Exception => Assert.ThrowsAsync<TException>(() => Guard(task, what));

    /// <summary>The cancellation that a task must end with: <see cref="OperationCanceledException"/> or a type derived from it.</summary>
    public static Task<OperationCanceledException> Cancels(Task task, [CallerArgumentExpression(nameof(task))] string what = "") =>
        Assert.ThrowsAnyAsync<OperationCanceledException>(() => Guard(task, what));
}
