namespace NurseryGen.Tests.Texts;

/// <summary>S11, S12: what a group says of itself, in a line and as a tree.</summary>
public sealed class GroupTextTests
{
    private static readonly ExceptionGroup s_group = Group(
        "Shop.OpenAsync",
        (new ChildInfo("Shop.LightAsync", "Shop.cs", 12), new Boom("dark")),
        (new ChildInfo("Shop.StaffAsync", "Shop.cs", 20), Group(
            "Shop.StaffAsync", (new ChildInfo("Shop.CallAsync", "Shop.cs", 30), new Boom("ill")), (null, new ArgumentException("late")))),
        (null, new Unspeakable()));

    [Fact]
    public void S12_Message_SaysWhatNestedGroupsHold() => Assert.Equal(
        "Shop.OpenAsync: 3 failures: [Shop.LightAsync] dark; "
        + "[Shop.StaffAsync] Shop.StaffAsync: 2 failures ([Shop.CallAsync] ill; late); "
        + "NurseryGen.Tests.Texts.GroupTextTests+Unspeakable (its Message threw InvalidOperationException)",
        s_group.Message);

    [Fact]
    public void S12_ToString_IsATree() => Assert.Equal(
        $"""
        NurseryGen.ExceptionGroup: {s_group.Message}
          1. Shop.LightAsync (Shop.cs:12)
            NurseryGen.Tests.Boom: dark
          2. Shop.StaffAsync (Shop.cs:20)
            NurseryGen.ExceptionGroup: Shop.StaffAsync: 2 failures
            1. Shop.CallAsync (Shop.cs:30)
              NurseryGen.Tests.Boom: ill
            2. (no child)
              System.ArgumentException: late
          3. (no child)
            NurseryGen.Tests.Texts.GroupTextTests+Unspeakable (its ToString threw InvalidOperationException)
        """.ReplaceLineEndings(),
        s_group.ToString());

    [Fact]
    public void S12_ToString_IndentsStackTraces()
    {
        var thrown = Assert.Throws<Boom>(Throw);
        var text = Group("Job", (null, Group("Inner", (null, thrown)))).ToString();
        Assert.Contains($"{Environment.NewLine}         at NurseryGen.Tests.Texts.GroupTextTests.", text, StringComparison.Ordinal);
    }

    private static ExceptionGroup Group(string name, params (ChildInfo? Child, Exception Exception)[] failures) =>
        new(new NurseryInfo(name), [.. failures.Select(failure => new ChildFailure(failure.Child, failure.Exception))]);

    private static void Throw() => throw new Boom("thrown");

    private sealed class Unspeakable : Exception
    {
        public override string Message => throw new InvalidOperationException();

        public override string ToString() => throw new InvalidOperationException();
    }
}
