using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.ProjectRules;

/// <summary>Build rules that a careless edit could lift without anything else failing.</summary>
public sealed class ProjectFileTests
{
    private static readonly string[] s_mustBeErrors = ["CS8785", "CS9057", "NU1603"];

    [Fact]
    public void Generator_PinsTheOldestRoslyn()
    {
        var pinned = Read("Directory.Packages.props").Descendants("PackageVersion")
            .Single(item => (string?)item.Attribute("Include") == "Microsoft.CodeAnalysis.CSharp");
        Assert.Equal("[4.8.0]", (string?)pinned.Attribute("Version"));

        // And the project doesn't go its own way.
        var references = Read("Generator/Generator.csproj").Descendants("PackageReference").ToArray();
        Assert.Contains(references, reference => (string?)reference.Attribute("Include") == "Microsoft.CodeAnalysis.CSharp");
        Assert.All(references, reference => Assert.Null(reference.Attribute("VersionOverride") ?? reference.Attribute("Version")));

        var built = typeof(NurseryGenerator).Assembly.GetReferencedAssemblies()
            .Where(name => name.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        Assert.All(built, name => Assert.Equal(new Version(4, 8, 0, 0), name.Version));
        Assert.Equal(
            ["Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp"], built.Select(name => name.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryPackage_IsPinnedExactly() => Assert.All(
        Read("Directory.Packages.props").Descendants("PackageVersion"),
        item => Assert.Matches(@"^\[[\d.]+\]$", (string?)item.Attribute("Version")));

    [Fact]
    public void DroppedAndCrashedGenerators_AreErrors()
    {
        var properties = Read("Directory.Build.props");
        var errors = properties.Descendants("WarningsAsErrors").SelectMany(item => item.Value.Split(';')).ToArray();
        Assert.All(s_mustBeErrors, id => Assert.Contains(id, errors));
        Assert.Equal("true", properties.Descendants("TreatWarningsAsErrors").Single().Value);
    }

    [Fact]
    public void Generator_KeepsTheExtendedRules_AndSuppressesNone()
    {
        var project = Read("Generator/Generator.csproj");
        Assert.Equal("true", project.Descendants("EnforceExtendedAnalyzerRules").Single().Value);
        var silenced = project.Descendants().Concat(Read("Directory.Build.props").Descendants())
            .Where(item => item.Name.LocalName is "NoWarn" or "WarningsNotAsErrors").SelectMany(item => item.Value.Split(';', ','));
        Assert.DoesNotContain(silenced, id => id.StartsWith("RS", StringComparison.Ordinal));
        Assert.DoesNotContain("dotnet_diagnostic.RS", Folders.ReadRepositoryFile(".editorconfig"), StringComparison.Ordinal);
    }

    [Fact]
    public void Descriptors_AreWellFormed()
    {
        var descriptors = Analyzers.Descriptors;
        Assert.Equal(descriptors.Length, descriptors.Select(descriptor => descriptor.Id).Distinct().Count());
        Assert.All(descriptors, descriptor =>
        {
            Assert.Matches(@"^NUR\d{3}$", descriptor.Id);
            Assert.NotEqual(DiagnosticSeverity.Hidden, descriptor.DefaultSeverity);
            Assert.True(descriptor.IsEnabledByDefault);
            Assert.DoesNotContain(WellKnownDiagnosticTags.NotConfigurable, descriptor.CustomTags);
        });
    }

    private static XDocument Read(string path) => XDocument.Parse(Folders.ReadRepositoryFile(path));
}
