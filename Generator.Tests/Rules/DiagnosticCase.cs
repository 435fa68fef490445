using System.Reflection;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>
/// A source that breaks rules where it is marked, or that is near to breaking one and doesn't, where nothing is marked. What is marked is
/// all that all analyzers together are to find: <c>[|…|]</c> the case's own ID, <c>{|NUR101:…|}</c> another.
/// </summary>
/// <remarks>Cases are what the classes named <c>…Cases</c> here have as <c>All</c>.</remarks>
internal sealed record DiagnosticCase(string Id, string Name, string Marked)
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        .. typeof(DiagnosticCase).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(DiagnosticCase).Namespace && type.Name.EndsWith("Cases", StringComparison.Ordinal))
            .Select(type => type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
            .SelectMany(cases => (IEnumerable<DiagnosticCase>)cases),
    ];

    /// <summary>What the findings of the case's own ID say, in their order; none where that isn't looked at.</summary>
    public IReadOnlyList<string> Messages { get; private init; } = [];

    /// <summary>Whether the compiler has errors to report as well.</summary>
    public bool IsHalfTyped { get; private init; }

    public bool IsViolation => Markup.Parse(Marked).Marks.Any(mark => mark.Name is null || mark.Name == Id);

    /// <summary>Whether the case is of the rules that the generator itself goes by: they look at declarations, not at code.</summary>
    public bool IsOfShape =>
        Id is "NUR024" or "NUR025" || new NurseryAnalyzer().SupportedDiagnostics.Any(descriptor => descriptor.Id == Id);

    public static DiagnosticCase Named(string name) => All.Single(diagnostic => diagnostic.Name == name);

    /// <summary>A case whose members go into a partial class.</summary>
    public static DiagnosticCase InClass(string id, string name, string members) => InFile(id, name, $"partial class C\n{{\n{members}\n}}");

    public static DiagnosticCase InFile(string id, string name, string types) =>
        new(id, $"{id} {name}", $"using NurseryGen;\n\nnamespace Demo;\n\n{types}\n");

    public DiagnosticCase Saying(params string[] messages) => this with { Messages = messages };

    public DiagnosticCase HalfTyped() => this with { IsHalfTyped = true };
}
