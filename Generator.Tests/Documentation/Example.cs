using System.Text.RegularExpressions;
using NurseryGen.Generator.Tests.Snapshots;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Documentation;

/// <summary>A block of C# in a page for users, which a comment before it names: <c>&lt;!-- example: SiteChecker --&gt;</c>.</summary>
/// <param name="Page">The page's path.</param>
/// <param name="Name">What <see cref="Surroundings"/> knows it by; none where the comment is missing.</param>
/// <param name="Code">As printed.</param>
internal sealed partial record Example(string Page, string? Name, string Code)
{
    /// <summary>Every block of the pages, the named ones and the others.</summary>
    public static IReadOnlyList<Example> All { get; } = [.. Read("README.md"), .. Read("docs/guide.md")];

    /// <summary>What a test calls it.</summary>
    public string Id => $"{Page}: {Name}";

    public static Example Of(string id) => All.Single(example => example.Id == id);

    /// <summary>The block with all that it leaves to the reader's imagination.</summary>
    public Form Complete() => Surroundings.Of(Name!).Complete(Name!, Code);

    private static IEnumerable<Example> Read(string page) => Block().Matches(Folders.ReadRepositoryFile(page))
        .Select(match => new Example(page, match.Groups["name"].Success ? match.Groups["name"].Value : null, match.Groups["code"].Value));

    [GeneratedRegex(
        "(<!-- example: (?<name>\\w+) -->\n)?```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
