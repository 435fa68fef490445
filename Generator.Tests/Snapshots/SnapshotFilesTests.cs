using System.Reflection;
using System.Text;
using Xunit;

namespace NurseryGen.Generator.Tests.Snapshots;

/// <summary>The files themselves: each belongs to a test that exists, and is encoded as agreed.</summary>
public sealed class SnapshotFilesTests
{
    private static string[] Files => [.. Directory.EnumerateFiles(Snapshot.Folder, "*.verified.*")];

    [Fact]
    public void EachBelongsToATest()
    {
        Assert.NotEmpty(Files);
        Assert.All(Files, path => Assert.True(IsKnown(Snapshot.PrefixOf(Path.GetFileName(path))), path));
    }

    [Fact]
    public void EachIsUtf8WithByteOrderMark_AndLineFeeds()
    {
        foreach (var path in Files)
        {
            var bytes = File.ReadAllBytes(path);
            Assert.True(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble), path);
            Assert.False(bytes.AsSpan().Contains((byte)'\r'), path);
        }
    }

    [Theory]
    [InlineData("FormTests.Generates_form=BodyVoidValueTask", true)]
    [InlineData("FormTests.Generates_form=BodyVoidTask", false)]
    [InlineData("FormTests.Generates_form=Gone", false)]
    [InlineData("FormTests.Gone", false)]
    [InlineData("GoneTests.Generates_form=BodyVoidTask", false)]
    public void AFileOfNoTest_IsSeen(string prefix, bool known) => Assert.Equal(known, IsKnown(prefix));

    // FormTests.Generates_form=BodyVoidValueTask
    private static bool IsKnown(string prefix)
    {
        var parts = prefix.Split('_', 2);
        var names = parts[0].Split('.');
        var method = typeof(Snapshot).Assembly.GetTypes().Where(type => type.Name == names[0])
            .Select(type => type.GetMethod(names[1], BindingFlags.Public | BindingFlags.Instance)).SingleOrDefault();
        return method is not null && (parts.Length == 1 || Form.Taught.Any(form => parts[1] == "form=" + form.Name));
    }
}
