using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.House;

/// <summary>The repository's own C#, but for what is generated.</summary>
internal static partial class SourceFiles
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview);

    /// <summary>The files of a project, by their paths from the repository's root; none where there is no such folder.</summary>
    public static IEnumerable<string> Of(string project)
    {
        var folder = Path.Combine(Folders.Repository, project);
        return !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Folders.Repository, path).Replace('\\', '/'))
                .Where(path => !NotOurs().IsMatch(path)).Order(StringComparer.Ordinal);
    }

    public static SyntaxNode Parse(string path) => ParseText(Folders.ReadRepositoryFile(path));

    public static SyntaxNode ParseText(string text) => CSharpSyntaxTree.ParseText(text, s_options).GetRoot();

    [GeneratedRegex(@"/(bin|obj)/|\.(verified|received)\.cs$")]
    private static partial Regex NotOurs();
}
