using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Declarations;

/// <summary>An odd declaration: it either compiles without a warning in generated code and runs, or one rule says what to do.</summary>
/// <remarks>
/// Marks are what the user is told, by the compiler or by a rule, with its ID: <c>{|CS0612:…|}</c>. Cases are what the classes named
/// <c>…Declarations</c> here have as <c>All</c>.
/// </remarks>
internal sealed record DeclarationCase(string Name, string Marked)
{
    /// <summary>What ImplicitUsings gives a console project, and ours.</summary>
    private const string Usings = "using NurseryGen;\n";

    public static IReadOnlyList<DeclarationCase> All { get; } =
    [
        .. typeof(DeclarationCase).Assembly.GetTypes()
            .Where(
                type => type.Namespace == typeof(DeclarationCase).Namespace && type.Name.EndsWith("Declarations", StringComparison.Ordinal))
            .Select(type => type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
            .SelectMany(cases => (IEnumerable<DeclarationCase>)cases)
            .Where(IsSpoken),
    ];

    /// <summary>Whether the compiler that drives these tests knows the language: the oldest knows C# 12.</summary>
    private static bool IsSpoken(DeclarationCase declaration) =>
#if OLDEST_ROSLYN
        !declaration.Marked.Contains("allows ref struct", StringComparison.Ordinal)
        && !declaration.Marked.Contains("OverloadResolutionPriority", StringComparison.Ordinal)
        && !declaration.Marked.Contains("params List<", StringComparison.Ordinal);
#else
        declaration.Name.Length > 0;
#endif

    /// <summary>What <c>Scenario.RunAsync()</c> returns; null where nothing is to run.</summary>
    public string? Result { get; private init; }

    /// <summary>Whether the compiler may say something besides: the declaration is no C#, or lacks its implementing part.</summary>
    public bool IsRefused { get; private init; }

    public LanguageVersion Version { get; private init; } = LanguageVersion.Latest;

    /// <summary>Other assemblies, by the alias under which they are referenced.</summary>
    public IReadOnlyList<(string Alias, string Source)> Libraries { get; private init; } = [];

    public static DeclarationCase Named(string name) => All.Single(declaration => declaration.Name == name);

    /// <summary>A case that compiles.</summary>
    public static DeclarationCase Of(string name, string types) => new(name, Usings + types);

    /// <summary>A case with members of a partial class <c>C</c>, and the expression that runs it.</summary>
    public static DeclarationCase InClass(string name, string members, string run, string result) =>
        Of(name, $"public partial class C\n{{\n{members}\n}}\n").Running(run, result);

    /// <summary>A case that one of our rules refuses.</summary>
    public static DeclarationCase Refused(string name, string types) => Of(name, types) with { IsRefused = true };

    public static DeclarationCase RefusedInClass(string name, string members) =>
        Refused(name, $"public partial class C\n{{\n{members}\n}}\n");

    /// <param name="run">The statement or expression that runs it: an expression of a string or an <c>object</c>.</param>
    /// <param name="result">What that gives.</param>
    public DeclarationCase Running(string run, string result) => this with
    {
        Marked = $"{Marked}\npublic static class Scenario\n{{\n    public static async Task<string> RunAsync() => \"\" + {run};\n}}\n",
        Result = result,
    };

    public DeclarationCase In(LanguageVersion version) => this with { Version = version };

    public DeclarationCase With(string alias, string source) => this with { Libraries = [.. Libraries, (alias, source)] };

    /// <summary>Without <c>using NurseryGen</c>, and with what is to stand first instead.</summary>
    public DeclarationCase After(string first) => this with { Marked = first + Marked };
}
