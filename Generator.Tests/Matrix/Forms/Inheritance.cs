// Result: base derived
using NurseryGen;

namespace Demo;

internal abstract partial class Base
{
    [Nursery]
    public virtual partial Task<string> RunAsync<T>(T? value)
        where T : class;

    private async Task<string> RunAsync<T>(RunNursery<T> nursery, T? value)
        where T : class => await nursery.StartName();

    [Child]
    private Task<string> NameAsync() => Task.FromResult("base");

    protected readonly partial struct RunNursery<T>
        where T : class;
}

internal sealed partial class Derived : Base
{
    [Nursery]
    public sealed override partial Task<string> RunAsync<T>(T? value)
        where T : class;

    private async Task<string> RunAsync<T>(RunNursery<T> nursery, T? value)
        where T : class => await base.RunAsync(value) + await nursery.StartRest();

    [Child]
    private Task<string> RestAsync() => Task.FromResult(" derived");
}

internal static class Scenario
{
    public static Task<string> RunAsync() => new Derived().RunAsync("");
}
