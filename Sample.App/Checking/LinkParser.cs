using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace LinkChecker.Checking;

/// <summary>Finds what a page links to.</summary>
internal static class LinkParser
{
    private const string Hrefs = "a[href], area[href], link[href]:not([rel=preconnect], [rel=dns-prefetch])";
    private const string Sources = "img[src], script[src], iframe[src], source[src], video[src], audio[src]";

    /// <summary>The distinct addresses on the page, absolute and without fragments; only those that HTTP can answer.</summary>
    /// <param name="html">The page; its encoding is taken from the page itself.</param>
    /// <param name="address">Where the page was found: what its relative links are relative to, unless it says otherwise.</param>
    public static async Task<IReadOnlyList<Uri>> ParseAsync(Stream html, Uri address, CancellationToken cancellationToken)
    {
        using var document = await new HtmlParser().ParseDocumentAsync(html, cancellationToken);
        var origin = Resolve(address, document.QuerySelector("base[href]")?.GetAttribute("href")) ?? address;
        return [.. Attributes(document, Hrefs, "href")
            .Concat(Attributes(document, Sources, "src"))
            .Select(link => Resolve(origin, link))
            .OfType<Uri>()
            .Distinct()];
    }

    private static IEnumerable<string?> Attributes(IDocument document, string selector, string attribute) =>
        document.QuerySelectorAll(selector).Select(element => element.GetAttribute(attribute));

    private static Uri? Resolve(Uri origin, string? link) =>
        Uri.TryCreate(origin, link?.Trim(), out var url) && url.Scheme is "http" or "https"
            ? new Uri(url.GetLeftPart(UriPartial.Query))
            : null;
}
