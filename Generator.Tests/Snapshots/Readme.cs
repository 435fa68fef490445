using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Snapshots;

/// <summary>
/// The first example of README.md, read from there, so that it can't rot; and what it leaves to the reader's imagination.
/// </summary>
internal static class Readme
{
    /// <summary>What the example needs around it.</summary>
    public const string Rest =
        """

        // File: Site.cs
        public sealed class Report
        {
            private readonly HashSet<Uri> _links = [];

            public int Count => _links.Count;

            public bool Add(Uri link)
            {
                lock (_links)
                {
                    return _links.Add(link);
                }
            }
        }

        public sealed partial class SiteChecker
        {
            private async Task<Uri[]> LinksAsync(Uri url, CancellationToken cancellationToken)
            {
                var text = await http.GetStringAsync(url, cancellationToken);
                return [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(link => new Uri(url, link))];
            }
        }

        internal sealed class Pages : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var links = request.RequestUri!.AbsolutePath switch { "/" => "a b", "/a" => "b c", "/c" => "/", _ => "" };
                return Task.FromResult(new HttpResponseMessage { Content = new StringContent(links) });
            }
        }

        internal static class Scenario
        {
            public static async Task<string> RunAsync()
            {
                using var http = new HttpClient(new Pages());
                var report = await new SiteChecker(http).CheckAsync(new Uri("http://site/"));
                return $"{report.Count} links";
            }
        }
        """;

    public static Form Form { get; } = Form.Of("Readme", $"// Result: 4 links\n{FirstExample()}{Rest}");

    private static string FirstExample()
    {
        const string fence = "```csharp\n";
        var readme = Folders.ReadRepositoryFile("README.md");
        var start = readme.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
