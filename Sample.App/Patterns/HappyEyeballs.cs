using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using NurseryGen;

namespace LinkChecker.Patterns;

/// <summary>Connects to whichever of several addresses answers first (RFC 8305), over loopback addresses of which few do.</summary>
internal sealed partial class HappyEyeballs
{
    /// <summary>How long an attempt has the field to itself: the RFC's recommendation.</summary>
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public static async Task RunAsync(Nursery nursery)
    {
        using var silent = await SilentEndPoint.ListenAsync(nursery.Token);
        using var alsoSilent = await SilentEndPoint.ListenAsync(nursery.Token);
        using var refusing = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        refusing.Bind(new IPEndPoint(IPAddress.Loopback, 0));       // bound, so the port is ours, but nobody listens
        using var listening = new TcpListener(IPAddress.Loopback, 0);
        listening.Start();

        var refused = (IPEndPoint)refusing.LocalEndPoint!;
        var answered = (IPEndPoint)listening.LocalEndpoint;
        using var winner = await new HappyEyeballs().ConnectAsync([silent.Address, alsoSilent.Address, refused, answered], nursery.Token);
        Console.WriteLine($"winner: {winner.RemoteEndPoint}");
    }

    /// <summary>Connects to one of the addresses. By then every other attempt has ended, and its socket is closed.</summary>
    /// <exception cref="ExceptionGroup">Every attempt failed.</exception>
    /// <exception cref="NurseryTimeoutException">None succeeded in time.</exception>
    public Task<Socket> ConnectAsync(IEnumerable<IPEndPoint> addresses, CancellationToken cancellationToken = default) =>
        RaceAsync(StaggerAsync(addresses, cancellationToken), cancellationToken);

    // A race: the first socket to be connected wins, and the rest are cancelled and awaited. Should a second one make it all the same, the
    // nursery disposes of it.
    [Nursery(Policy = NurseryPolicy.Race), Timeout(5_000)]
    private partial Task<Socket> RaceAsync(
        [Each(nameof(DialAsync))] IAsyncEnumerable<Attempt> attempts, CancellationToken cancellationToken);

    // The nursery starts an attempt whenever the sequence yields one, so to wait here is to stagger them. It hands its own token in.
    private static async IAsyncEnumerable<Attempt> StaggerAsync(
        IEnumerable<IPEndPoint> addresses, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var address in addresses)
        {
            var attempt = new Attempt(address);
            yield return attempt;

            // Trio's move_on_after: until the attempt has failed, but no longer than that.
            await CancelScope.MoveOnAfterAsync(Stagger, scope => attempt.Failed.WaitAsync(scope.Token), cancellationToken);
        }
    }

    [Child]
    private async Task<Socket> DialAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        Log(attempt, "dialling");
        var socket = new Socket(attempt.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(attempt.Address, cancellationToken);
            Log(attempt, "connected");
            return socket;
        }
        catch (Exception error)
        {
            socket.Dispose();
            attempt.Fail();
            Log(attempt, error is OperationCanceledException ? "cancelled, socket closed" : $"{error.Message}, socket closed");
            throw;
        }
    }

    private void Log(Attempt attempt, string text) => Console.WriteLine($"{_clock.ElapsedMilliseconds,4} ms  {attempt.Address}: {text}");

    private sealed class Attempt(IPEndPoint address)
    {
        private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IPEndPoint Address => address;

        public Task Failed => _failed.Task;

        public void Fail() => _failed.TrySetResult();
    }
}
