using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Tests.Support;

/// <summary>An .editorconfig beside a compilation's sources.</summary>
internal static class EditorConfig
{
    public static Compilation Apply(Compilation compilation, string setting)
    {
        // The compiler asks by absolute path, so the trees are moved to where the file is.
        const string folder = "/source/";
        var set = AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse($"root = true\n[*.cs]\n{setting}\n", folder
            + ".editorconfig")));
        foreach (var tree in compilation.SyntaxTrees)
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithFilePath(folder + tree.FilePath));

        return compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Provider(set)));
    }

    private sealed class Provider(AnalyzerConfigSet set) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            set.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(
            string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            set.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }
}
