// A stand-in for Entity Framework Core, which has asynchronous twins that its own documentation says not to use.
namespace Microsoft.EntityFrameworkCore;

internal class DbContext : IDisposable, IAsyncDisposable
{
    public virtual void Add(object entity)
    {
    }

    public virtual ValueTask AddAsync(object entity, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public virtual void Remove(object entity)
    {
    }

    public virtual int SaveChanges() => 0;

    public virtual Task<int> SaveChangesAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);

    public void Dispose() => GC.SuppressFinalize(this);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

internal class DbSet<T> : List<T>
    where T : class
{
    public ValueTask AddAsync(T entity, CancellationToken cancellationToken = default)
    {
        Add(entity);
        return ValueTask.CompletedTask;
    }

    public ValueTask<T?> FindAsync(
        object[] keys, CancellationToken cancellationToken = default) => ValueTask.FromResult(this.FirstOrDefault());

    public Task<List<T>> ToListAsync(CancellationToken cancellationToken = default) => Task.FromResult(this.ToList());
}
