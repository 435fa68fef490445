// expect: NUR303
using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using NurseryGen;

internal static partial class Program
{
    private static Task Main() => RunAsync();

    [Nursery, Timeout(1_000)]
    private static partial Task RunAsync(CancellationToken cancellationToken = default);

    private static async Task RunAsync(RunNursery nursery)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 4711);
        listener.Start();
        while (true) nursery.StartServe(await listener.AcceptTcpClientAsync(nursery.Token));
    }

    [Child]
    private static async Task ServeAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            await using var stream = client.GetStream();
            var buffer = new byte[1024];
            var count = [|stream.Read(buffer, 0, buffer.Length)|];
            await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}

// A client that connects and says nothing holds a thread, and the deadline can't end the read: the server never stops.
