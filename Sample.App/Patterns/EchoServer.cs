using System.Net;
using System.Net.Sockets;
using NurseryGen;

namespace LinkChecker.Patterns;

/// <summary>A TCP server: a child for each connection, one more for the metrics, and a stop that lets conversations end.</summary>
internal sealed partial class EchoServer
{
    private const int IdleTimeout = 2_000;
    private static readonly TimeSpan MetricsInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan OpeningHours = TimeSpan.FromSeconds(1);

    private int _open;
    private int _served;
    private long _bytes;

    private string Metrics => $"{Volatile.Read(ref _open)} open, {Volatile.Read(ref _served)} served, {Volatile.Read(ref _bytes)} bytes";

    /// <summary>Opens the server, lets clients in, and closes it while some of them are still talking.</summary>
    public static Task RunAsync(Nursery nursery) => new EchoServer().DemonstrateAsync(nursery.Token);

    [Nursery]
    private partial Task DemonstrateAsync(CancellationToken cancellationToken);

    private static async Task DemonstrateAsync(DemonstrateNursery nursery)
    {
        var port = await nursery.StartListenAsync();        // goes on once the server says that it is ready
        Console.WriteLine($"listening on port {port}");
        nursery.StartTalk(port);
        await Task.Delay(OpeningHours, nursery.Token);
        nursery.Cancel("closing time");
    }

    /// <summary>Serves until it is cancelled; then it accepts nobody any more, and ends when the last conversation has.</summary>
    [Child(nameof(DemonstrateAsync))]
    private async Task ListenAsync(Ready<int> ready, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        ready.Set(((IPEndPoint)listener.LocalEndpoint).Port);
        try
        {
            await ServeAsync(listener, cancellationToken);
        }
        finally
        {
            Console.WriteLine($"stopped: {Metrics}");
        }
    }

    // Shielded, as the clients of a server are not its to cancel.
    [Child(nameof(DemonstrateAsync), Shield = true)]
    private static async Task TalkAsync(int port, CancellationToken cancellationToken)
    {
        var echoed = await EchoClients.TalkAsync(["Ivy", "Iris", "Clover", "Rosemary"], port, cancellationToken);
        Console.WriteLine($"echoed to the clients: {string.Join(", ", echoed)} bytes");
    }

    [Nursery]
    private partial Task ServeAsync(TcpListener listener, CancellationToken cancellationToken);

    private async Task ServeAsync(ServeNursery nursery, TcpListener listener)
    {
        nursery.StartMetrics();
        try
        {
            while (true) nursery.StartEcho(await listener.AcceptSocketAsync(nursery.Token));
        }
        finally
        {
            listener.Stop();
            Console.WriteLine($"stopping: {Metrics}");
        }
    }

    // Shielded: that the server stops doesn't cut a conversation short. One that falls silent is hung up on, so that the server can end;
    // where clients may talk for ever, the child needs a [Timeout] too.
    [Child(nameof(ServeAsync), Shield = true)]
    private async Task EchoAsync(Socket connection, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        try
        {
            var buffer = new byte[4096];
            while (await EchoOnceAsync(connection, buffer, cancellationToken) is > 0 and var count) Interlocked.Add(ref _bytes, count);
        }
        catch (SocketException)
        {
            // The client is gone, which is its own affair. Left uncaught, it would be a failure, and the end of the server.
        }
        finally
        {
            connection.Dispose();
            Interlocked.Decrement(ref _open);
            Interlocked.Increment(ref _served);
        }
    }

    /// <summary>The bytes that were echoed: none once the client has hung up, or has been silent for too long.</summary>
    [Timeout(IdleTimeout, MoveOn = true)]
    private static partial Task<int> EchoOnceAsync(Socket connection, byte[] buffer, CancellationToken cancellationToken);

    private static async Task<int> EchoOnceAsync(CancelScope scope, Socket connection, byte[] buffer)
    {
        var count = await connection.ReceiveAsync(buffer, scope.Token);
        return count == 0 ? 0 : await connection.SendAsync(buffer.AsMemory(0, count), scope.Token);
    }

    // A daemon keeps nothing open: it is cancelled once the others have ended.
    [Child(nameof(ServeAsync), Daemon = true)]
    private async Task MetricsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(MetricsInterval);
        while (await timer.WaitForNextTickAsync(cancellationToken)) Console.WriteLine($"serving: {Metrics}");
    }
}
