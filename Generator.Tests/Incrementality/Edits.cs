using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Incrementality;

/// <summary>A compilation with every kind of entry in it, edits of it, and what the driver computed anew after one.</summary>
internal static class Edits
{
    public const string Crawler =
        """
        using NurseryGen;

        namespace Demo;

        internal sealed partial class Crawler
        {
            [Nursery, Timeout(5_000)]
            public partial Task<int> CrawlAsync(Uri root, CancellationToken cancellationToken = default);

            private async Task<int> CrawlAsync(CrawlNursery nursery, Uri root)
            {
                nursery.StartVisit(root);
                await nursery.JoinAsync();
                return 1;
            }

            [Child]
            private Task VisitAsync(CrawlNursery nursery, Uri url, CancellationToken cancellationToken) => Task.Delay(1, cancellationToken);
        }
        """;

    public const string Loader =
        """
        using NurseryGen;

        namespace Demo;

        internal sealed partial class Loader
        {
            [Nursery]
            public partial Task LoadAsync();

            private Task LoadAsync(LoadNursery nursery) => nursery.StartFetch().AsTask();

            [Child]
            private Task FetchAsync() => Task.CompletedTask;

            [Timeout(500)]
            public partial Task QuoteAsync();

            private Task QuoteAsync(CancelScope scope) => Task.CompletedTask;
        }
        """;

    public static CSharpCompilation Start { get; } =
        TestCompilation.Of([TestCompilation.Parse(Crawler, "Crawler.cs"), TestCompilation.Parse(Loader, "Loader.cs")]);

    /// <summary>The compilation after an edit of one file. The text to replace has to be there, once.</summary>
    public static CSharpCompilation Edit(string path, string oldText, string newText)
    {
        var tree = Start.SyntaxTrees.Single(candidate => candidate.FilePath == path);
        var source = tree.ToString();
        Assert.Equal(2, source.Split(oldText).Length);
        return Start.ReplaceSyntaxTree(tree, TestCompilation.Parse(source.Replace(oldText, newText, StringComparison.Ordinal), path));
    }

    /// <summary>Runs twice, the second time after the edit.</summary>
    public static GeneratorRun RunTwice(Compilation edited) => GeneratorRun.Of(Start).Then(edited);

    /// <summary>What a step's outputs were, by its tracking name, sorted.</summary>
    public static IncrementalStepRunReason[] Reasons(this GeneratorRun run, string trackingName) =>
        [.. run.Result.TrackedSteps[trackingName].SelectMany(step => step.Outputs).Select(output => output.Reason).Order()];

    /// <summary>What became of the outputs that are sources.</summary>
    public static IncrementalStepRunReason[] SourceReasons(this GeneratorRun run) => run.OutputReasons("SourceOutput");

    /// <summary>What became of the positions' companions.</summary>
    public static IncrementalStepRunReason[] PositionReasons(this GeneratorRun run) => run.OutputReasons("ImplementationSourceOutput");

    /// <summary>That nothing which the emitter could see has changed: neither specs nor sources.</summary>
    public static void AssertSourcesUntouched(this GeneratorRun run)
    {
        Assert.Equal(3, run.SourceReasons().Length);
        Assert.All(run.SourceReasons(), AssertUntouched);
        Assert.All(run.Reasons(TrackingNames.NurserySpec), AssertUntouched);
        Assert.All(run.Reasons(TrackingNames.ScopeSpec), AssertUntouched);
    }

    public static void AssertPositionsUntouched(this GeneratorRun run)
    {
        Assert.Equal(2, run.PositionReasons().Length);
        Assert.All(run.PositionReasons(), AssertUntouched);
        Assert.All(run.Reasons(TrackingNames.NurseryPositions), AssertUntouched);
        Assert.All(run.Reasons(TrackingNames.ScopePositions), AssertUntouched);
        Assert.All(run.Reasons(TrackingNames.TypePositions), AssertUntouched);
    }

    private static void AssertUntouched(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());

    private static IncrementalStepRunReason[] OutputReasons(this GeneratorRun run, string kind) =>
        [.. run.Result.TrackedOutputSteps[kind].SelectMany(step => step.Outputs).Select(output => output.Reason).Order()];
}
