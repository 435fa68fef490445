using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace NurseryGen.Generator.Tests.Incrementality;

/// <summary>What each kind of edit costs. Every test runs the driver twice.</summary>
public sealed class EditTests
{
    [Fact]
    public void FirstRun_EverythingIsNew_UnderItsTrackingName()
    {
        var run = GeneratorRun.Of(Edits.Start);
        Assert.Equal([New, New], run.Reasons(TrackingNames.NurseryRead));
        Assert.Equal([New, New], run.Reasons(TrackingNames.NurserySpec));
        Assert.Equal([New, New], run.Reasons(TrackingNames.NurseryPositions));
        Assert.Equal([New], run.Reasons(TrackingNames.ScopeRead).Distinct());
        Assert.Equal([New], run.Reasons(TrackingNames.ScopeSpec));
        Assert.Equal([New], run.Reasons(TrackingNames.ScopePositions));
        Assert.Equal([New, New], run.Reasons(TrackingNames.TypePositions));
        Assert.Equal([New, New, New], run.SourceReasons());
        Assert.Equal([New, New], run.PositionReasons());
    }

    [Fact]
    public void EveryTrackingName_IsThere_AndNoOtherOfOurs()
    {
        var names = typeof(TrackingNames).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);
        var tracked = GeneratorRun.Of(Edits.Start).Result.TrackedSteps.Keys
            .Where(name => name.StartsWith("Nursery", StringComparison.Ordinal) || name.StartsWith("Scope", StringComparison.Ordinal)
                || name.StartsWith("Type", StringComparison.Ordinal));
        Assert.Equal(names, tracked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SameCompilation_NothingIsDone()
    {
        var run = Edits.RunTwice(Edits.Start);
        Assert.Equal([Cached, Cached], run.Reasons(TrackingNames.NurseryRead));
        Assert.Equal([Cached], run.Reasons(TrackingNames.ScopeRead).Distinct());
        Assert.Equal([Cached, Cached, Cached], run.SourceReasons());
        Assert.Equal([Cached, Cached], run.PositionReasons());
    }

    [Fact]
    public void UnrelatedTree_ChangesNothing()
    {
        var run = Edits.RunTwice(Edits.Start.AddSyntaxTrees(TestCompilation.Parse("class Unrelated { int Number => 1; }", "Unrelated.cs")));
        Assert.All(run.Reasons(TrackingNames.NurseryRead), reason => Assert.Equal(Unchanged, reason));
        run.AssertSourcesUntouched();
        run.AssertPositionsUntouched();
    }

    [Theory]
    [InlineData("internal sealed partial class Crawler", "// A comment.\ninternal sealed partial class Crawler")]
    [InlineData("internal sealed partial class Crawler", "\n\n\ninternal sealed partial class Crawler")]
    [InlineData("    [Nursery, Timeout(5_000)]", "    private readonly int _field = 1;\n\n    [Nursery, Timeout(5_000)]")]
    public void EditAbove_MovesPositions_AndNothingElse(string oldText, string newText)
    {
        var run = Edits.RunTwice(Edits.Edit("Crawler.cs", oldText, newText));
        run.AssertSourcesUntouched();

        // The exception that is meant: the companion of the moved nursery's type is written again, those of others are not.
        Assert.Equal([Modified], run.Reasons(TrackingNames.NurseryPositions).Where(reason => reason == Modified));
        Assert.Single(run.Reasons(TrackingNames.TypePositions), reason => reason == Modified);
        Assert.Single(run.PositionReasons(), reason => reason == Modified);
        Assert.Single(run.PositionReasons(), reason => reason is Cached or Unchanged);
        Assert.All(run.Reasons(TrackingNames.ScopePositions), reason => Assert.True(reason is Cached or Unchanged));
    }

    [Theory]
    [InlineData("Task.Delay(1, cancellationToken)", "Task.Delay(2, cancellationToken)")]
    [InlineData("return 1;", "return 2;")]
    [InlineData("nursery.StartVisit(root);", "nursery.StartVisit(root); nursery.StartVisit(root);")]
    [InlineData("await nursery.JoinAsync();", "await nursery.JoinAsync(); var half = nursery.")]
    public void EditInABody_ChangesNothing(string oldText, string newText)
    {
        var run = Edits.RunTwice(Edits.Edit("Crawler.cs", oldText, newText));
        run.AssertSourcesUntouched();
        run.AssertPositionsUntouched();
    }

    [Theory]
    [InlineData("VisitAsync(CrawlNursery nursery, Uri url,", "VisitAsync(CrawlNursery nursery, Uri url, int depth,")]
    [InlineData("Timeout(5_000)", "Timeout(6_000)")]
    [InlineData("VisitAsync(", "SeeAsync(")]
    [InlineData("[Child]", "[Child(Start = ChildStart.Inline)]")]
    public void EditOfOneNursery_ChangesItAlone(string oldText, string newText)
    {
        var run = Edits.RunTwice(Edits.Edit("Crawler.cs", oldText, newText));
        Assert.Equal(
            [Modified, Unchanged], run.Reasons(TrackingNames.NurserySpec).Select(reason => reason == Cached ? Unchanged : reason).Order());
        Assert.Single(run.SourceReasons(), reason => reason == Modified);
        Assert.Equal(2, run.SourceReasons().Count(reason => reason is Cached or Unchanged));
        var changed = run.Sources
            .Where(source => !Edits.RunTwice(Edits.Start).Sources.Any(old => old.SourceText.ContentEquals(source.SourceText)));
        Assert.Contains(changed, source => source.HintName == "Demo.Crawler.CrawlAsync.g.cs");
        Assert.All(
            changed, source => Assert.Contains(source.HintName, new[] { "Demo.Crawler.CrawlAsync.g.cs", "Demo.Crawler-Positions.g.cs" }));
    }

    [Fact]
    public void EditOfAScope_ChangesItAlone()
    {
        var run = Edits.RunTwice(Edits.Edit("Loader.cs", "Timeout(500)", "Timeout(600)"));
        Assert.Equal([Modified], run.Reasons(TrackingNames.ScopeSpec));
        Assert.Single(run.SourceReasons(), reason => reason == Modified);
        Assert.Equal(2, run.SourceReasons().Count(reason => reason is Cached or Unchanged));
        run.AssertPositionsUntouched();
    }

    [Fact]
    public void NurseryRemoved_ItsFilesGo_TheOthersStay()
    {
        var run = Edits.RunTwice(Edits.Edit("Loader.cs", "    [Nursery]\n", ""));
        Assert.Single(run.Reasons(TrackingNames.NurserySpec), reason => reason == Removed);
        Assert.DoesNotContain(run.Sources, source => source.HintName.StartsWith("Demo.Loader.LoadAsync", StringComparison.Ordinal));
        Assert.Equal(4, run.Sources.Length);
        Assert.DoesNotContain(Modified, run.SourceReasons());
    }

    [Fact]
    public void ChildInAnotherFile_ReachesItsNursery()
    {
        var part = TestCompilation.Parse(
            """
            namespace Demo; partial class Crawler { [NurseryGen.Child] Task NapAsync() => Task.CompletedTask; }
            """, "Part.cs");
        var run = Edits.RunTwice(Edits.Start.AddSyntaxTrees(part));
        Assert.Single(run.SourceReasons(), reason => reason == Modified);
        var written = run.Sources.Single(source => source.HintName == "Demo.Crawler.CrawlAsync.g.cs").SourceText.ToString();
        Assert.Contains("StartNap()", written, StringComparison.Ordinal);
    }
}
