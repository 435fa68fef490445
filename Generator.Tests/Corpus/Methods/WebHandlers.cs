// Request handlers: minimal API and controllers, with what they do side by side in nurseries.
using System.Text.Json;
using Corpus.Support;
using NurseryGen;

namespace Corpus.WebHandlers;

internal sealed partial class ProfileEndpoint(IUserStore users, IOrderStore orders, ICatalog catalog)
{
    public async Task<IResult> GetAsync(int id, HttpContext context)
    {
        var (user, placed) = await LoadAsync(id, context.RequestAborted);
        return user is null ? Results.NotFound() : Results.Ok(new { user.Name, Orders = placed.Length });
    }

    [Nursery(nameof(FindUserAsync), nameof(ListOrdersAsync)), Timeout(2_000)]
    private partial Task<(User? User, Order[] Orders)> LoadAsync(int id, CancellationToken cancellationToken);

    [Child]
    private Task<User?> FindUserAsync(int id, CancellationToken cancellationToken) => users.FindAsync(id, cancellationToken);

    [Child]
    private async Task<Order[]> ListOrdersAsync(int id, CancellationToken cancellationToken)
    {
        var all = await orders.ListAsync(id, cancellationToken);
        foreach (var order in all)
        {
            foreach (var sku in order.Items)
            {
                if (!await catalog.ExistsAsync(sku, cancellationToken))
                    throw new InvalidOperationException($"unknown {sku}");
            }
        }

        return all;
    }
}

internal sealed partial class CheckoutController(
    IOrderStore orders, IPayments payments, IMailer mailer, ILogger<CheckoutController> logger) : ControllerBase
{
    public async Task<IResult> PostAsync(int orderId, string mail)
    {
        try
        {
            return await CheckOutAsync(orderId, mail, HttpContext.RequestAborted);
        }
        catch (NurseryTimeoutException timeout)
        {
            return Results.Problem(timeout.Message, 504);
        }
        catch (Exception error) when (ExceptionGroup.Matches<TransientException>(error))
        {
            logger.LogWarning(error, "checkout {Order}", orderId);
            return Results.Problem("try again", 503);
        }
    }

    [Nursery, Timeout(5_000)]
    private partial Task<IResult> CheckOutAsync(int orderId, string mail, CancellationToken cancellationToken);

    private async Task<IResult> CheckOutAsync(CheckOutNursery nursery, int orderId, string mail)
    {
        var order = await orders.FindAsync(orderId, nursery.Token);
        if (order is null) return Results.NotFound();
        var payment = nursery.StartCharge(order);
        nursery.StartNotify(order, mail);
        var receipt = await payment;
        await orders.SaveAsync(order with { IsPaid = true }, nursery.Token);
        return Results.Ok(receipt.Reference);
    }

    [Child]
    private async Task<Payment> ChargeAsync(Order order, CancellationToken cancellationToken)
    {
        var payment = await payments.ChargeAsync(order.Id, order.Total, cancellationToken);
        logger.LogInformation("charged {Order}", order.Id);
        return payment;
    }

    [Child]
    private async Task NotifyAsync(Order order, string mail, CancellationToken cancellationToken)
    {
        await mailer.SendAsync(mail, "Your order", $"{order.Items.Count} items", cancellationToken);
    }
}

internal sealed partial class ImportEndpoint(IOrderStore orders, IBus bus, ILogger<ImportEndpoint> logger)
{
    public void Map(WebApplication app) => app.MapPost("/import", async (HttpContext context) =>
    {
        var count = await ImportAsync(context.Request.Body, context.RequestAborted);
        return Results.Ok(count);
    });

    [Nursery(MaxConcurrency = 8)]
    private partial Task<int> ImportAsync(Stream body, CancellationToken cancellationToken);

    private async Task<int> ImportAsync(ImportNursery nursery, Stream body)
    {
        var count = 0;

        // Trap: MA0079, AsyncFixer01 #41: an await foreach whose source has been given the token needs no WithCancellation.
        await foreach (var order in JsonSerializer.DeserializeAsyncEnumerable<Order>(body, cancellationToken: nursery.Token))
        {
            if (order is null) continue;
            nursery.StartStore(order);
            count++;
        }

        await nursery.JoinAsync();
        await bus.PublishAsync(new Message("imported", BitConverter.GetBytes(count)), nursery.Token);
        return count;
    }

