// Result: 3 plus 4
using NurseryGen;

namespace Demo;

/// <summary>A library's class: what it starts, its users may start too.</summary>
public sealed partial class Library
{
    /// <summary>A nursery.</summary>
    /// <param name="use">Uses it.</param>
    /// <returns>A task.</returns>
    [Nursery]
    public partial Task OpenAsync(Func<OpenNursery, Task> use);

    private Task OpenAsync(OpenNursery nursery, Func<OpenNursery, Task> use) => use(nursery);

    [Child]
    private Task<int> AddAsync(int one, int two) => Task.FromResult(one + two);

    [Child]
    private Task SecretAsync(Secret secret) => Task.CompletedTask;

    [Child]
    private Task HiddenAsync(Hidden hidden) => Task.CompletedTask;

    private sealed class Hidden;

    /// <summary>The nursery's handle.</summary>
    public readonly partial struct OpenNursery
    {
        /// <summary>A member of its author's.</summary>
        public string Plus => "plus";

        /// <summary>What only the nursery type itself can start, it has to.</summary>
        public void Hide() => StartHidden(new Hidden());
    }
}

internal sealed class Secret;

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var text = "";
        await new Library().OpenAsync(async nursery =>
        {
            await nursery.StartSecret(new Secret());
            text = $"{await nursery.StartAdd(1, 2)} {nursery.Plus} {await nursery.StartAdd(2, 2)}";
        });
        return text;
    }
}
