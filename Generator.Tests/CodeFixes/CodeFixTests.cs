using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>
/// Each fix: what it makes of a source, one finding at a time and all at once, that the result compiles, and where it is not offered.
/// </summary>
public sealed class CodeFixTests
{
    // Older compilers say so of a body that isn't written yet.
    private const string AwaitsNothing = "CS1998";

    public static TheoryData<string> Fixed => [.. FixCase.All.Where(entry => entry.After is not null).Select(entry => entry.Name)];

    public static TheoryData<string> NotOffered => [.. FixCase.All.Where(entry => entry.After is null).Select(entry => entry.Name)];

    public static TheoryData<string> Ids => [.. FixCase.Providers.SelectMany(provider => provider.FixableDiagnosticIds)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void EachHasCases_WithOneFindingAndWithSeveral_AndWhereItIsNotOffered(string id)
    {
        Assert.Single(FixCase.Providers, provider => provider.FixableDiagnosticIds.Contains(id));
        var own = FixCase.All.Where(entry => entry.Id == id).ToArray();
        Assert.Contains(own, entry => entry.After is not null && Markup.Parse(entry.Before).Marks.Length == 1);
        Assert.Contains(own, entry => entry.After is not null && Markup.Parse(entry.Before).Marks.Length > 1);

        // A type can always be made partial, and a body written.
        if (id is not ("NUR001" or "NUR004"))
            Assert.Contains(own, entry => entry.After is null);
    }

    [Theory]
    [MemberData(nameof(Fixed))]
    public async Task One_IsFixed(string name)
    {
        var entry = FixCase.Named(name);
        using var workspace = new FixWorkspace(entry, entry.Before);
        var document = workspace.Documents.Single();
        foreach (var finding in await workspace.FindingsAsync(document))
        {
            Assert.Contains(
                await FixWorkspace.OfferedAsync(entry.Provider, document, finding), action => IsAsked(entry, action.EquivalenceKey));
        }

        var findings = await workspace.FindingsAsync(document);
        if (findings.Length > 1)
            return;

        var offered = await FixWorkspace.OfferedAsync(entry.Provider, document, findings[0]);
        Assert.Equal(offered.Count, offered.Select(action => action.EquivalenceKey).Distinct().Count());
        await workspace.ApplyAsync(offered.First(action => IsAsked(entry, action.EquivalenceKey)));
        await AssertAsync(workspace, entry.After!);
    }

    [Theory]
    [MemberData(nameof(Fixed))]
    public async Task AllInADocument_AreFixed(string name)
    {
        var entry = FixCase.Named(name);
        using var workspace = new FixWorkspace(entry, entry.Before, Elsewhere(entry.Before));
        await FixAllAsync(workspace, entry, FixAllScope.Document);
        Assert.Equal(entry.After, await FixWorkspace.TextAsync(workspace.Documents.First()));
        Assert.Equal(Markup.Parse(Elsewhere(entry.Before)).Source, await FixWorkspace.TextAsync(workspace.Documents.Last()));
    }

    [Theory]
    [MemberData(nameof(Fixed))]
    public async Task AllInAProject_AreFixed(string name)
    {
        var entry = FixCase.Named(name);
        using var workspace = new FixWorkspace(entry, entry.Before, Elsewhere(entry.Before));
        await FixAllAsync(workspace, entry, FixAllScope.Project);
        await AssertAsync(workspace, entry.After!, Elsewhere(entry.After!));
    }

    [Theory]
    [MemberData(nameof(NotOffered))]
    public async Task NoneIsOffered(string name)
    {
        var entry = FixCase.Named(name);
        using var workspace = new FixWorkspace(entry, entry.Before);
        var document = workspace.Documents.Single();
        var findings = await workspace.MarkedAsync(document);
        Assert.NotEmpty(findings);

        // What doesn't compile would prove nothing; but the shape's diagnostics are about what doesn't.
        if (!entry.Id.StartsWith("NUR0", StringComparison.Ordinal))
        {
            Assert.Empty((await workspace.CompileAsync()).GetDiagnostics().Where(diagnostic =>
                diagnostic.DefaultSeverity == DiagnosticSeverity.Error));
        }

        foreach (var finding in findings)
        {
            Assert.DoesNotContain(
                await FixWorkspace.OfferedAsync(entry.Provider, document, finding), action => IsAsked(entry, action.EquivalenceKey));
        }
    }

    private static bool IsAsked(FixCase entry, string? key) => entry.Fix is null || entry.Fix == key;

    private static string Elsewhere(string source) =>
        source.Replace("namespace Demo;", "namespace Demo.Elsewhere;", StringComparison.Ordinal);

    private static async Task FixAllAsync(FixWorkspace workspace, FixCase entry, FixAllScope scope)
    {
        var document = workspace.Documents.First();
        var finding = (await workspace.FindingsAsync(document)).First();
        var action = (await FixWorkspace.OfferedAsync(
            entry.Provider, document, finding)).First(action => IsAsked(entry, action.EquivalenceKey));
        await workspace.FixAllAsync(entry.Provider, document, scope, action.EquivalenceKey!);
    }

    private static async Task AssertAsync(FixWorkspace workspace, params string[] expected)
    {
        foreach (var (document, text) in workspace.Documents.Zip(expected))
            Assert.Equal(text, await FixWorkspace.TextAsync(document));

        // The compiler has nothing to say, warnings included; and the rule no more.
        var compilation = await workspace.CompileAsync();
        Assert.Empty((await Analyzers.AllAsync(compilation)).Where(diagnostic =>
            diagnostic.Id.StartsWith("CS", StringComparison.Ordinal) && diagnostic.Id != AwaitsNothing));
        Assert.Empty(await workspace.ReportedAsync());
    }
}
