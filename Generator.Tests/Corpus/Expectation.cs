using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>A finding on a line: what a source says by <c>// expect: NUR302</c> behind the line, and what the analyzers report.</summary>
internal sealed partial record Expectation(string File, int Line, string Id) : IComparable<Expectation>
{
    /// <summary>Reads the marks of a source.</summary>
    /// <exception cref="FormatException">A mark that reads nearly like one.</exception>
    public static ImmutableArray<Expectation> Read(string file, string source)
    {
        var marks = ImmutableArray.CreateBuilder<Expectation>();
        var lines = source.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!Comment().IsMatch(lines[i]))
                continue;

            var match = Mark().Match(lines[i]);
            if (!match.Success)
                throw new FormatException($"{file}({i + 1}): not a mark: {lines[i]}");

            foreach (var id in match.Groups["id"].Captures.Select(capture => capture.Value))
                marks.Add(new Expectation(file, i + 1, id));
        }

        return marks.ToImmutable();
    }

    public static Expectation Of(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        return new Expectation(span.Path, span.StartLinePosition.Line + 1, diagnostic.Id);
    }

    /// <summary>What is missing and what is unexpected, a line each; empty where all is as expected.</summary>
    public static string Compare(IEnumerable<Expectation> expected, IEnumerable<Diagnostic> reported)
    {
        // Twice on a line counts as once: a mark doesn't say how often.
        var found = reported.GroupBy(Of).ToDictionary(group => group.Key, group => group.First());
        var marks = expected.ToHashSet();
        var missing = marks.Except(found.Keys).Order().Select(mark => $"missing:    {mark}");
        var unexpected = found.Keys.Except(marks).Order()
            .Select(mark => $"unexpected: {mark} {found[mark].GetMessage(CultureInfo.InvariantCulture)}");
        return string.Join('\n', missing.Concat(unexpected));
    }

    public int CompareTo(Expectation? other) => (File, Line, Id).CompareTo((other?.File ?? "", other?.Line ?? 0, other?.Id ?? ""));

    public override string ToString() => $"{File}({Line}): {Id}";

    [GeneratedRegex(@"//\s*expect", RegexOptions.IgnoreCase)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\S.* // expect: (?<id>(NUR|CS)\d{3,4})(, (?<id>(NUR|CS)\d{3,4}))*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();
}
