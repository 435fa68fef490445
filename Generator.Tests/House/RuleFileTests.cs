using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.House;

/// <summary>A rule about code is a file, named by its ID: the ID of a finding leads to the file and the class.</summary>
public sealed partial class RuleFileTests
{
    private static readonly string s_folder = Path.Combine(Folders.Repository, "Generator", "Rules");

    /// <summary>The names that the rules have by what their analyzers report: the ID, and the name of the descriptor.</summary>
    private static readonly string[] s_reported = Names(
    [
        .. new BlockingAnalyzer().SupportedDiagnostics,
        .. new CancellationAnalyzer().SupportedDiagnostics,
        .. new CatchingAnalyzer().SupportedDiagnostics,
        .. new HandleAnalyzer().SupportedDiagnostics,
        .. new StructureAnalyzer().SupportedDiagnostics,
    ]);

    [Fact]
    public void EachRule_HasAClass_NamedByItsId() => Assert.Equal(
        s_reported,
        typeof(RuleTable).Assembly.GetTypes().Where(type => RuleName().IsMatch(type.Name)).Select(type => type.Name)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void EachRule_HasAFile_NamedByItsId() => Assert.Equal(
        s_reported,
        Directory.EnumerateFiles(s_folder, "NUR*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    private static string[] Names(DiagnosticDescriptor[] descriptors)
    {
        var fields = typeof(DiagnosticDescriptors).GetFields().ToDictionary(field => field.GetValue(null)!, field => field.Name);
        return [.. descriptors.Select(descriptor => $"{descriptor.Id}_{fields[descriptor]}").Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^NUR\d{3}_\w+$")]
    private static partial Regex RuleName();
}
