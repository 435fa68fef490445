namespace NurseryGen.Tests.Rules;

/// <summary>S11, S12: groups, their nesting, and taking them apart.</summary>
public sealed class ExceptionGroupTests
{
    private const int Depth = 100_000;

    [Fact]
    public async Task S12_ANestedNurserysGroup_StaysNested_FlattenFlattens()
    {
        var grouping = new NurseryOptions { Errors = NurseryErrors.Group, Name = "inner" };
        var run = Nursery.RunAsync(async outer =>
        {
            outer.Start(token => Nursery.RunAsync(
                async inner =>
                {
                    inner.Start(_ => throw new Boom("b"));
                    await inner.Token.Cancelled();
                    throw new Boom("c");
                },
                grouping,
                token));
            await outer.Token.Cancelled();
            throw new Boom("d");
        });

        var group = await Hang.Throws<ExceptionGroup>(run);
        Assert.Equal("[[b, c], d]", Tree.Of(group));
        Assert.Equal("[b, c, d]", Tree.Of(group.Flatten()));
    }

    [Fact]
    public void S12_Split_KeepsTheNestingOnBothSides()
    {
        var group = Group(new Boom("a"), Group(new Boom("b"), new ArgumentException("c")), Group(new ArgumentException("d")));

        Assert.True(group.Split<Boom>(out var matched, out var rest));
        Assert.Equal("[a, [b]]", Tree.Of(matched));
        Assert.Equal("[[c], [d]]", Tree.Of(rest!));

        Assert.True(group.Split<Exception>(out matched, out rest));
        Assert.Same(group, matched);
        Assert.Null(rest);

        Assert.False(group.Split<TimeoutException>(out matched, out rest));
        Assert.Null(matched);
        Assert.Same(group, rest);
    }

    [Fact]
    public void S11_Matches_SeesALoneExceptionAndAGroupAlike()
    {
        Assert.True(ExceptionGroup.Matches<Boom>(new Boom()));
        Assert.True(ExceptionGroup.Matches<Boom>(Group(Group(new Boom()))));
        Assert.True(ExceptionGroup.Matches<Boom>(new AggregateException(new Boom())));
        Assert.False(ExceptionGroup.Matches<Boom>(Group(new ArgumentException())));
        Assert.False(ExceptionGroup.Matches<Boom>(new ArgumentException("", new Boom())));
        Assert.False(ExceptionGroup.Matches<Boom>(null));
        Assert.True(Group(new ArgumentNullException()).Contains<ArgumentException>());
    }

    [Fact]
    public void S11_Group_HoldsOneExceptionAtLeast()
    {
        Assert.Throws<ArgumentException>(() => new ExceptionGroup("empty", []));
        Assert.Throws<ArgumentNullException>(() => new ExceptionGroup("null", null!));
    }

    [Fact]
    public void S11_Message_NamesTheFirstTen()
    {
        var group = new ExceptionGroup("Job", Enumerable.Range(1, 12).Select(i => new Boom($"no. {i}")));
        Assert.StartsWith("Job: 12 failures: no. 1; no. 2;", group.Message, StringComparison.Ordinal);
        Assert.EndsWith("no. 10; and 2 more", group.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void C54_GroupNestedDeeply_CanBeTakenApart()
    {
        var group = Deep();

        Assert.True(group.Contains<Boom>());
        Assert.False(group.Contains<TimeoutException>());
        Assert.Equal(Depth + 1, group.Flatten().Failures.Count);
        Assert.True(group.Split<Boom>(out var matched, out var rest));
        Assert.Single(matched.Flatten().Failures);
        Assert.Equal(Depth, rest!.Flatten().Failures.Count);
    }

    [Fact]
    public void C54_GroupNestedDeeply_CanBeDescribed()
    {
        var group = Deep();

        Assert.InRange(group.Message.Length, 1, 10_000);
        Assert.Contains(nameof(ExceptionGroup), group.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void S12_ToString_TellsOfEveryNestedFailure()
    {
        var text = Group(new Boom("a"), Group(new ArgumentException("b"), new Boom("c"))).ToString();
        Assert.Contains("Boom: a", text, StringComparison.Ordinal);
        Assert.Contains("ArgumentException: b", text, StringComparison.Ordinal);
        Assert.Contains("Boom: c", text, StringComparison.Ordinal);
    }

    private static ExceptionGroup Group(params Exception[] exceptions) => new("group", exceptions);

    private static ExceptionGroup Deep()
    {
        var group = new ExceptionGroup("bottom", [new Boom()]);
        for (var i = 0; i < Depth; i++)
            group = new ExceptionGroup("level", [group, new ArgumentException()]);

        return group;
    }
}
