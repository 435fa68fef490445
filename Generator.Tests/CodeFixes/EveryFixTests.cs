using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.Generator.Tests.Corpus;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>
/// Every fix that is offered anywhere, in whatever source: it breaks nothing, loses no comment, and is the same alone and among all.
/// </summary>
public sealed class EveryFixTests
{
    private static readonly ImmutableDictionary<string, string> s_sources = FixCase.All
        .Select(entry => (entry.Name, Markup.Parse(entry.Before).Source))
        .Concat(BadProgram.All.Select(program => (program.Name, program.Source)))
        .Concat(AwkwardSources.All)
        .ToImmutableDictionary(pair => pair.Item1, pair => pair.Item2);

    public static TheoryData<string> Sources => [.. s_sources.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task EachFix_BreaksNothing_KeepsComments_AndMendsItsFinding(string name)
    {
        using var workspace = new FixWorkspace(s_sources[name]);
        var document = workspace.Documents.Single();
        var errors = await ErrorsAsync(workspace.Solution);
        var findings = await FindingsAsync(workspace.Solution);
        var source = await FixWorkspace.TextAsync(document);
        foreach (var (finding, action) in await OfferedAsync(document, findings))
        {
            var changed = await ChangedAsync(action);
            var text = (await changed.GetDocument(document.Id)!.GetTextAsync()).ToString();
            var what = $"{finding.Id} {action.Title}:\n{text}";
            Assert.True(source != text, what);
            AssertIn(await ErrorsAsync(changed), errors, what);
            AssertIn(Comments(source), Comments(text), what);
            var left = await FindingsAsync(changed);
            Assert.True(left.Count(one => one.Id == finding.Id) < findings.Count(one => one.Id == finding.Id), what);
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task AllAtOnce_AreAsOneAfterTheOther(string name)
    {
        using var original = new FixWorkspace(s_sources[name]);
        var document = original.Documents.Single();
        var findings = await FindingsAsync(original.Solution);
        foreach (var several in findings.GroupBy(finding => finding.Id).Where(group => group.Count() > 1))
        {
            var offered = await OfferedAsync(document, [.. several]);
            foreach (var key in offered.Select(pair => pair.Action.EquivalenceKey!).Distinct())
            {
                using var workspace = new FixWorkspace(s_sources[name]);
                var provider = FixCase.Providers.Single(one => one.FixableDiagnosticIds.Contains(several.Key));
                await workspace.FixAllAsync(provider, several.Key, key, FindingsAsync);
                Assert.Equal(
                    Bare(await OneByOneAsync(original.Solution, document.Id, several.Key, key)),
                    Bare(await FixWorkspace.TextAsync(workspace.Documents.Single())));
            }
        }
    }

    /// <summary>Without the parentheses around an await in an await: one fix after the other loses them, all at once keep them.</summary>
    private static string Bare(string text) =>
        text.Replace("await (await NestedAsync())", "await await NestedAsync()", StringComparison.Ordinal);

    private static async Task<string> OneByOneAsync(Solution solution, DocumentId id, string rule, string key)
    {
        // From the first to the last, as one reads.
        for (var left = int.MaxValue; ;)
        {
            var document = solution.GetDocument(id)!;
            var findings = (await FindingsAsync(solution)).Where(finding => finding.Id == rule).ToArray();
            var offered = (await OfferedAsync(document, findings)).Where(pair => pair.Action.EquivalenceKey == key).ToArray();
            if (offered.Length == 0)
                return await FixWorkspace.TextAsync(document);

            Assert.True(findings.Length < left, await FixWorkspace.TextAsync(document));
            left = findings.Length;
            solution = await ChangedAsync(offered[0].Action);
        }
    }

    private static async Task<IReadOnlyList<(Diagnostic Finding, CodeAction Action)>> OfferedAsync(
        Document document, IEnumerable<Diagnostic> findings)
    {
        var all = new List<(Diagnostic, CodeAction)>();
        foreach (var finding in findings)
        {
            foreach (var provider in FixCase.Providers.Where(provider => provider.FixableDiagnosticIds.Contains(finding.Id)))
                all.AddRange((await FixWorkspace.OfferedAsync(provider, document, finding)).Select(action => (finding, action)));
        }

        return all;
    }

    private static async Task<Solution> ChangedAsync(CodeAction action) =>
        (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;

    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Solution solution)
    {
        var compilation = (await solution.Projects.Single().GetCompilationAsync())!;
        return [.. (await Analyzers.OwnAsync(compilation)).Where(finding => !finding.IsSuppressed)];
    }

    private static async Task<string[]> ErrorsAsync(Solution solution)
    {
        var compilation = (await solution.Projects.Single().GetCompilationAsync())!;
        return [.. compilation.GetDiagnostics().Where(one => one.DefaultSeverity == DiagnosticSeverity.Error).Select(one => one.Id)];
    }

    private static string[] Comments(string source) =>
    [
        .. TestCompilation.Parse(source).GetRoot().DescendantTrivia()
            .Select(trivia => trivia.ToString().Trim())
            .Where(text => text.StartsWith('/') || text.StartsWith('#')),
    ];

    /// <summary>That all of some are among the others, as often as they are.</summary>
    private static void AssertIn(IEnumerable<string> some, IEnumerable<string> others, string what)
    {
        var left = others.ToList();
        Assert.True(some.All(left.Remove), what);
    }
}
