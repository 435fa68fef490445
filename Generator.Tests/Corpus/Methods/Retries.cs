// Retries, backoff, hedging, circuit breakers.
using System.Net;
using System.Runtime.ExceptionServices;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Retries;

internal sealed partial class Retry(HttpClient http, TimeProvider clock, ILogger<Retry> logger)
{
    [Nursery(MaxConcurrency = 4)]
    public partial Task<string[]> DownloadAsync(
        [Each(nameof(DownloadOneAsync))] IReadOnlyList<Uri> urls, CancellationToken cancellationToken = default);

    [Child, Timeout(30_000)]
    private async Task<string> DownloadOneAsync(Uri url, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await http.GetStringAsync(url, cancellationToken);
            }
            catch (HttpRequestException error) when (attempt < 5)
            {
                // Trap: ASYNC120: no cancellation gets into this catch, so the token is alive.
                logger.LogWarning(error, "attempt {Attempt}", attempt);
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), clock, cancellationToken);
            }
        }
    }

    [Child]
    private async Task<string> DownloadTwiceAsync(Uri url, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? last = null;
        foreach (var pause in new[] { 100, 200, 400 })
        {
            try
            {
                return await http.GetStringAsync(url, cancellationToken);
            }
            catch (Exception error) when (IsTransient(error))
            {
                last = ExceptionDispatchInfo.Capture(error);
            }

            await Task.Delay(pause, cancellationToken);
        }

        last!.Throw();
        throw last.SourceException;
    }

    [Child]
    private async Task<string> DownloadPatientlyAsync(Uri url, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(5), clock, cancellationToken);
                return await http.GetStringAsync(url, scope.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Trap: ASYNC103: not our own cancellation, so it is a time-out, and another attempt is due.
                logger.LogDebug("timed out");
            }
        }
    }

    [Child]
    private async Task<string?> TryDownloadAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetStringAsync(url, cancellationToken);
        }
        catch (Exception error)
        {
            // Trap: ASYNC103: a check of the token throws where it was a cancellation.
            cancellationToken.ThrowIfCancellationRequested();
            logger.LogWarning(error, "{Url}", url);
            return null;
        }
    }

    [Child]
    private async Task<string?> TryDownloadSilentlyAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetStringAsync(url, cancellationToken);
        }
        catch // expect: NUR204
        {
            return null;
        }
    }

    [Child]
    private async Task<HttpStatusCode> StatusAsync(Uri url, CancellationToken cancellationToken)
    {
        var delay = TimeSpan.FromMilliseconds(50);
        while (true)
        {
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                return response.StatusCode;
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? delay, cancellationToken);
            delay *= 2;
        }
    }

    [Child]
    private async Task<HttpStatusCode> StatusBlockinglyAsync(Uri url, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var response = await http.GetAsync(url, cancellationToken);
            if (response.IsSuccessStatusCode) return response.StatusCode;
            Thread.Sleep(TimeSpan.FromSeconds(attempt)); // expect: NUR302
        }

        return HttpStatusCode.ServiceUnavailable;
    }

    private static bool IsTransient(Exception error) => error is HttpRequestException or IOException;
}

internal sealed partial class Policy(ILogger<Policy> logger)
{
    // A helper, called from children: no nursery code of its own.
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> operation, int attempts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await operation(cancellationToken).ConfigureAwait(false);
            }
            catch (TransientException error) when (attempt < attempts)
            {
                logger.LogWarning(error, "attempt {Attempt} of {Attempts}", attempt, attempts);
                await Task.Delay(attempt * 100, cancellationToken);
            }
        }
    }

    [Nursery]
    public partial Task<decimal> PriceAsync(ICatalog catalog, string sku, CancellationToken cancellationToken = default);

    private async Task<decimal> PriceAsync(PriceNursery nursery, ICatalog catalog, string sku)
    {
        // Trap: VSTHRD110, MA0134: a lambda's task is its caller's affair.
        var price = await ExecuteAsync(token => catalog.PriceAsync(sku, token), 3, nursery.Token);
        var stock = await ExecuteAsync(async token => await catalog.StockAsync(sku, token), 3, nursery.Token);
        return price * stock;
    }

    [Nursery]
    public partial Task<decimal> OuterTokenAsync(ICatalog catalog, string sku, CancellationToken cancellationToken = default);

    private async Task<decimal> OuterTokenAsync(OuterTokenNursery nursery, ICatalog catalog, string sku)
    {
        return await ExecuteAsync(token => catalog.PriceAsync(sku), 3, nursery.Token); // expect: NUR202
    }
}

internal sealed partial class Hedge(HttpClient http)
{
    [Nursery(Policy = NurseryPolicy.Race)]
    public partial Task<string> GetAsync(Uri first, Uri second, CancellationToken cancellationToken = default);

    private async Task<string> GetAsync(GetNursery nursery, Uri first, Uri second)
    {
        var primary = nursery.StartFetch(first);
        await Task.Delay(200, nursery.Token);
        if (!primary.IsCompleted) nursery.StartFetch(second);
        return await primary;
    }

    [Child]
    private async Task<string> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(url, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}

internal sealed partial class CircuitBreaker(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset _openUntil;

    [Nursery]
    public partial Task CallAllAsync(IReadOnlyList<Func<CancellationToken, Task>> calls, CancellationToken cancellationToken = default);

    private Task CallAllAsync(CallAllNursery nursery, IReadOnlyList<Func<CancellationToken, Task>> calls)
    {
        foreach (var call in calls) nursery.StartCall(call);
        return Task.CompletedTask;
    }

    [Child]
    private async Task CallAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (clock.GetUtcNow() < _openUntil) throw new TransientException("open");
        }

        try
        {
            await call(cancellationToken);
            lock (_lock) _failures = 0;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            lock (_lock)
            {
                if (++_failures >= 5) _openUntil = clock.GetUtcNow().AddSeconds(30);
            }

            throw;
        }
    }
}
