// HttpClient: requests, bodies, downloads, time-outs, handlers.
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Corpus.Support;
using NurseryGen;

namespace Corpus.HttpCalls;

internal sealed partial class ShopClient(HttpClient http)
{
    [Nursery, Timeout(5_000)]
    public partial Task<Page[]> PagesAsync([Each(nameof(PageAsync))] IEnumerable<Uri> urls, CancellationToken cancellationToken = default);

    [Child]
    private async Task<Page> PageAsync(Uri url, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        return new Page(url, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    [Child]
    private async Task<Product?> ProductAsync(string sku, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetFromJsonAsync<Product>($"products/{sku}", cancellationToken);
        }
        catch (HttpRequestException error) when (error.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    [Child]
    private async Task<Order> PlaceAsync(Order order, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "orders") { Content = JsonContent.Create(order) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token");
        using var response = await http.SendAsync(request, cancellationToken);
        return await response.Content.ReadFromJsonAsync<Order>(cancellationToken) ?? throw new JsonException();
    }

    [Child]
    private async Task<byte[]> ImageAsync(string sku, CancellationToken cancellationToken)
    {
        await using var body = await http.GetStreamAsync($"images/{sku}", cancellationToken);

        // Trap: AsyncFixer02, MA0042: a MemoryStream reads and writes memory.
        using var copy = new MemoryStream();
        await body.CopyToAsync(copy, cancellationToken);
        copy.WriteByte(0);
        copy.Write([1, 2, 3], 0, 3);
        copy.Flush();
        return copy.ToArray();
    }

    [Child]
    private async Task<string> ImageTypeAsync(string sku, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync($"images/{sku}", cancellationToken);
        using var body = response.Content.ReadAsStream(cancellationToken); // expect: NUR303, NUR305
        return body.ReadByte() == 0x89 ? "png" : "jpeg";
    }

    [Child]
    private async Task<int> LengthAsync(Uri url, CancellationToken cancellationToken)
    {
        var text = await http.GetStringAsync(url); // expect: NUR202
        return text.Length;
    }

    [Child]
    private Task<string> TextAsync(Uri url, CancellationToken cancellationToken) => http.GetStringAsync(url, cancellationToken);

    [Child]
    private Task<string> HeaderAsync(Uri url, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD110 #293, MA0134: a task that is returned isn't lost.
        return Core(url);

        async Task<string> Core(Uri target)
        {
            using var response = await http.GetAsync(target, cancellationToken);
            return response.Headers.ToString();
        }
    }

    [Child]
    private async Task<string> PostAsync(Uri url, IReadOnlyDictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(url, content, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);

        // Trap: VSTHRD103 #1610: Parse(string) and ParseAsync(Stream) are different operations.
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("id").GetString() ?? JsonSerializer.Serialize(form);
    }
}

internal sealed partial class Downloader(HttpClient http, ILogger<Downloader> logger)
{
    [Nursery(MaxConcurrency = 4)]
    public partial Task<int> DownloadAsync(IReadOnlyList<Uri> urls, string folder, CancellationToken cancellationToken = default);

    private async Task<int> DownloadAsync(DownloadNursery nursery, IReadOnlyList<Uri> urls, string folder)
    {
        Directory.CreateDirectory(folder);
        var children = new List<Child<long>>();
        foreach (var url in urls) children.Add(nursery.StartSave(url, Path.Combine(folder, Path.GetFileName(url.LocalPath))));
        await nursery.JoinAsync();

        // Trap: VSTHRD002: the Result of a child isn't a task's, and all have been joined.
        return children.Count(child => child.Result > 0);
    }

    [Child]
    private async Task<long> SaveAsync(Uri url, string path, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 81_920, useAsync: true);
        await body.CopyToAsync(file, cancellationToken);
        await file.FlushAsync(cancellationToken);
        return file.Length;
    }

    [Child]
    private async Task<long> SaveInPartsAsync(Uri url, string path, CancellationToken cancellationToken)
    {
        var complete = false;
        var total = 0L;
        try
        {
            await using var body = await http.GetStreamAsync(url, cancellationToken);
            await using var file = File.Create(path);
            var buffer = new byte[81_920];
            int count;
            while ((count = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
                total += count;
                if (total % 1_000_000 < count) logger.LogDebug("{Total}", total);
            }

            complete = true;
            return total;
        }
        finally
        {
            if (!complete) File.Delete(path);
        }
    }

    [Child]
    private async Task<bool> IsReachableAsync(Uri url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, url);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException error) when (error.InnerException is TimeoutException)
        {
            // Trap: ASYNC103: HttpClient's own time-out, which says so.
            return false;
        }
    }

    [Child]
    private async Task<bool> IsReachableNowAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(url, cancellationToken);
            return true;
        }
        catch (TaskCanceledException) // expect: NUR204
        {
            return false;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

internal sealed class AuthorizationHandler(Func<CancellationToken, ValueTask<string>> token) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(cancellationToken));
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized) return response;
        response.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(CancellationToken.None));
        return await base.SendAsync(request, cancellationToken);
    }
}

internal sealed partial class HealthChecks(HttpClient http)
{
    [Nursery]
    public partial Task<Outcome<HttpStatusCode>[]> CheckAsync(
        [Each(nameof(StatusAsync))] IReadOnlyList<Uri> urls, CancellationToken cancellationToken = default);

    [Child, Timeout(1_000)]
    private async Task<HttpStatusCode> StatusAsync(Uri url, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(url, cancellationToken);
        return response.StatusCode;
    }

    public async Task<bool> AllWellAsync(IReadOnlyList<Uri> urls, CancellationToken cancellationToken)
    {
        var outcomes = await CheckAsync(urls, cancellationToken);
        return outcomes.All(outcome => outcome is { IsSuccess: true, Value: HttpStatusCode.OK });
    }
}
