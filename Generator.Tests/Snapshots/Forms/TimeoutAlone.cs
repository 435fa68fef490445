// Result: 1,2,void,Scopes.LateAsync
using NurseryGen;

namespace Demo;

internal partial class Scopes
{
    [Timeout(60_000)]
    public partial Task<int> OneAsync(CancellationToken cancellationToken = default);

    private static Task<int> OneAsync(CancelScope scope) => Task.FromResult(1);

    [Timeout(60_000)]
    public partial ValueTask<T> TwoAsync<T>(T value) where T : struct;

    private ValueTask<T> TwoAsync<T>(CancelScope scope, T value) where T : struct => new(value);

    [Timeout(60_000)]
    internal static partial ValueTask VoidAsync();

    private static ValueTask VoidAsync(CancelScope scope) => default;

    [Timeout(0)]
    protected internal partial Task LateAsync();

    private Task LateAsync(CancelScope scope) => Task.Delay(Timeout.Infinite, scope.Token);
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        var scopes = new Scopes();
        var numbers = $"{await scopes.OneAsync()},{await scopes.TwoAsync(2)}";
        await Scopes.VoidAsync();
        try
        {
            await scopes.LateAsync();
            return "no time-out";
        }
        catch (NurseryTimeoutException error)
        {
            return $"{numbers},void,{error.Name}";
        }
    }
}
