namespace NurseryGen.Generator.Tests.Cost;

/// <summary>
/// Files of a project as they are: each with a service that awaits, and by turns with nurseries or with code that awaits nothing.
/// </summary>
internal static class CostSources
{
    public static string Of(int number) =>
        (Ordinary + (number % 2 == 0 ? Nursery : Synchronous)).Replace("__", $"{number}", StringComparison.Ordinal);

    private const string Ordinary =
        """
        using NurseryGen;

        namespace Shop.Part__;

        public sealed record Order(int Id, string Customer, decimal Total);

        public interface IOrders
        {
            Task<Order?> FindAsync(int id, CancellationToken cancellationToken);
            Task SaveAsync(Order order, CancellationToken cancellationToken);
            IAsyncEnumerable<Order> AllAsync(CancellationToken cancellationToken);
        }

        public sealed class OrderService(IOrders orders, HttpClient http)
        {
            private readonly Dictionary<int, Order> _known = [];

            public async Task<decimal> TotalAsync(string customer, CancellationToken cancellationToken)
            {
                var total = 0m;
                await foreach (var order in orders.AllAsync(cancellationToken))
                {
                    if (order.Customer != customer)
                        continue;

                    total += order.Total;
                    _known[order.Id] = order;
                }

                return Math.Round(total, 2);
            }

            public async Task<Order> GetAsync(int id, CancellationToken cancellationToken)
            {
                if (_known.TryGetValue(id, out var known))
                    return known;

                for (var attempt = 1; ; attempt++)
                {
                    try
                    {
                        var order = await orders.FindAsync(id, cancellationToken).ConfigureAwait(false);
                        return order ?? throw new KeyNotFoundException($"No order {id}.");
                    }
                    catch (HttpRequestException e) when (attempt < 3 && e.StatusCode is not System.Net.HttpStatusCode.NotFound)
                    {
                        await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), cancellationToken).ConfigureAwait(false);
                    }
                }
            }

            public async Task<string[]> NamesAsync(IReadOnlyList<Uri> urls, CancellationToken cancellationToken)
            {
                var pages = urls.Select(url => http.GetStringAsync(url, cancellationToken)).ToArray();
                var texts = await Task.WhenAll(pages);
                var lines = texts.Where(text => text.Length > 0).Select((text, index) => $"{index}: {text.Split('\n').First().Trim()}");
                return [.. lines.Order()];
            }

            public async Task MoveAsync(int id, string customer, CancellationToken cancellationToken)
            {
                var order = await GetAsync(id, cancellationToken);
                await orders.SaveAsync(order with { Customer = customer }, cancellationToken);
                Changed?.Invoke(this, EventArgs.Empty);
            }

            public event EventHandler? Changed;
        }


        """;

    private const string Nursery =
        """
        public sealed partial class Checker(HttpClient http)
        {
            private int _failures;

            public int Failures => _failures;

            [Nursery(MaxConcurrency = 8), Timeout(30_000)]
            public partial Task<Dictionary<Uri, int>> CheckAsync(Uri root, CancellationToken cancellationToken = default);

            private async Task<Dictionary<Uri, int>> CheckAsync(CheckNursery nursery, Uri root)
            {
                var lengths = new Dictionary<Uri, int>();
                nursery.StartVisit(root, lengths, 3);
                await nursery.JoinAsync();
                return lengths;
            }

            [Child, Timeout(5_000)]
            private async Task VisitAsync(
                CheckNursery nursery, Uri url, Dictionary<Uri, int> lengths, int depth, CancellationToken cancellationToken)
            {
                string text;
                try
                {
                    text = await http.GetStringAsync(url, cancellationToken);
                }
                catch (HttpRequestException)
                {
                    Interlocked.Increment(ref _failures);
                    return;
                }

                lock (lengths)
                {
                    if (!lengths.TryAdd(url, text.Length))
                        return;
                }

                foreach (var link in text.Split('"').Where(part => part.StartsWith("https://", StringComparison.Ordinal)))
                {
                    if (depth > 0)
                        nursery.StartVisit(new Uri(link), lengths, depth - 1);
                }
            }

            [Nursery(MaxConcurrency = 4)]
            public partial Task<string[]> FetchAllAsync(
                [Each(nameof(FetchAsync))] IEnumerable<Uri> urls, CancellationToken cancellationToken = default);

            [Child]
            private async Task<string> FetchAsync(Uri url, CancellationToken cancellationToken)
            {
                using var response = await http.GetAsync(url, cancellationToken);
                response.EnsureSuccessStatusCode();
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                return text.Length > 1_000 ? text[..1_000] : text;
            }
        }
        """;

    private const string Synchronous =
        """
        public sealed class Ledger
        {
            private readonly List<(DateOnly Day, string Account, decimal Amount)> _entries = [];

            public void Add(DateOnly day, string account, decimal amount)
            {
                ArgumentException.ThrowIfNullOrEmpty(account);
                if (amount == 0)
                    throw new ArgumentOutOfRangeException(nameof(amount), "Nothing to enter.");

                _entries.Add((day, account, amount));
            }

            public decimal Balance(string account, DateOnly until)
            {
                var sum = 0m;
                foreach (var entry in _entries)
                {
                    if (entry.Account == account && entry.Day <= until)
                        sum += entry.Amount;
                }

                return sum;
            }

            public string Report()
            {
                var text = new System.Text.StringBuilder();
                foreach (var group in _entries.GroupBy(entry => entry.Account).OrderBy(group => group.Key, StringComparer.Ordinal))
                {
                    text.Append(group.Key).Append(": ").Append(group.Sum(entry => entry.Amount)).AppendLine();
                    foreach (var (day, _, amount) in group)
                        text.Append("  ").Append(day).Append(amount > 0 ? " +" : " ").Append(amount).AppendLine();
                }

                return text.ToString();
            }

            public static int Parse(string line) => line.Split(';') switch
            {
                [var first, .., var last] when first.Length > 0 => last.Length,
                [var only] => only.Length,
                _ => 0,
            };
        }
        """;
}
