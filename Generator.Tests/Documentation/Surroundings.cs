using System.Text.RegularExpressions;
using NurseryGen.Generator.Tests.Snapshots;

namespace NurseryGen.Generator.Tests.Documentation;

/// <summary>What an example of the guide needs around it: a type, the things it works on as fakes, and a scenario that runs it.</summary>
/// <param name="source">
/// A file with a line <c>// Example</c> where the example goes; its first line may say what its scenario returns.
/// </param>
/// <param name="elided">What the example's <c>…</c> stand for, in their order.</param>
internal sealed partial class Surroundings(string source, params string[] elided)
{
    private const string Placeholder = "// Example";

    private const string User =
        """
        public sealed record User(string Name);
        public sealed record Order(int Number);
        """;

    private const string Pages =
        """
        public sealed record Page(string Text);

        public sealed partial class Loader
        {
            // The longer a page's name, the longer it takes: what starts with an x isn't there.
            [Child]
            private static async Task<Page> FetchAsync(Uri url, CancellationToken cancellationToken)
            {
                var name = url.AbsolutePath[1..];
                for (var i = 0; i < name.Length; i++) await Checkpoint.YieldAsync(cancellationToken);
                return name.StartsWith('x') ? throw new HttpRequestException($"no {name}") : new Page(name);
            }
        }

        internal static class Urls
        {
            public static Uri[] Of(string names) => [.. names.Split(' ').Select(name => new Uri("http://site/" + name))];

            public static string Names(IEnumerable<Page> pages) => string.Join(" ", pages.Select(page => page.Text));
        }
        """;

