using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NurseryGen.Benchmarks.Peers;

namespace NurseryGen.Benchmarks.RealWork.Web;

/// <summary>Keeps connections busy: each sends a request, reads the response, and sends the next.</summary>
/// <remarks>It speaks just enough HTTP for a server on this machine whose responses all have the same length.</remarks>
internal sealed class LoadClient(IPEndPoint server, string path, TimeSpan time)
{
    public const string Role = "load";

    private const int Connections = 64;

    private readonly byte[] _request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    /// <summary>Asks a peer of this role.</summary>
    public static Load Measure(Peer peer, Uri address, TimeSpan time)
    {
        var answer = peer.Ask(
            string.Create(CultureInfo.InvariantCulture, $"{address.Port} {address.AbsolutePath} {time.TotalSeconds}")).Split(' ');
        return new Load(
            int.Parse(answer[0], CultureInfo.InvariantCulture), TimeSpan.FromTicks(long.Parse(answer[1], CultureInfo.InvariantCulture)));
    }

    /// <summary>What the peer does with a line of "port path seconds".</summary>
    public static async Task<string> AnswerAsync(string line)
    {
        var words = line.Split(' ');
        var server = new IPEndPoint(IPAddress.Loopback, int.Parse(words[0], CultureInfo.InvariantCulture));
        var time = TimeSpan.FromSeconds(double.Parse(words[2], CultureInfo.InvariantCulture));
        var load = await new LoadClient(server, words[1], time).RunAsync();
        return string.Create(CultureInfo.InvariantCulture, $"{load.Requests} {load.Slowest.Ticks}");
    }

    private async Task<Load> RunAsync()
    {
        var ends = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => KeepBusyAsync(ends))));
        var waits = connections.SelectMany(static connection => connection).Order().ToArray();
        return new Load(waits.Length, Stopwatch.GetElapsedTime(0, waits[waits.Length * 99 / 100]));
    }

    /// <returns>How long each request took, in timestamps.</returns>
    private async Task<List<long>> KeepBusyAsync(long ends)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        var buffer = new byte[4_096];
        var length = await FirstAsync(socket, buffer);
        var waits = new List<long>();
        for (var sent = Stopwatch.GetTimestamp(); sent < ends;)
        {
            await socket.SendAsync(_request);
            for (var read = 0; read < length;)
            {
                var count = await socket.ReceiveAsync(buffer);
                read += count == 0 ? throw new InvalidOperationException("The server hung up.") : count;
            }

            var now = Stopwatch.GetTimestamp();
            waits.Add(now - sent);
            sent = now;
        }

        return waits;
    }

    /// <returns>How long a response is.</returns>
    private async Task<int> FirstAsync(Socket socket, byte[] buffer)
    {
        await socket.SendAsync(_request);
        var read = 0;
        while (true)
        {
            read += await socket.ReceiveAsync(buffer.AsMemory(read));
            var text = Encoding.ASCII.GetString(buffer, 0, read);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var head and >= 0
                && text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase) is var place and >= 0)
            {
                var digits = text.AsSpan(place + "Content-Length: ".Length);
                return head + 4 + int.Parse(digits[..digits.IndexOf('\r')], CultureInfo.InvariantCulture);
            }
        }
    }
}

/// <summary>What a client saw.</summary>
/// <param name="Requests">That were answered.</param>
/// <param name="Slowest">The time in which 99 of 100 were.</param>
internal readonly record struct Load(int Requests, TimeSpan Slowest);
