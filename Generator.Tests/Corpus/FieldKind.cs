using System.Globalization;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>A kind of leak, as the table of docs/diagnostics.md has it.</summary>
/// <remarks>
/// A program is of the kind of the rule that finds it; of one that no rule finds, the number tells, for the files are in order.
/// </remarks>
internal sealed record FieldKind(string Name, string[] Rules, string[] Missed)
{
    public static IReadOnlyList<FieldKind> All { get; } =
    [
        new(
            "tasks, threads and nurseries left alone",
            ["NUR101", "NUR103", "NUR104", "NUR110", "NUR021"],
            ["N04", "N31", "N32", "N35", "N43", "N44"]),
        new("handles that escape, what is disposed of too early", ["NUR102", "NUR105", "NUR106", "NUR109"], ["A47", "N85"]),
        new(
            "cancellation: tokens, catches, loops",
            ["NUR201", "NUR202", "NUR203", "NUR204", "NUR205", "NUR206", "NUR207", "NUR212", "NUR024", "NUR025"],
            ["S33"]),
        new("blocking", ["NUR301", "NUR302", "NUR303", "NUR304", "NUR305"], []),
    ];

    public static FieldKind Of(FieldResult result) =>
        All.FirstOrDefault(kind => kind.Missed.Contains(result.Program.Id))
        ?? All.FirstOrDefault(kind => result.Findings.Any(finding =>
            result.Program.Leaks.Contains(finding.Line) && kind.Rules.Contains(finding.Rule)))
        ?? throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
                $"""
                {result.Program.Id} is of no kind: {string.Join(' ', result.Findings.Select(finding => finding.Rule))}
                """));
}
