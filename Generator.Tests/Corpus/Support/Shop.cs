// What the corpus's methods are about: a shop, its services, and the interfaces that they hide behind.
namespace Corpus.Support;

internal sealed record User(int Id, string Name, string Mail);

internal sealed record Order(int Id, int UserId, decimal Total, IReadOnlyList<string> Items)
{
    public bool IsPaid { get; init; }
}

internal sealed record Product(string Sku, string Title, decimal Price);

internal sealed record Quote(string Symbol, decimal Price, DateTimeOffset Time);

internal sealed record Page(Uri Url, string Text);

internal sealed record Invoice(int OrderId, byte[] Pdf);

internal sealed record Payment(string Reference, decimal Amount);

internal sealed record Message(string Topic, ReadOnlyMemory<byte> Body);

internal sealed record Reading(string Sensor, double Value);

internal interface IUserStore
{
    Task<User?> FindAsync(int id, CancellationToken cancellationToken = default);

    Task SaveAsync(User user, CancellationToken cancellationToken = default);
}

internal interface IOrderStore
{
    Task<Order?> FindAsync(int id, CancellationToken cancellationToken = default);

    Task<Order[]> ListAsync(int userId, CancellationToken cancellationToken = default);

    Task SaveAsync(Order order, CancellationToken cancellationToken = default);

    Task DeleteAsync(int id, CancellationToken cancellationToken = default);

    IAsyncEnumerable<Order> StreamAsync(DateOnly day, CancellationToken cancellationToken = default);
}

internal interface ICatalog
{
    Task<Product> GetAsync(string sku, CancellationToken cancellationToken = default);

    Task<decimal> PriceAsync(string sku, CancellationToken cancellationToken = default);

    Task<int> StockAsync(string sku, CancellationToken cancellationToken = default);

    ValueTask<bool> ExistsAsync(string sku, CancellationToken cancellationToken = default);
}

internal interface IMailer
{
    Task SendAsync(string to, string subject, string body, CancellationToken cancellationToken = default);
}

internal interface IBus
{
    Task PublishAsync(Message message, CancellationToken cancellationToken = default);

    ValueTask<Message> ReceiveAsync(CancellationToken cancellationToken = default);

    ValueTask AcknowledgeAsync(Message message, CancellationToken cancellationToken = default);

    IAsyncEnumerable<Message> SubscribeAsync(string topic, CancellationToken cancellationToken = default);
}

internal interface ICache
{
    bool TryGet<T>(string key, out T? value);

    ValueTask<T?> GetAsync<T>(string key, CancellationToken cancellationToken = default);

    ValueTask SetAsync<T>(string key, T value, TimeSpan lifetime, CancellationToken cancellationToken = default);
}

internal interface IPayments
{
    Task<Payment> ChargeAsync(int orderId, decimal amount, CancellationToken cancellationToken = default);

    Task RefundAsync(Payment payment, CancellationToken cancellationToken = default);
}

/// <summary>A client from before there were tokens.</summary>
internal interface ILegacyClient
{
    Task RefreshAsync();

    Task<string> DownloadAsync(string name);

    event EventHandler<string>? Received;

    void Begin(string name, Action<string> succeeded, Action<Exception> failed);
}

internal interface IConnection : IAsyncDisposable
{
    Task OpenAsync(CancellationToken cancellationToken = default);

    Task<int> ExecuteAsync(string command, CancellationToken cancellationToken = default);

    Task CommitAsync(CancellationToken cancellationToken = default);

    Task RollbackAsync(CancellationToken cancellationToken = default);

    Task CloseAsync(CancellationToken cancellationToken = default);
}

internal interface IConnectionFactory
{
    IConnection Create();

    ValueTask<IConnection> OpenAsync(CancellationToken cancellationToken = default);
}

internal sealed class TransientException(string message) : Exception(message);
