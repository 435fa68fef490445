// Databases: contexts, units of work, readers, transactions.
using System.Data.Common;
using Corpus.Support;
using Microsoft.EntityFrameworkCore;
using NurseryGen;

namespace Corpus.Data;

internal sealed class ShopContext : DbContext
{
    public DbSet<Order> Orders { get; } = [];
}

internal sealed partial class Repository(Func<ShopContext> contexts, ILogger<Repository> logger)
{
    [Nursery(MaxConcurrency = 4)]
    public partial Task<int> SaveAllAsync(IReadOnlyList<Order> orders, CancellationToken cancellationToken = default);

    private async Task<int> SaveAllAsync(SaveAllNursery nursery, IReadOnlyList<Order> orders)
    {
        foreach (var chunk in orders.Chunk(100)) nursery.StartSaveChunk(chunk);
        await nursery.JoinAsync();
        logger.LogInformation("{Count} saved", orders.Count);
        return orders.Count;
    }

    [Child]
    private async Task SaveChunkAsync(Order[] orders, CancellationToken cancellationToken)
    {
        // Each child has a context of its own, as contexts are no more thread-safe than ever.
        await using var context = contexts();

        // Trap: CA1849, VSTHRD103 on EF Core: AddAsync is for special value generators; Add is what the documentation says to call.
        foreach (var order in orders) context.Orders.Add(order);
        context.Add(new object());
        await context.SaveChangesAsync(cancellationToken);
    }

    [Child]
    private async Task<Order?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var context = contexts();
        return await context.Orders.FindAsync([id], cancellationToken);
    }

    [Child]
    private async Task<List<Order>> UnpaidAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts();
        var orders = await context.Orders.ToListAsync(cancellationToken);
        return orders.FindAll(order => !order.IsPaid);
    }

    [Child]
    private async Task RemoveAsync(int id, CancellationToken cancellationToken)
    {
        await using var context = contexts();
        if (await context.Orders.FindAsync([id], cancellationToken) is not { } order) return;
        context.Remove(order);
        context.SaveChanges(); // expect: NUR303
    }

    [Child]
    private async Task TouchAsync(int id, CancellationToken cancellationToken)
    {
        using var context = contexts(); // expect: NUR305
        context.Orders.Add(new Order(id, 0, 0, []));
        await context.SaveChangesAsync(cancellationToken);
    }
}

internal sealed partial class Sql(DbDataSource source)
{
    [Nursery(nameof(UsersAsync), nameof(CountAsync))]
    public partial Task<(List<User> Users, long Count)> LoadAsync(CancellationToken cancellationToken = default);

    [Child]
    private async Task<List<User>> UsersAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select id, name, mail from users";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var users = new List<User>();
        while (await reader.ReadAsync(cancellationToken)) users.Add(new User(reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        return users;
    }

    [Child]
    private async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select count(*) from users");
        return await command.ExecuteScalarAsync(cancellationToken) is long count ? count : 0;
    }

    [Child]
    private async Task<long> CountNowAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from users";
        return command.ExecuteScalar() is long count ? count : 0; // expect: NUR303
    }

    [Child]
    private async Task TransferAsync(int from, int to, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var id in new[] { from, to })
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = $"update accounts set touched = 1 where id = {id}";
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [Child]
    private async Task TransferOrRollBackAsync(int from, int to, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"update accounts set touched = {to} where id = {from}";
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch
        {
            using var shield = CancelScope.Shielded(TimeSpan.FromSeconds(2));
            await transaction.RollbackAsync(shield.Token);
            throw;
        }
    }
}
