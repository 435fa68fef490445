// Result: broken, disposed 2
using NurseryGen;

namespace Demo;

internal struct Ticket : IDisposable
{
    public static int Disposed;

    public void Dispose() => Disposed++;
}

internal sealed class Lease : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        Ticket.Disposed++;
        return default;
    }
}

internal sealed partial class Loader
{
    private readonly TaskCompletionSource _others = new();

    [Nursery(nameof(TicketAsync), nameof(LeaseAsync), nameof(BreakAsync))]
    public partial Task<(Ticket, Lease, int)> LoadAsync();

    [Child]
    private Task<Ticket> TicketAsync() => Task.FromResult(new Ticket());

    [Child]
    private async Task<Lease> LeaseAsync()
    {
        await Task.Yield();
        _others.SetResult();
        return new Lease();
    }

    [Child]
    private async Task<int> BreakAsync()
    {
        await _others.Task;
        throw new FormatException("broken");
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync()
    {
        try
        {
            await new Loader().LoadAsync();
            return "fine";
        }
        catch (Exception error) when (ExceptionGroup.Matches<FormatException>(error))
        {
            return $"{error.Message}, disposed {Ticket.Disposed}";
        }
    }
}
