using Xunit;
using Xunit.Sdk;

namespace NurseryGen.Generator.Tests.Snapshots;

/// <summary>The snapshot helper itself: a check that can't fail would let everything through.</summary>
public sealed class SnapshotTests : IDisposable
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;
    private readonly Dictionary<string, string> _environment = [];

    private Snapshot Snapshot => new(_folder, name => _environment.GetValueOrDefault(name));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void New_Fails_AndIsReceived()
    {
        var failure = Assert.ThrowsAny<XunitException>(() => Verify("class A;"));
        Assert.Contains("New: T.M#Demo.A.g.verified.cs", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["T.M#Demo.A.g.received.cs"], Files());
    }

    [Fact]
    public void Different_Fails_AndIsReceived()
    {
        Accept("class A;\n");
        var failure = Assert.ThrowsAny<XunitException>(() => Verify("class B;\n"));
        Assert.Contains("- class A;\n+ class B;", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["T.M#Demo.A.g.received.cs", "T.M#Demo.A.g.verified.cs"], Files());
    }

    [Fact]
    public void Same_Passes_AndLeavesNothingReceived()
    {
        Accept("class A;\n");
        Assert.ThrowsAny<XunitException>(() => Verify("class B;\n"));
        Verify("class A;\n");
        Assert.Equal(["T.M#Demo.A.g.verified.cs"], Files());
    }

    [Fact]
    public void Stale_Fails()
    {
        Accept("class A;\n");
        var failure = Assert.ThrowsAny<XunitException>(() => Snapshot.Verify("T.M", []));
        Assert.Contains("Stale", failure.Message, StringComparison.Ordinal);

        // Another test's files are its own matter, also where one name begins with the other.
        Snapshot.Verify("T.M_form=x", []);
        Snapshot.Verify("T", []);
    }

    [Fact]
    public void LineEndingsCount()
    {
        Accept("class A;\nclass B;\n");
        var path = Path.Combine(_folder, "T.M#Demo.A.g.verified.cs");
        File.WriteAllText(path, File.ReadAllText(path).ReplaceLineEndings("\r\n"), System.Text.Encoding.UTF8);
        Assert.ThrowsAny<XunitException>(() => Verify("class A;\nclass B;\n"));
    }

    [Fact]
    public void Files_AreUtf8WithByteOrderMark_HintNameFirst()
    {
        Accept("class Ä;\n");
        var bytes = File.ReadAllBytes(Path.Combine(_folder, "T.M#Demo.A.g.verified.cs"));
        Assert.Equal([.. ByteOrderMark, .. "//HintName: Demo.A.g.cs\nclass Ä;\n"u8], bytes);
    }

    [Fact]
    public void WithoutBeingAsked_NothingIsAccepted()
    {
        _environment["NURSERYGEN_ACCEPT_SNAPSHOTS"] = "";
        Assert.ThrowsAny<XunitException>(() => Verify("class A;"));
    }

    [Theory]
    [InlineData("CI")]
    [InlineData("TF_BUILD")]
    [InlineData("GITHUB_ACTIONS")]
    public void UnderCI_NothingIsAccepted(string variable)
    {
        _environment["NURSERYGEN_ACCEPT_SNAPSHOTS"] = "1";
        _environment[variable] = "true";
        Assert.ThrowsAny<XunitException>(() => Verify("class A;"));
        Assert.Equal(["T.M#Demo.A.g.received.cs"], Files());
    }

    private void Accept(string source)
    {
        _environment["NURSERYGEN_ACCEPT_SNAPSHOTS"] = "1";
        Verify(source);
        _environment.Clear();
    }

    private void Verify(string source) => Snapshot.Verify("T.M", [SnapshotTarget.Generated("Demo.A.g.cs", source)]);

    private string[] Files() => [.. Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
