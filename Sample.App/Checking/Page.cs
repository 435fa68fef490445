namespace LinkChecker.Checking;

/// <summary>What was found behind a link.</summary>
/// <param name="Address">Where it was found: another address than the link's, after a redirect.</param>
/// <param name="Links">What it links to; null where it is no page, but an image, say.</param>
internal sealed record Page(Uri Address, IReadOnlyList<Uri>? Links)
{
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Asks for what is behind a link, and reads it only where it is a page.</summary>
    /// <exception cref="HttpRequestException">There is nothing, it isn't complete, or it is larger than any page should be.</exception>
    public static async Task<Page> LoadAsync(HttpClient http, Uri url, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();

        var address = response.RequestMessage?.RequestUri ?? url;
        if (response.Content.Headers.ContentType?.MediaType is not ("text/html" or "application/xhtml+xml")) return new(address, null);

        await response.Content.LoadIntoBufferAsync(MaxBytes, cancellationToken);
        var html = await response.Content.ReadAsStreamAsync(cancellationToken);
        return new(address, await LinkParser.ParseAsync(html, address, cancellationToken));
    }
}
