using System.Collections.Immutable;
using NurseryGen.CodeFixes.Fixing;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>A source with findings where it is marked, and what a fix makes of it; or nothing, where none may be offered.</summary>
/// <param name="Id">The finding's ID.</param>
/// <param name="Name">What the case is about.</param>
/// <param name="Fix">The fix that is asked for, by its key; any, where there is none.</param>
/// <param name="Before">With marks: <c>[|here|]</c>.</param>
/// <param name="After">Null where no fix may be offered.</param>
internal sealed record FixCase(string Id, string Name, string? Fix, string Before, string? After)
{
    /// <summary>What the findings carry, where they are made from the marks.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Whether it takes no analyzer to report the findings: what can be fixed is more than what is sure to be wrong.</summary>
    public bool IsAsMarked { get; init; }

    public FixCase AsMarked() => this with { IsAsMarked = true };

    public FixCase With(string property, string value) => this with { Properties = Properties.Add(property, value) };

    public static IReadOnlyList<FixCase> All { get; } =
    [
        .. ShapeFixCases.All, .. ChildrenFixCases.All, .. CancellationFixCases.All, .. CheckpointFixCases.All, .. BlockingFixCases.All,
        .. CatchingFixCases.All, .. NurseryFixCases.All,
    ];

    public static IReadOnlyList<NurseryCodeFix> Providers { get; } =
    [
        .. typeof(NurseryCodeFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(NurseryCodeFix)) && !type.IsAbstract)
            .Select(type => (NurseryCodeFix)Activator.CreateInstance(type)!),
    ];

    public NurseryCodeFix Provider => Providers.Single(provider => provider.FixableDiagnosticIds.Contains(Id));

    public static FixCase Named(string name) => All.Single(entry => entry.Name == name);

    /// <summary>A case whose members go into a partial class.</summary>
    public static FixCase InClass(string id, string name, string before, string? after, string? fix = null) =>
        InFile(id, name, Class(before), after is null ? null : Class(after), fix);

    public static FixCase InFile(string id, string name, string before, string? after, string? fix = null) =>
        new(id, $"{id} {name}", fix, File(before), after is null ? null : File(after));

    private static string Class(string members) => $"partial class C\n{{\n{Indented(members)}\n}}";

    private static string Indented(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : "    " + line));

    private static string File(string types) => $"using System.IO;\nusing NurseryGen;\n\nnamespace Demo;\n\n{types}\n";
}
