namespace NurseryGen.Generator.Tests.Diagnostics;

/// <summary>A source that breaks one rule where it is marked, or that is near to breaking it and doesn't, where nothing is marked.</summary>
internal sealed record DiagnosticCase(string Id, string Name, string Marked)
{
    public bool IsViolation => Marked.Contains("[|", StringComparison.Ordinal);

    public static IReadOnlyList<DiagnosticCase> All { get; } = [.. ShapeCases.All, .. BodyCases.All, .. ChildCases.All, .. TimeoutCases.All, .. DeclaredCases.All, .. EachCases.All];

    public static DiagnosticCase Named(string name) => All.Single(diagnostic => diagnostic.Name == name);

    /// <summary>A case whose members go into a partial class.</summary>
    public static DiagnosticCase InClass(string id, string name, string members) => InFile(id, name, $"partial class C\n{{\n{members}\n}}");

    public static DiagnosticCase InFile(string id, string name, string types) => new(id, $"{id} {name}", $"using NurseryGen;\n\nnamespace Demo;\n\n{types}\n");
}
