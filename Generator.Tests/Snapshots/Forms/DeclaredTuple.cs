// Result: user 3, 2 orders
using NurseryGen;

namespace Demo;

internal sealed class User(int id)
{
    public int Id => id;
}

internal sealed partial class Loader
{
    [Nursery(nameof(GetUserAsync), nameof(CountOrders), nameof(AuditAsync)), Timeout(2_000)]
    public partial Task<(User User, long Orders)> LoadAsync(int id, CancellationToken cancellationToken = default);

    [Child]
    private Task<User> GetUserAsync(int id, CancellationToken cancellationToken) => Task.FromResult(new User(id));

    [Child]
    private static int CountOrders(long id, int page = 2, params string[] filters) => page + filters.Length;

    [Child]
    private async ValueTask AuditAsync(Nursery nursery) => await Task.Delay(1, nursery.Token);
}

internal static class Scenario
{
    public static async Task<string> RunAsync() =>
        await new Loader().LoadAsync(3) is var (user, orders) ? $"user {user.Id}, {orders} orders" : "";
}
