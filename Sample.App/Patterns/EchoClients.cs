using System.Net;
using System.Net.Sockets;
using System.Text;
using NurseryGen;

namespace LinkChecker.Patterns;

/// <summary>Clients that talk to the echo server, all at once.</summary>
internal static partial class EchoClients
{
    private const int Lines = 5;

    /// <summary>Lets each client say a few lines.</summary>
    /// <returns>How many bytes each was echoed, in the order of the names.</returns>
    /// <exception cref="InvalidDataException">What came back is not what was said.</exception>
    [Nursery]
    public static partial Task<int[]> TalkAsync(
        [Each(nameof(ConverseAsync))] IReadOnlyList<string> names, int port, CancellationToken cancellationToken = default);

    [Child]
    private static async Task<int> ConverseAsync(string name, int port, CancellationToken cancellationToken)
    {
        var echoed = 0;
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            for (var line = 1; line <= Lines; line++)
            {
                echoed += await SayAsync(client.GetStream(), $"{name} says line {line}\n", cancellationToken);
                await Task.Delay(40 * name.Length, cancellationToken);
            }
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            Console.WriteLine($"{name}: {error.Message}");
        }

        return echoed;
    }

    private static async Task<int> SayAsync(NetworkStream stream, string text, CancellationToken cancellationToken)
    {
        var said = Encoding.UTF8.GetBytes(text);
        await stream.WriteAsync(said, cancellationToken);

        var heard = new byte[said.Length];
        await stream.ReadExactlyAsync(heard, cancellationToken);
        return heard.AsSpan().SequenceEqual(said) ? heard.Length : throw new InvalidDataException($"'{text.TrimEnd()}' came back changed.");
    }
}
