using LinkChecker.Checking;

namespace LinkChecker.Reporting;

/// <summary>Names pages as their readers do: by path within the site, in full elsewhere.</summary>
internal static class PageName
{
    public static string Of(Uri url, Report report) =>
        url.Authority == report.Site.Authority ? url.PathAndQuery : url.AbsoluteUri;

    public static string OfAll(IEnumerable<Uri> urls, Report report) =>
        string.Join(", ", urls.Select(url => Of(url, report)));
}
