using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>What an editor needs to find the fixes and to load them.</summary>
public sealed class CodeFixAssemblyTests
{
    [Fact]
    public void EveryFix_IsExported() => Assert.All(FixCase.Providers, provider =>
    {
        var export = Assert.Single(provider.GetType().GetCustomAttributes(inherit: false).OfType<ExportCodeFixProviderAttribute>());
        Assert.Equal([LanguageNames.CSharp], export.Languages);
        Assert.Equal(provider.GetType().Name, export.Name);
        Assert.NotNull(provider.GetFixAllProvider());
    });

    /// <summary>
    /// The oldest Roslyn, and what comes with it. Above all no System.Composition: the one that there is to compile with is newer than an
    /// editor's.
    /// </summary>
    [Fact]
    public void NothingIsReferenced_ThatAnEditorMayLack()
    {
        string[] expected =
        [
            "Microsoft.CodeAnalysis 4.8.0.0", "Microsoft.CodeAnalysis.CSharp 4.8.0.0", "Microsoft.CodeAnalysis.CSharp.Workspaces 4.8.0.0",
            "Microsoft.CodeAnalysis.Workspaces 4.8.0.0", "NurseryGen.Generator 0.1.0.0", "System.Collections.Immutable 7.0.0.0",
            "netstandard 2.0.0.0",
        ];
        var references = typeof(NurseryCodeFix).Assembly.GetReferencedAssemblies().Select(name => $"{name.Name} {name.Version}").ToArray();
        Assert.Subset(expected.ToHashSet(), references.ToHashSet());
        Assert.Contains("Microsoft.CodeAnalysis.Workspaces 4.8.0.0", references);
    }

    [Fact]
    public void Package_CarriesTheFixes_BesideTheGenerator()
    {
        var project = Folders.ReadRepositoryFile("Runtime/Runtime.csproj");
        Assert.Contains("NurseryGen.CodeFixes.dll\" Pack=\"true\" PackagePath=\"analyzers/dotnet/cs\"", project, StringComparison.Ordinal);
    }
}
