// Who disposes of what, and when: using and await using, in bodies and in children.
using System.Net.Sockets;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Disposal;

internal sealed partial class Transfer(IConnectionFactory connections)
{
    [Nursery]
    public partial Task MoveAsync(int from, int to, CancellationToken cancellationToken = default);

    private async Task MoveAsync(MoveNursery nursery, int from, int to)
    {
        await using var connection = await connections.OpenAsync(nursery.Token);
        try
        {
            await connection.ExecuteAsync($"take {from}", nursery.Token);
            await connection.ExecuteAsync($"give {to}", nursery.Token);
            await connection.CommitAsync(nursery.Token);
        }
        catch
        {
            // Trap: CA2016: a rollback isn't to be cancelled with what it rolls back.
            await connection.RollbackAsync(CancellationToken.None);
            throw;
        }
    }

    [Nursery]
    public partial Task FillAsync(IReadOnlyList<string> commands, CancellationToken cancellationToken = default);

    private async Task FillAsync(FillNursery nursery, IReadOnlyList<string> commands)
    {
        // The body waits for its children before the connection goes.
        await using var connection = await connections.OpenAsync(nursery.Token);
        foreach (var command in commands) nursery.StartExecute(connection, command);
        await nursery.JoinAsync();
    }

    [Nursery]
    public partial Task<int> PairAsync(CancellationToken cancellationToken = default);

    private async Task<int> PairAsync(PairNursery nursery)
    {
        await using var connection = await connections.OpenAsync(nursery.Token);
        var first = nursery.StartExecute(connection, "first");
        var second = nursery.StartExecute(connection, "second");

        // Both handles are awaited inside of the using: as good as a join.
        return await first + await second;
    }

    [Nursery]
    public partial Task SpillAsync(IReadOnlyList<string> commands, CancellationToken cancellationToken = default);

    private async Task SpillAsync(SpillNursery nursery, IReadOnlyList<string> commands)
    {
        await using var connection = await connections.OpenAsync(nursery.Token);
        foreach (var command in commands)
            nursery.StartExecute(connection, command); // expect: NUR106
    }

    [Child]
    private static async Task<int> ExecuteAsync(IConnection connection, string command, CancellationToken cancellationToken)
    {
        return await connection.ExecuteAsync(command, cancellationToken);
    }

    [Nursery]
    public partial Task FillSeparatelyAsync(IReadOnlyList<string> commands, CancellationToken cancellationToken = default);

    private Task FillSeparatelyAsync(FillSeparatelyNursery nursery, IReadOnlyList<string> commands)
    {
        foreach (var command in commands) nursery.StartOwnExecute(command);
        return Task.CompletedTask;
    }

    [Child]
    private async Task OwnExecuteAsync(string command, CancellationToken cancellationToken)
    {
        await using var connection = connections.Create();
        await connection.OpenAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(command, cancellationToken);
        }
        finally
        {
            // Trap: ASYNC102: a clean-up that takes no token, or a shielded one, isn't cut short.
            using var shield = CancelScope.Shielded(TimeSpan.FromSeconds(1));
            await connection.CloseAsync(shield.Token);
        }
    }

    [Child]
    private async Task OwnExecuteBadlyAsync(string command, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        try
        {
            await connection.ExecuteAsync(command, cancellationToken);
        }
        finally
        {
            await connection.CloseAsync(cancellationToken); // expect: NUR205
        }
    }
}

internal sealed partial class Sockets
{
    [Nursery]
    public partial Task TalkAsync(string host, int port, CancellationToken cancellationToken = default);

    private static async Task TalkAsync(TalkNursery nursery, string host, int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, nursery.Token);
        await using var stream = client.GetStream();
        nursery.StartListen(stream);
        nursery.StartSpeak(stream);
        await nursery.JoinAsync();
    }

    [Child]
    private static async Task ListenAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count) Console.WriteLine(count);
    }

    [Child]
    private static async Task SpeakAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync("hello\n"u8.ToArray(), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    [Nursery]
    public partial Task DialAsync(IReadOnlyList<string> hosts, CancellationToken cancellationToken = default);

    // Ownership goes to the child, which disposes of it whatever happens (S5): no using, no finding.
    private static async Task DialAsync(DialNursery nursery, IReadOnlyList<string> hosts)
    {
        foreach (var host in hosts)
        {
            var client = new TcpClient();
            await client.ConnectAsync(host, 80, nursery.Token);
            nursery.StartServe(client);
        }
    }

    [Child]
    private static async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            await using var stream = client.GetStream();
            await stream.WriteAsync("bye\n"u8.ToArray(), cancellationToken);
        }
    }

    [Child]
    private static async Task ProbeAsync(string host, CancellationToken cancellationToken)
    {
        // Trap: AsyncFixer01 #1, #18: the await in front of the last call keeps the using alive.
        using var client = new TcpClient();
        await client.ConnectAsync(host, 80, cancellationToken);
    }

    [Child]
    private static ValueTask IgnoreAsync(string host, CancellationToken cancellationToken)
    {
        // Trap: RCS1229 in roslynator #1617: what is returned out of the using has completed.
        using var buffer = new MemoryStream(host.Length);
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : ValueTask.CompletedTask;
    }

    [Child]
    private static Task LeakAsync(string host, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        return client.ConnectAsync(host, 80, cancellationToken).AsTask(); // expect: NUR106
    }
}

internal sealed partial class Registrations(ILegacyClient legacy)
{
    [Nursery]
    public partial Task ListenAsync(CancellationToken cancellationToken = default);

    private async Task ListenAsync(ListenNursery nursery)
    {
        nursery.StartCount("a");
        nursery.StartCount("b");
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = nursery.Token.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), stopped);
        await stopped.Task;
    }

    [Child]
    private async Task CountAsync(string name, CancellationToken cancellationToken)
    {
        var count = 0;
        void OnReceived(object? sender, string text) => count++;
        legacy.Received += OnReceived;
        try
        {
            // Trap: ASYNC116: Timeout.Infinite is the plain way to say for ever.
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            legacy.Received -= OnReceived;
            Console.WriteLine($"{name}: {count}");
        }
    }

    [Child]
    private async Task RefreshAsync(SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);

        // Trap: VSTHRD103 #1003: a synchronous local function can't await a DisposeAsync.
        void Release(CancellationTokenRegistration registration)
        {
            registration.Dispose();
            gate.Release();
        }

        try
        {
            await legacy.RefreshAsync();
        }
        finally
        {
            Release(default);
        }
    }
}

internal sealed class PooledConnection(IConnectionFactory connections) : IAsyncDisposable
{
    private IConnection? _connection;

    public async Task<IConnection> GetAsync(
        CancellationToken cancellationToken) => _connection ??= await connections.OpenAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection) await connection.DisposeAsync().ConfigureAwait(false);
    }
}
