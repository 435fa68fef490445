using System.Globalization;
using System.Text;

namespace NurseryGen.Benchmarks.RealWork.Web;

/// <summary>A site to search: page 0 links to eight pages, each of these to eight more, and every page back to the one before it.</summary>
internal static class PageSite
{
    public const string Role = "site";

    /// <summary>How many pages the site has.</summary>
    public const int Pages = 5_000;

    private const int LinksOnPage = 8;

    public static Task<LoopbackServer> StartAsync()
    {
        var pages = Enumerable.Range(0, Pages).Select(Page).ToArray();
        return LoopbackServer.StartAsync(context =>
        {
            var body = pages[int.Parse(context.Request.Path.Value.AsSpan(1), CultureInfo.InvariantCulture)];
            context.Response.ContentType = "text/html";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body, 0, body.Length);
        });
    }

    private static byte[] Page(int number)
    {
        var text = new StringBuilder();
        var next = Enumerable.Range((number * LinksOnPage) + 1, LinksOnPage).Where(static link => link < Pages);
        foreach (var link in next.Append(Math.Max(number - 1, 0)))
            text.Append(CultureInfo.InvariantCulture, $"<p>Of {link} more is said <a href=\"/{link}\">elsewhere</a>, at length.</p>\n");

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
