// Result: 1+2 1
using NurseryGen;

namespace Demo;

// A child belongs to the nursery it takes, or names, or else to all.
internal sealed partial class Two
{
    [Nursery]
    public partial Task<string> FirstAsync();

    private async Task<string> FirstAsync(FirstNursery nursery) => $"{await nursery.StartShared()}+{await nursery.StartTaken()}";

    [Nursery]
    public partial Task<string> SecondAsync();

    private async Task<string> SecondAsync(SecondNursery nursery)
    {
        await nursery.StartNamed();
        return $"{await nursery.StartShared()}";
    }

    [Child]
    private Task<int> SharedAsync() => Task.FromResult(1);

    [Child]
    private Task<int> TakenAsync(FirstNursery nursery) => Task.FromResult(2);

    [Child(nameof(SecondAsync))]
    private Task NamedAsync() => Task.CompletedTask;

    [Child, Nursery]
    public partial Task NestedAsync(CancellationToken cancellationToken);

    private Task NestedAsync(NestedNursery nursery) => Task.CompletedTask;
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var two = new Two();
        return $"{await two.FirstAsync()} {await two.SecondAsync()}";
    }
}