    [Child]
    private async ValueTask StoreAsync(Order order, CancellationToken cancellationToken)
    {
        if (await orders.FindAsync(order.Id, cancellationToken) is not null)
        {
            logger.LogDebug("known {Order}", order.Id);
            return;
        }

        await orders.SaveAsync(order, cancellationToken);
    }

    [Nursery(MaxConcurrency = 8)]
    private partial Task<int> ImportQuicklyAsync(Stream body, CancellationToken cancellationToken);

    private async Task<int> ImportQuicklyAsync(ImportQuicklyNursery nursery, Stream body)
    {
        var all = await JsonSerializer.DeserializeAsync<Order[]>(body); // expect: NUR202
        foreach (var order in all ?? []) nursery.StartStore(order);
        return all?.Length ?? 0;
    }
}

internal sealed partial class SearchEndpoint(ICatalog catalog, ICache cache)
{
    // The handler's own token is not a scope's: outside of nursery code, nothing is said of what is done with it.
    public async Task<IResult> HandleAsync(string text, CancellationToken cancellationToken)
    {
        var words = text.Split(' ');
        var products = await FindAsync(words);
        await cache.SetAsync(text, products, TimeSpan.FromMinutes(1), CancellationToken.None);
        return Results.Ok(products);
    }

    [Nursery(MaxConcurrency = 4)]
    private partial Task<Product[]> FindAsync(
        [Each(nameof(LookUpAsync))] IReadOnlyList<string> words, CancellationToken cancellationToken = default);

    [Child, Timeout(300, Fallback = nameof(Unknown))]
    private async Task<Product> LookUpAsync(string word, CancellationToken cancellationToken)
    {
        if (cache.TryGet<Product>(word, out var known) && known is not null) return known;
        var product = await catalog.GetAsync(word, cancellationToken);
        await cache.SetAsync(word, product, TimeSpan.FromMinutes(10), cancellationToken);
        return product;
    }

    private static Product Unknown(string word) => new(word, "?", 0);
}

internal sealed partial class EventsEndpoint(IBus bus)
{
    public async Task HandleAsync(HttpContext context)
    {
        await context.Response.StartAsync(context.RequestAborted);
        await PushAsync(context.Response, context.RequestAborted);
    }

    [Nursery]
    private partial Task PushAsync(HttpResponse response, CancellationToken cancellationToken);

    private static Task PushAsync(PushNursery nursery, HttpResponse response)
    {
        nursery.StartForward(response);
        nursery.StartKeepAlive(response);
        return Task.CompletedTask;
    }

    [Child]
    private async Task ForwardAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        await foreach (var message in bus.SubscribeAsync("orders", cancellationToken))
            await response.WriteAsync($"data: {message.Body.Length}\n\n", cancellationToken);
    }

    [Child(Daemon = true)]
    private static async Task KeepAliveAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15));
        while (await timer.WaitForNextTickAsync(cancellationToken)) await response.WriteAsync(":\n\n", cancellationToken);
    }
}

internal sealed partial class LegacyController(IOrderStore orders, IMailer mailer)
{
    [Nursery]
    private partial Task<Order?> ConfirmAsync(int id, CancellationToken cancellationToken);

    private async Task<Order?> ConfirmAsync(ConfirmNursery nursery, int id)
    {
        var order = await orders.FindAsync(id, nursery.Token);
        if (order is null) return null;
        _ = mailer.SendAsync("shop@example.org", "confirmed", order.Total.ToString(), nursery.Token); // expect: NUR101
        return order;
    }

    // Plain code may still do what nursery code may not.
    public Order? Find(int id) => orders.FindAsync(id).GetAwaiter().GetResult();

    public async Task<IResult> DeleteAsync(int id)
    {
        await orders.DeleteAsync(id);
        _ = mailer.SendAsync("shop@example.org", "deleted", $"{id}");
        return Results.Ok();
    }
}
