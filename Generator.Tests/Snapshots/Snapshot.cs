using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Snapshots;

/// <summary>
/// Compares texts with files under version control, in the conventions of Verify: moving to that package would change no file.
/// </summary>
/// <remarks>
/// <para>A snapshot's files share a prefix, <c>{TestClass}.{Method}[_{param}={value}]</c>. A target adds
/// <c>#{its name less last extension}</c>; then <c>.verified.cs</c> or <c>.verified.txt</c>. UTF-8 with byte order mark, LF.</para>
/// <para>What is new or different is written next to it as <c>.received.</c>, which git ignores, and the test fails. To accept, look at the
/// difference and rename; or run the test once with NURSERYGEN_ACCEPT_SNAPSHOTS=1, which no CI heeds.</para>
/// </remarks>
internal sealed class Snapshot(string folder, Func<string, string?> environment)
{
    private const string AcceptVariable = "NURSERYGEN_ACCEPT_SNAPSHOTS";

    private static readonly string[] CiVariables = ["CI", "TF_BUILD", "GITHUB_ACTIONS", "BUILD_BUILDID", "TEAMCITY_VERSION"];
    private static readonly Encoding s_encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    public static string Folder { get; } = Path.Combine(Folders.Project, "Snapshots");

    /// <summary>The one that tests use.</summary>
    public static Snapshot Default { get; } = new(Folder, Environment.GetEnvironmentVariable);

    /// <summary>Whether a new or different text may replace what is verified: only where somebody asks, and never under CI.</summary>
    private bool MayAccept => environment(AcceptVariable) == "1" && CiVariables.All(name => string.IsNullOrEmpty(environment(name)));

    /// <summary>Fails unless each target equals its verified file, and no other verified file has the prefix.</summary>
    public void Verify(string prefix, IReadOnlyCollection<SnapshotTarget> targets)
    {
        var problems = new List<string>();
        foreach (var target in targets)
        {
            if (Compare(prefix, target) is { } problem)
                problems.Add(problem);
        }

        var expected = targets.Select(target => VerifiedName(prefix, target)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*.verified.*"))
        {
            var name = Path.GetFileName(path);
            if (PrefixOf(name) == prefix && !expected.Contains(name) && !AcceptRemoval(path))
                problems.Add($"Stale: nothing is generated for {name} any more; delete it.");
        }

        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
    }

    /// <summary>What a verified file's name says of its test.</summary>
    public static string PrefixOf(string fileName)
    {
        var end = fileName.IndexOf('#', StringComparison.Ordinal);
        return fileName[..(end >= 0 ? end : fileName.IndexOf(".verified.", StringComparison.Ordinal))];
    }

    private string? Compare(string prefix, SnapshotTarget target)
    {
        var name = VerifiedName(prefix, target);
        var verified = Path.Combine(folder, name);
        var received = Path.Combine(folder, name.Replace(".verified.", ".received.", StringComparison.Ordinal));
        var bytes = BytesOf(target.Text);
        var isNew = !File.Exists(verified);
        if (!isNew && File.ReadAllBytes(verified).AsSpan().SequenceEqual(bytes))
        {
            File.Delete(received);
            return null;
        }

        if (MayAccept)
        {
            File.WriteAllBytes(verified, bytes);
            File.Delete(received);
            return null;
        }

        File.WriteAllBytes(received, bytes);
        return isNew ? $"New: {name}\n{target.Text}" : $"Different: {name}\n{Difference(File.ReadAllText(verified), target.Text)}";
    }

    private bool AcceptRemoval(string path)
    {
        if (MayAccept)
            File.Delete(path);

        return MayAccept;
    }

    private static string VerifiedName(string prefix, SnapshotTarget target) =>
        $"{prefix}{(target.Name is null ? "" : "#" + target.Name)}.verified.{target.Extension}";

    private static byte[] BytesOf(string text) => [.. s_encoding.GetPreamble(), .. s_encoding.GetBytes(text)];

    private static string Difference(string verified, string received)
    {
        if (verified.ReplaceLineEndings("\n") == received)
            return "Only the encoding or the line endings differ: UTF-8 with byte order mark and LF are wanted.";

        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received).Lines;
        var changed = lines.Select(line => line.Type switch
        {
            ChangeType.Inserted => "+ " + line.Text,
            ChangeType.Deleted => "- " + line.Text,
            _ => null,
        });
        return string.Join("\n", changed.Where(line => line is not null));
    }
}

/// <summary>One file of a snapshot.</summary>
/// <param name="Name">What tells it from the others; none where there is one only.</param>
/// <param name="Extension">cs or txt.</param>
/// <param name="Text">With LF.</param>
internal sealed record SnapshotTarget(string? Name, string Extension, string Text)
{
    /// <summary>A generated file, as Verify.SourceGenerators writes it: the hint name in the first line.</summary>
    public static SnapshotTarget Generated(string hintName, string source) =>
        new(Path.GetFileNameWithoutExtension(hintName), "cs", $"//HintName: {hintName}\n{source}");
}
