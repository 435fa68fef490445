using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Robustness;

/// <summary>What the generator's own sources must not contain.</summary>
public sealed partial class SourceScanTests
{
    private static readonly string s_folder = Path.Combine(Folders.Repository, "Generator");

    private static IEnumerable<(string Path, SyntaxNode Root)> Sources =>
        Directory.EnumerateFiles(s_folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Artifacts().IsMatch(Path.GetRelativePath(s_folder, path)))
            .Select(path => (path, CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot()));

    [Fact]
    public void TheScan_SeesTheSources() => Assert.InRange(Sources.Count(), 40, 400);

    [Theory]
    [InlineData("NormalizeWhitespace")]
    [InlineData("SyntaxFactory")]
    [InlineData("CompilationProvider")]
    [InlineData("CreateSyntaxProvider")]
    [InlineData("RegisterPostInitializationOutput")]
    [InlineData("CurrentCulture")]
    [InlineData("GetHashCode(\"")]
    public void NoSource_Names(string forbidden) => Assert.All(Sources, source =>
        Assert.False(Code(source.Root).Contains(forbidden, StringComparison.Ordinal), $"{source.Path} uses {forbidden}"));

    [Fact]
    public void Attributes_AreTheOnlyProvider()
    {
        var pipeline = Sources.Single(source => Path.GetFileName(source.Path) == "NurseryGenerator.cs").Root;
        var providers = pipeline.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Expression is IdentifierNameSyntax { Identifier.Text: "context" })
            .Select(access => access.Name.Identifier.Text).Where(name => name.EndsWith("Provider", StringComparison.Ordinal));
        Assert.Equal(["SyntaxProvider"], providers.Distinct());
        Assert.Equal(2, pipeline.DescendantNodes().OfType<IdentifierNameSyntax>().Count(name =>
            name.Identifier.Text == "ForAttributeWithMetadataName"));
    }

    [Fact]
    public void EveryLambdaOfThePipeline_IsStatic()
    {
        var pipeline = Sources.Single(source => Path.GetFileName(source.Path) == "NurseryGenerator.cs").Root;
        var initialize = pipeline.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Single(method => method.Identifier.Text == "Initialize");
        var lambdas = initialize.DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>().ToArray();
        Assert.NotEmpty(lambdas);
        Assert.All(lambdas, lambda => Assert.True(lambda.Modifiers.Any(SyntaxKind.StaticKeyword), lambda.ToString()));

        // The one state that steps of the pipeline hold: what was made of a method, weakly, while its declarations stay the same.
        var held = initialize.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(access =>
                access.Parent is ArgumentSyntax && access.Expression is IdentifierNameSyntax name && char.IsLower(name.Identifier.Text[0]));
        Assert.Equal(["keptNurseries.Of", "keptScopes.Of"], held.Select(access => access.ToString()).Where(text =>
            text.EndsWith(".Of", StringComparison.Ordinal)));

        // Other method groups are as good as static lambdas where the method is static: nothing else is at hand in that class.
        Assert.All(pipeline.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method != initialize), method =>
            Assert.True(method.Modifiers.Any(SyntaxKind.StaticKeyword), method.Identifier.Text));
    }

    [Fact]
    public void NoWarning_IsSilencedInTheSources() => Assert.All(Sources, source =>
    {
        var pragmas = source.Root.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia));
        Assert.DoesNotContain(pragmas, pragma => pragma.ToString().Contains("RS", StringComparison.Ordinal));
        var code = Code(source.Root).Replace("UnconditionalSuppressMessage", "", StringComparison.Ordinal);
        Assert.DoesNotContain(" SuppressMessage", code, StringComparison.Ordinal);
    });

    // Comments may say what the code must not.
    private static string Code(SyntaxNode root) => string.Join(' ', root.DescendantTokens().Select(token => token.Text));

    [GeneratedRegex(@"^(bin|obj)[/\\]")]
    private static partial Regex Artifacts();
}
