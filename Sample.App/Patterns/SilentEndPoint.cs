using System.Net;
using System.Net.Sockets;
using NurseryGen;

namespace LinkChecker.Patterns;

/// <summary>A loopback address that never answers: it accepts nobody, and its queue of those who wait to be accepted is full.</summary>
internal sealed partial class SilentEndPoint : IDisposable
{
    private const int MaxQueue = 16;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queue = [];

    private SilentEndPoint()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(backlog: 0);
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

    public static async Task<SilentEndPoint> ListenAsync(CancellationToken cancellationToken)
    {
        var silent = new SilentEndPoint();
        try
        {
            while (silent._queue.Count < MaxQueue && await silent.TryQueueAsync(cancellationToken)) { }
            return silent;
        }
        catch
        {
            silent.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var socket in _queue) socket.Dispose();
        _listener.Dispose();
    }

    /// <summary>Joins the queue; false once it takes a moment too long, for then it is full. Some systems refuse instead.</summary>
    [Timeout(100, MoveOn = true)]
    private partial Task<bool> TryQueueAsync(CancellationToken cancellationToken);

    private async Task<bool> TryQueueAsync(CancelScope scope)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _queue.Add(socket);
        try
        {
            await socket.ConnectAsync(Address, scope.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
