using System.Text;
using System.Text.RegularExpressions;
using NurseryGen.Generator.Tests.Snapshots;
using Xunit;

namespace NurseryGen.Generator.Tests.CommandLine;

/// <summary>What people meet first: one clear error, and nothing of the compiler's beside it.</summary>
public sealed class FirstHourTests
{
    /// <summary>Each program's whole output, as approved text; its numbers besides, as the cases say what is wanted.</summary>
    [Fact]
    public async Task Prints()
    {
        var printed = new string[FirstHourCase.All.Count];
        await Parallel.ForAsync(0, printed.Length, async (index, _) =>
            printed[index] = await CompilerRun.PrintedAsync(FirstHourCase.All[index].Program));

        var text = new StringBuilder();
        foreach (var (entry, output) in FirstHourCase.All.Zip(printed))
            text.Append(entry.Name).Append('\n').Append(Indented(entry.Source)).Append(Indented(output)).Append('\n');

        Snapshot.Default.Verify($"{nameof(FirstHourTests)}.{nameof(Prints)}", [new SnapshotTarget(null, "txt", text.ToString())]);
        Assert.Equal(
            FirstHourCase.All.Select(static entry => $"{entry.Name}: {entry.Printed}"),
            FirstHourCase.All.Zip(printed, static (entry, output) => $"{entry.Name}: {Numbers(output)}"));
    }

    private static string Indented(string lines) =>
        string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => $"    {line}\n"));

    /// <summary>The numbers in order, and where the code is generated that too.</summary>
    private static string Numbers(string output)
    {
        var found = Regex.Matches(output, @"^(?<file>.*?)(\((?<line>\d+),\d+\))?: ?(?:error|warning) (?<id>\w+): ", RegexOptions.Multiline)
            .Select(static match => match.Groups["file"].Value.EndsWith(".g.cs", StringComparison.Ordinal)
                ? match.Groups["id"].Value + " in generated code"
                : match.Groups["id"].Value);
        return string.Join(", ", found.Order(StringComparer.Ordinal));
    }
}