    private static readonly Dictionary<string, Surroundings> s_all = new(StringComparer.Ordinal)
    {
        ["SiteChecker"] = new($"// Result: 4 links\n{Placeholder}\n{Readme.Rest}"),

        ["LoadAsync"] = new(
            $$"""
            // Result: Ada, 2 orders
            using NurseryGen;

            public sealed partial class Shop
            {
                {{Placeholder}}
            }

            {{User}}

            internal static class Scenario
            {
                public static async Task<string> RunAsync()
                {
                    var (user, orders) = await new Shop().LoadAsync(7);
                    return $"{user.Name}, {orders.Length} orders";
                }
            }
            """,
            "Task.FromResult(new User(\"Ada\"))",
            "Task.FromResult<Order[]>([new(id), new(id)])"),

        ["Each"] = new(
            $$"""
            // Result: ordered: long by a; streamed: a by long
            using NurseryGen;

            public sealed partial class Loader
            {
                {{Placeholder}}
            }

            {{Pages}}

            internal static class Scenario
            {
                public static async Task<string> RunAsync()
                {
                    var loader = new Loader();
                    var ordered = await loader.FetchAllAsync(Urls.Of("long by a"));
                    var streamed = new List<Page>();
                    await foreach (var page in loader.StreamAsync(OneByOne("long by a"))) streamed.Add(page);
                    return $"ordered: {Urls.Names(ordered)}; streamed: {Urls.Names(streamed.OrderBy(page => page.Text))}";
                }

                private static async IAsyncEnumerable<Uri> OneByOne(string names)
                {
                    foreach (var url in Urls.Of(names))
                    {
                        await Task.Yield();
                        yield return url;
                    }
                }
            }
            """),

        ["Outcomes"] = new(
            $$"""
            // Result: a, no xx, by
            using NurseryGen;

            public sealed partial class Loader
            {
                {{Placeholder}}
            }

            {{Pages}}

            internal static class Scenario
            {
                public static async Task<string> RunAsync()
                {
                    var outcomes = await new Loader().TryAllAsync(Urls.Of("a xx by"));
                    return string.Join(", ", outcomes.Select(outcome => outcome.IsSuccess ? outcome.Value.Text : outcome.Exception!.Message));
                }
            }
            """),

        ["ConnectAsync"] = new(
            $$"""
            // Result: connected, 2 given up
            using System.Net;
            using System.Net.Sockets;
            using NurseryGen;

            public sealed partial class Dialler
            {
                private int _givenUp;

                public int GivenUp => _givenUp;

                {{Placeholder}}

                [Child]
                private async Task<Socket> DialAsync(EndPoint endpoint, CancellationToken cancellationToken)
                {
                    try
                    {
                        if (endpoint is DnsEndPoint { Host: "silent" }) await Task.Delay(Timeout.Infinite, cancellationToken);
                        return new Socket(SocketType.Stream, ProtocolType.Tcp);
                    }
                    catch (OperationCanceledException)
                    {
                        Interlocked.Increment(ref _givenUp);
                        throw;
                    }
                }
            }

            internal static class Scenario
            {
                public static async Task<string> RunAsync()
                {
                    var dialler = new Dialler();
                    using var socket = await dialler.ConnectAsync([new DnsEndPoint("silent", 1), new DnsEndPoint("silent", 2), new DnsEndPoint("host", 3)]);
                    return $"connected, {dialler.GivenUp} given up";
                }
            }
            """),

        ["QuoteAsync"] = new(
            $$"""
            // Result: yesterday's ACME
            using NurseryGen;

            public sealed record Quote(string Text);

            public sealed partial class Quotes
            {
                // A clock on which half a second passes at once.
                private readonly TimeProvider _clock = new FastClock();

                {{Placeholder}}

                private static async Task<Quote> Slow(string symbol, CancellationToken cancellationToken)
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    return new Quote("today's " + symbol);
                }
            }

            internal sealed class FastClock : TimeProvider
            {
                private const int Speed = 1_000;

                public override long TimestampFrequency => base.TimestampFrequency / Speed;

                public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
                    base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime / Speed, period);
            }

            internal static class Scenario
            {
                public static async Task<string> RunAsync() => (await new Quotes().QuoteAsync("ACME")).Text;
            }
            """,
            "new(\"yesterday's \" + symbol)"),

        ["CallersDeadline"] = new(
            $$"""
            // Result: Ada
            using NurseryGen;

            public sealed partial class Shop
            {
                {{Placeholder}}
            }

            {{User}}

            internal static class Scenario
            {
                public static async Task<string> RunAsync() => (await new Shop().GetAsync(7, TimeSpan.FromMinutes(1))).Name;
            }
            """,
            "Task.FromResult(new User(\"Ada\"))"),

        ["Supervise"] = new(
            $$"""
            // Result: 30
            using NurseryGen;

            public sealed partial class Sensors
            {
                {{Placeholder}}
            }

            internal static class Scenario
            {
                public static async Task<string> RunAsync()
                {
                    var sum = await new Sensors().PollAsync(["10", "broken", "20"]);
                    return sum.ToString(System.Globalization.CultureInfo.InvariantCulture);
                }
            }
            """,
            "Task.FromResult(int.Parse(sensor, System.Globalization.CultureInfo.InvariantCulture))"),

        ["Server"] = new(
            $$"""
            // Result: answered
            using System.Net;
            using System.Net.Sockets;
            using NurseryGen;

            public sealed partial class Server(TaskCompletionSource<string> answered)
            {
                {{Placeholder}}

                private static async Task ConnectAsync(int port, CancellationToken cancellationToken)
                {
                    using var client = new TcpClient();
                    await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
            }

            internal static class Scenario
            {
                public static async Task<string> RunAsync()
                {
                    using var stop = new CancellationTokenSource();
                    var answered = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
                    var served = new Server(answered).ServeAsync(stop.Token);
                    await Task.WhenAny(answered.Task, served);
                    stop.Cancel();
                    try
                    {
                        await served;
                        return "ended by itself";
                    }
                    catch (OperationCanceledException e) when (e.CancellationToken == stop.Token)
                    {
                        return await answered.Task;
                    }
                }
            }
            """,
            "Task.Run(connection.Dispose, cancellationToken).ContinueWith(_ => answered.SetResult(\"answered\"), TaskScheduler.Default)",
            "Task.Delay(Timeout.Infinite, cancellationToken)",
            "ConnectAsync(port, cancellationToken)"),

        ["Compute"] = new(
            $$"""
            // Result: 32 32
            using System.Security.Cryptography;
            using NurseryGen;

            public sealed partial class Hasher
            {
                {{Placeholder}}
            }

            internal static class Scenario
            {
                public static async Task<string> RunAsync()
                {
                    var hashes = await new Hasher().HashAllAsync([[1], [2, 3]]);
                    return string.Join(" ", hashes.Select(hash => hash.Length));
                }
            }
            """),

        ["Pooled"] = new(
            $$"""
            // Result: 33
            using System.Runtime.CompilerServices;
            using NurseryGen;

            public sealed record Reading(string Sensor, int Value);

            public sealed class Sensor
            {
                private int _sum;

                public int Sum => _sum;

                public void Add(int value) => Interlocked.Add(ref _sum, value);
            }

            public sealed partial class Store(Sensor sensor)
            {
                {{Placeholder}}

                private async Task<Sensor> LookUpAsync(string name, CancellationToken cancellationToken)
                {
                    await Task.Delay(name.Length, cancellationToken);
                    return sensor;
                }
            }

            internal static class Scenario
            {
                public static async Task<string> RunAsync()
                {
                    var sensor = new Sensor();
                    await new Store(sensor).StoreAllAsync([new("a", 11), new("b", 22)]);
                    return sensor.Sum.ToString(System.Globalization.CultureInfo.InvariantCulture);
                }
            }
            """,
            "await LookUpAsync(name, cancellationToken)"),

        ["Catching"] = new(
            $$"""
            // Result: caught
            using NurseryGen;

            public sealed partial class Loader
            {
                [Nursery]
                public partial Task<Page[]> FetchAllAsync([Each(nameof(FetchAsync))] IEnumerable<Uri> urls, CancellationToken ct = default);
            }

            {{Pages}}

            internal static class Scenario
            {
                public static async Task<string> RunAsync()
                {
                    var loader = new Loader();
                    var urls = Urls.Of("a xx xxx");
                    var cancellationToken = CancellationToken.None;
                    {{Placeholder}}
                    return "caught";
                }
            }
            """),

        ["Script"] = new(
            $$"""
            // Result: a b
            using System.Collections.Concurrent;
            using NurseryGen;

            internal static class Scenario
            {
                private static readonly ConcurrentBag<string> s_hosts = [];

                public static async Task<string> RunAsync()
                {
                    var cancellationToken = CancellationToken.None;
                    {{Placeholder}}
                    return string.Join(" ", s_hosts.Order());
                }

                private static Task PingAsync(string host, CancellationToken cancellationToken)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    s_hosts.Add(host);
                    return Task.CompletedTask;
                }
            }
            """),

        // Not run: it would take the test run's signals.
        ["Host"] = new(
            $$"""
            using NurseryGen;

            internal static class Program
            {
                public static async Task<int> RunAsync()
                {
                    {{Placeholder}}
                }

                private static Task PingAsync(string host, CancellationToken cancellationToken) => Task.Delay(host.Length, cancellationToken);
            }
            """),
    };

    /// <summary>The examples that are known, sorted.</summary>
    public static IEnumerable<string> Names => s_all.Keys.Order(StringComparer.Ordinal);

    public static Surroundings Of(string name) =>
        s_all.TryGetValue(name, out var known)
            ? known
            : throw new InvalidOperationException($"No surroundings for the example '{name}': add them to {nameof(Surroundings)}.");

    /// <summary>The example in its place, with something in place of each <c>…</c>.</summary>
    public Form Complete(string name, string example)
    {
        var next = 0;
        var code = Ellipsis().Replace(example, _ => elided[next++]);
        return Form.Of(name, source.Replace(Placeholder, code, StringComparison.Ordinal));
    }

    [GeneratedRegex("…")]
    private static partial Regex Ellipsis();
}
