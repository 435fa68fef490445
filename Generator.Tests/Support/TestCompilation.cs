using System.Collections.Immutable;
#if !OLDEST_ROSLYN
using Basic.Reference.Assemblies;
#endif
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NurseryGen.Generator.Tests.Support;

/// <summary>Compilations as a consumer's build makes them, at the strictest settings.</summary>
internal static class TestCompilation
{
    /// <summary>What ImplicitUsings gives a consumer.</summary>
    public const string GlobalUsings =
        """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    public static CSharpParseOptions Newest { get; } = Options(LanguageVersion.Latest);

    public static ImmutableArray<MetadataReference> References { get; } =
        [.. Framework, MetadataReference.CreateFromFile(typeof(Nursery).Assembly.Location)];

#if OLDEST_ROSLYN
    private static IEnumerable<MetadataReference> Framework => Directory
        .EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
            || Path.GetFileName(path) is "netstandard.dll" or "Microsoft.CSharp.dll" or "Microsoft.Win32.Primitives.dll")
        .Select(path => MetadataReference.CreateFromFile(path));
#else
    private static IEnumerable<MetadataReference> Framework => Net100.References.All;
#endif

    public static CSharpParseOptions Options(LanguageVersion version) => new(version, DocumentationMode.Diagnose);

    public static SyntaxTree Parse(string source, string path = "Demo.cs", CSharpParseOptions? options = null) =>
        CSharpSyntaxTree.ParseText(source, options ?? Newest, path, System.Text.Encoding.UTF8);

    /// <summary>One file, and the implicit usings.</summary>
    public static CSharpCompilation Of(string source) => Of([Parse(source)]);

    public static CSharpCompilation Of(
        IEnumerable<SyntaxTree> trees,
        CSharpParseOptions? options = null,
        NullableContextOptions nullable = NullableContextOptions.Enable,
        string usings = GlobalUsings) =>
        CSharpCompilation.Create(
            "Demo",
            [Parse(usings, "GlobalUsings.cs", options), .. trees],
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                warningLevel: 9999,
                generalDiagnosticOption: ReportDiagnostic.Error,
                nullableContextOptions: nullable,
                allowUnsafe: true,
                deterministic: true));
}
