using NurseryGen;

namespace Demo;

internal sealed partial class Careless
{
    [Nursery]
    public partial Task RunAsync();

    private Task RunAsync(RunNursery nursery) => nursery.StartGood().AsTask();

    [Child]
    private Task GoodAsync() => Task.CompletedTask;

    [Child]
    private async void BadAsync() => await Task.Yield();

    [Child]
    private Task WorseAsync(ref int number) => Task.CompletedTask;
}
