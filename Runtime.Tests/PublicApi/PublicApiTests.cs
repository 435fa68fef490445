namespace NurseryGen.Tests.PublicApi;

/// <summary>The public API is what is checked in beside this file: a change to it is a decision, made by hand.</summary>
public sealed class PublicApiTests
{
    private static readonly string s_folder = Path.Combine(Folders.Tests, "PublicApi");

    [Fact]
    public void PublicApi_IsAsVerified()
    {
        var verified = Path.Combine(s_folder, "PublicApi.verified.txt");
        var received = Path.Combine(s_folder, "PublicApi.received.txt");
        var actual = ApiText.Of(typeof(Nursery).Assembly);
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail(
            "The public API changed. If that is meant, move PublicApi.received.txt over PublicApi.verified.txt.\n"
            + $"{Difference(expected, actual)}");
    }

    [Fact]
    public void Difference_ShowsLinesGoneAndLinesNew_UnderTheirType() =>
        Assert.Equal("  class A\n-     one\n+     two", Difference(
            "class A\n    one\n\nclass B\n    same\n", "class A\n    two\n\nclass B\n    same\n"));

    /// <summary>Lines gone and lines new, each under the heading of its type; members of a type are sorted, so no alignment is
    /// needed.</summary>
    private static string Difference(string expected, string actual)
    {
        var before = Sections(expected);
        var after = Sections(actual);
        var lines = new List<string>();
        foreach (var heading in before.Keys.Union(after.Keys))
        {
            var gone = Members(before, heading).Except(Members(after, heading)).Select(line => $"- {line}").ToList();
            var added = Members(after, heading).Except(Members(before, heading)).Select(line => $"+ {line}").ToList();
            var sign = !before.ContainsKey(heading) ? "+" : !after.ContainsKey(heading) ? "-" : " ";
            if (sign != " " || gone.Count + added.Count > 0)
            {
                lines.Add($"{sign} {heading}");
                lines.AddRange(gone);
                lines.AddRange(added);
            }
        }

        return string.Join('\n', lines);

        static IEnumerable<string> Members(Dictionary<string, List<string>> sections, string heading) =>
            sections.GetValueOrDefault(heading) ?? [];
    }

    private static Dictionary<string, List<string>> Sections(string text)
    {
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var current = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == ' ')
                current.Add(line);
            else
                sections[line] = current = [];
        }

        return sections;
    }
}
