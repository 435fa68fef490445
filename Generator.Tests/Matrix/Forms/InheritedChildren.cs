// Result: 2 text 4
using NurseryGen;

namespace Demo;

internal abstract class Root
{
    public int Sum { get; private set; }

    [Child]
    protected async Task AddAsync(int number)
    {
        await Task.Yield();
        Sum += number;
    }

    [Child]
    internal virtual Task<int> CountAsync() => Task.FromResult(1);

    [Child]
    private protected static Task HideAsync() => throw new NotSupportedException();
}

internal abstract class Middle<T> : Root
{
    [Child]
    protected Task<T> EchoAsync(T value) => Task.FromResult(value);

    [Child]
    protected new static Task HideAsync() => Task.CompletedTask;
}

internal sealed partial class Leaf : Middle<string>
{
    internal override Task<int> CountAsync() => Task.FromResult(2);

    [Nursery]
    public partial Task<string> RunAsync();

    private async Task<string> RunAsync(RunNursery nursery)
    {
        await nursery.StartAdd(4);
        await nursery.StartHide();
        return $"{await nursery.StartCount()} {await nursery.StartEcho("text")} {Sum}";
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => await new Leaf().RunAsync();
}
