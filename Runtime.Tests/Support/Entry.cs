using NurseryGen.Engine;

namespace NurseryGen.Tests;

/// <summary>What generated code does on entering a nursery, by hand.</summary>
internal static class Entry
{
    public static ValueTask RunAsync(
        NurseryInfo info, Func<Nursery, ValueTask> body, TimeProvider? clock = null, CancellationToken caller = default)
    {
        var scope = NurseryScope.Open<VoidNurseryScope>(info, caller, clock);
        try
        {
            scope.Run(body(scope.Nursery));
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope.ExitAsync();
    }

    public static ValueTask<T> RunAsync<T>(
        NurseryInfo info, Func<Nursery, ValueTask<T>> body, TimeProvider? clock = null, CancellationToken caller = default)
    {
        var scope = NurseryScope.Open<NurseryScope<T>>(info, caller, clock);
        try
        {
            scope.Run(body(scope.Nursery));
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope.ExitAsync();
    }
}
