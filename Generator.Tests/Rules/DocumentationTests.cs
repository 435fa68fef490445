using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Tests.CodeFixes;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>docs/diagnostics.md and the release files: each diagnostic has its section and its row, and the examples are true.</summary>
public sealed partial class DocumentationTests
{
    // What examples take for granted.
    private const string Elsewhere =
        """
        using NurseryGen;
        public sealed class Report;
        public sealed class Quote;
        public sealed class User;
        public sealed class Order;
        partial class Example
        {
            private Task<Quote> LoadAsync(string symbol, CancellationToken cancellationToken = default) => Task.FromResult(new Quote());
        }
        """;

    private static string Page { get; } = Folders.ReadRepositoryFile("docs/diagnostics.md");

    public static TheoryData<string> Ids => [.. Analyzers.Rules.Select(descriptor => descriptor.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void HelpLink_LeadsToASection(string id)
    {
        // An anchor is the heading in lower case.
        Assert.Equal($"{HelpLinks.Address}docs/diagnostics.md#{id.ToLowerInvariant()}", Analyzers.Descriptor(id).HelpLinkUri);
        Assert.Contains(id, Headings());
    }

    /// <summary>An address is set for a release; links are absolute then.</summary>
    [Fact]
    public void HelpLink_BeginsWithTheAddress()
    {
        Assert.Equal("https://example.org/main/docs/diagnostics.md#", HelpLinks.PageAt("https://example.org/main/"));
        Assert.Equal("docs/diagnostics.md#", HelpLinks.PageAt(""));
    }

    [Fact]
    public void EverySection_IsOfADiagnostic() => Assert.Equal(Analyzers.Rules.Select(descriptor => descriptor.Id), Headings());

    [Theory]
    [MemberData(nameof(Ids))]
    public void SectionAndReleaseRow_HaveTheTitle(string id)
    {
        var descriptor = Analyzers.Descriptor(id);
        var title = descriptor.Title.ToString(CultureInfo.InvariantCulture);
        Assert.Contains($"\n### {id}\n\n**{title}**\n", Page, StringComparison.Ordinal);
        Assert.Contains($"\n| [{id}](#{id.ToLowerInvariant()}) | {title} | {descriptor.DefaultSeverity} |", Page, StringComparison.Ordinal);
        var rows = Folders.ReadRepositoryFile("Generator/AnalyzerReleases.Unshipped.md")
            + Folders.ReadRepositoryFile("Generator/AnalyzerReleases.Shipped.md");
        var row = Assert.Single(rows.Split('\n'), line => line.StartsWith(id, StringComparison.Ordinal));
        Assert.Equal([id, descriptor.Category, descriptor.DefaultSeverity.ToString(), title], row.Split('|').Select(cell => cell.Trim()));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Row_SaysWhatFixThereIs(string id) => Assert.Equal(IsFixed(id), OwnRow(id)[3].Length > 0);

    /// <summary>The table of other analyzers' rules says of ours what is so, and as much of theirs as our own tables.</summary>
    [Fact]
    public void TableOfOthers_AgreesWithTheDescriptors_AndOurTables()
    {
        var rows = OtherRow().Matches(Page)
            .SelectMany(row => row.Groups["ours"].Value.Split(", ").Select(ours => (Ours: ours, Cells: row.Groups))).ToArray();
        Assert.All(rows, row => Assert.Equal(Analyzers.Descriptor(row.Ours).DefaultSeverity.ToString(), row.Cells["severity"].Value));
        Assert.All(rows, row => Assert.Equal(IsFixed(row.Ours) ? "yes" : "", row.Cells["fix"].Value));
        Assert.All(Analyzers.Rules, descriptor => Assert.Equal(
            OwnRow(descriptor.Id)[4].Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            rows.Where(row => row.Ours == descriptor.Id).SelectMany(row => row.Cells["theirs"].Value.Split(", "))
                .Distinct().Order(StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task TheExampleThatBreaksTheRule_DoesBreakIt(string id)
    {
        var run = Compile(id, "// " + id);
        var reported = (await Analyzers.OwnAsync(run.Output)).Concat(run.Errors).Select(diagnostic => diagnostic.Id);

        // Examples leave out bodies that are beside the point.
        Assert.Equal([id], reported.Distinct().Where(other => other == id || other != "NUR004"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task TheExampleThatIsFixed_Compiles(string id)
    {
        var run = Compile(id, "// Fixed");
        var reported = await Analyzers.OwnAsync(run.Output);
        Assert.DoesNotContain(reported.Concat(run.Errors), diagnostic => diagnostic.Id == id || diagnostic.Id != "NUR004");
        var lenient = run.Output.WithOptions(run.Output.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        Assert.DoesNotContain(lenient.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private static GeneratorRun Compile(string id, string firstLine)
    {
        var section = Page.Split("\n### ").Single(text => text.StartsWith(id, StringComparison.Ordinal));
        var example = CodeBlock().Matches(section).Select(match => match.Groups[1].Value)
            .Single(code => code.StartsWith(firstLine + "\n", StringComparison.Ordinal))
            .Replace("{ … }", "{ throw new NotImplementedException(); }", StringComparison.Ordinal);
        var isType = TypeDeclaration().IsMatch(example);
        var source = isType ? example : $"public sealed partial class Example\n{{\n{example}\n{Around(id)}\n}}";
        return GeneratorRun.OfAny(TestCompilation.Of([TestCompilation.Parse("using System.IO;\nusing NurseryGen;\n"
            + source), TestCompilation.Parse(Elsewhere, "Elsewhere.cs")]));
    }

    private static bool IsFixed(string id) => FixCase.Providers.Any(provider => provider.FixableDiagnosticIds.Contains(id));

    /// <summary>The cells of a rule's row in its concern's table: rule, title, severity, fix, elsewhere.</summary>
    private static string[] OwnRow(string id)
    {
        var row = Assert.Single(Page.Split('\n'), line => line.StartsWith($"| [{id}]", StringComparison.Ordinal));
        var cells = row.Split('|').Select(cell => cell.Trim()).ToArray()[1..^1];
        Assert.Equal(5, cells.Length);
        return cells;
    }

    /// <summary>The nursery that an example's children are for.</summary>
    private static string Around(string id) => id switch
    {
        "NUR006" or "NUR009" or "NUR010" or "NUR014" or "NUR017" or "NUR018" =>
            "[Nursery] public partial Task CheckAsync(); private Task CheckAsync(Nursery nursery) => Task.CompletedTask;",
        "NUR007" => "[Nursery] public partial Task CheckAsync<T>(); private Task CheckAsync<T>(Nursery nursery) => Task.CompletedTask;",
        _ => "",
    };

    private static IEnumerable<string> Headings() =>
        Heading().Matches(Page).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^### (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| (?<theirs>[^|]+) \| [^|]+ \| (?<ours>NUR[^|]+) \| (?<severity>\w+) \| ?(?<fix>\w*) ?\|$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex OtherRow();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^(public (sealed )?(partial )?(class|struct) |namespace )", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}
