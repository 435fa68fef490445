// Nurseries without a body: children listed, or all of them; Each in its forms.
using Corpus.Support;
using NurseryGen;

namespace Corpus.Declared;

internal sealed partial class Dashboard(IUserStore users, IOrderStore orders, ICatalog catalog, HttpClient http)
{
    private const int PageTimeout = 3_000;

    [Nursery(nameof(UserAsync), nameof(OrdersAsync), nameof(WeatherAsync)), Timeout(PageTimeout)]
    public partial Task<(
        User? User, Order[] Orders, string Weather)> LoadAsync(int id, string city, CancellationToken cancellationToken = default);

    [Nursery(nameof(UserAsync), nameof(OrdersAsync))]
    public partial ValueTask<(
        User? User, Order[] Orders)> LoadQuicklyAsync(int id, [Timeout] TimeSpan limit, CancellationToken cancellationToken = default);

    [Nursery(nameof(StockAsync), nameof(PriceAsync), nameof(Log))]
    public partial Task<(int Stock, decimal Price)> ProductAsync(string sku, CancellationToken cancellationToken = default);

    [Child]
    private Task<User?> UserAsync(int id, CancellationToken cancellationToken) => users.FindAsync(id, cancellationToken);

    [Child]
    private async Task<Order[]> OrdersAsync(int id, CancellationToken cancellationToken)
    {
        var list = await orders.ListAsync(id, cancellationToken);
        return [.. list.OrderByDescending(order => order.Id)];
    }

    [Child, Timeout(500, Fallback = nameof(NoWeather))]
    private async Task<string> WeatherAsync(string city, CancellationToken cancellationToken) =>
        await http.GetStringAsync($"https://weather.example.org/{city}", cancellationToken);

    private static string NoWeather() => "";

    [Child]
    private Task<int> StockAsync(string sku, CancellationToken cancellationToken)
    {
        return sku.Length == 0 ? Task.FromResult(0) : catalog.StockAsync(sku, cancellationToken);
    }

    [Child]
    private async Task<decimal> PriceAsync(string sku, CancellationToken cancellationToken)
    {
        var price = await catalog.PriceAsync(sku, cancellationToken).ConfigureAwait(false);
        return decimal.Round(price, 2);
    }

    [Child]
    private static void Log(string sku) => Console.WriteLine(sku);

    public async Task<string> ShowAsync(int id, CancellationToken cancellationToken)
    {
        var (user, list, weather) = await LoadAsync(id, "Hollowmere", cancellationToken);
        return $"{user?.Name} {list.Length} {weather}";
    }

    public async Task<string> ShowOrNothingAsync(int id, CancellationToken cancellationToken)
    {
        try
        {
            return await ShowAsync(id, cancellationToken);
        }
        catch (NurseryTimeoutException)
        {
            // Trap: a time-out is the nursery's own, and no child's failure that a group could hide.
            return "";
        }
        catch (OperationCanceledException)
        {
            return "";
        }
    }
}

internal sealed partial class StartUp(ICache cache, IBus bus, ICatalog catalog)
{
    // No list: every child of the type.
    [Nursery]
    public partial Task RunAsync(CancellationToken cancellationToken = default);

    [Child]
    private async Task PrimeAsync(CancellationToken cancellationToken)
    {
        var product = await catalog.GetAsync("front", cancellationToken);
        await cache.SetAsync("front", product, TimeSpan.FromHours(1), cancellationToken);
    }

    [Child]
    private Task AnnounceAsync(CancellationToken cancellationToken) => bus.PublishAsync(new Message("up", default), cancellationToken);

    [Child, Timeout(5_000, MoveOn = true)]
    private async Task HelloAsync(CancellationToken cancellationToken)
    {
        var answer = await bus.ReceiveAsync(cancellationToken);
        await bus.AcknowledgeAsync(answer, cancellationToken);
    }

    [Child]
    private async Task WarnAsync(CancellationToken cancellationToken)
    {
        if (await catalog.ExistsAsync("front", cancellationToken)) return;
        Thread.Sleep(100); // expect: NUR302
    }
}

internal sealed partial class Items(ICatalog catalog, IOrderStore orders)
{
    [Nursery(MaxConcurrency = 8)]
    public partial Task<Product[]> ProductsAsync(
        [Each(nameof(ProductAsync))] IEnumerable<string> skus, CancellationToken cancellationToken = default);

    [Nursery(MaxConcurrency = 8)]
    public partial Task<Outcome<Product>[]> TryProductsAsync(
        [Each(nameof(ProductAsync))] IEnumerable<string> skus, CancellationToken cancellationToken = default);

    [Nursery]
    public partial Task DeleteAsync([Each(nameof(DeleteOneAsync))] ReadOnlyMemory<int> ids, CancellationToken cancellationToken = default);

    [Nursery]
    public partial Task<IReadOnlyList<decimal>> DiscountAsync(
        [Each(nameof(DiscountOne))] List<Product> products, decimal rate, CancellationToken cancellationToken = default);

    [Child]
    private async Task<Product> ProductAsync(string sku, CancellationToken cancellationToken)
    {
        var product = await catalog.GetAsync(sku, cancellationToken);
        return product with { Price = await catalog.PriceAsync(sku, cancellationToken) };
    }

    [Child]
    private async Task DeleteOneAsync(int id, CancellationToken cancellationToken)
    {
        if (await orders.FindAsync(id, cancellationToken) is { IsPaid: false }) await orders.DeleteAsync(id, cancellationToken);
    }

    [Child]
    private static decimal DiscountOne(Product product, decimal rate) => product.Price * rate;

    public async Task<decimal> AverageAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var products = await ProductsAsync(skus, cancellationToken);
        return products.Average(product => product.Price);
    }

    public async Task<string> FailuresAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var outcomes = await TryProductsAsync(skus, cancellationToken);
        return string.Join(", ", outcomes.Where(outcome => !outcome.IsSuccess).Select(outcome => outcome.Exception?.Message));
    }

    public async Task<int> CountAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        try
        {
            return (await ProductsAsync(skus, cancellationToken)).Length;
        }
        catch (KeyNotFoundException) // expect: NUR401
        {
            return 0;
        }
    }
}

internal sealed partial class Nested(ICatalog catalog)
{
    [Nursery(MaxConcurrency = 2)]
    public partial Task<decimal[]> ShopsAsync(
        [Each(nameof(ShopAsync))] IReadOnlyList<string[]> shops, CancellationToken cancellationToken = default);

    [Child]
    private async Task<decimal> ShopAsync(string[] skus, CancellationToken cancellationToken)
    {
        // A nursery in a child of another: the child's token links them.
        var prices = await PricesAsync(skus, cancellationToken);
        return prices.Sum();
    }

    [Nursery]
    private partial Task<decimal[]> PricesAsync(
        [Each(nameof(PriceAsync))] IReadOnlyList<string> skus, CancellationToken cancellationToken = default);

    [Child]
    private Task<decimal> PriceAsync(string sku, CancellationToken cancellationToken) => catalog.PriceAsync(sku, cancellationToken);

    [Nursery]
    public partial Task OnlyAsync(string sku, CancellationToken cancellationToken = default);

    private Task OnlyAsync(OnlyNursery nursery, string sku)
    {
        nursery.StartPrice(sku); // expect: NUR108
        return Task.CompletedTask;
    }

    [Child]
    private async Task<decimal> UnlinkedShopAsync(string[] skus, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        var prices = await PricesAsync(skus); // expect: NUR202
        return prices.Sum();
    }
}
