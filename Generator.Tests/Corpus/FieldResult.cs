using System.Collections.Concurrent;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>What the compiler and the analyzers say of a program of the field. Found out once for all tests.</summary>
internal sealed record FieldResult(FieldSnippet Program, IReadOnlyList<FieldFinding> Findings, IReadOnlyList<string> Errors)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<FieldResult>>>> s_results = new();

    public bool IsFound => Findings.Any(finding => Program.Leaks.Contains(finding.Line));

    public static Task<IReadOnlyList<FieldResult>> OfAsync(string file) =>
        s_results.GetOrAdd(file, static name => new(() => RunAsync(name))).Value;

    private static async Task<IReadOnlyList<FieldResult>> RunAsync(string file)
    {
        var results = new List<FieldResult>();
        foreach (var program in FieldSnippet.Of(file))
            results.Add(await program.RunAsync());

        return results;
    }
}
