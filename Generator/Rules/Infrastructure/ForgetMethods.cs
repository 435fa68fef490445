using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// The methods that a project lists as starting work and forgetting it: <c>nurserygen_forget_methods</c> in an .editorconfig.
/// </summary>
/// <remarks>Names as <c>Detach</c> or <c>BackgroundJobs.Detach</c>, with commas or spaces between them.</remarks>
internal static class ForgetMethods
{
    private const string Option = "nurserygen_forget_methods";
    private static readonly char[] s_separators = [',', ';', ' ', '\t'];
    private static readonly ConditionalWeakTable<Compilation, AnalyzerConfigOptionsProvider> s_options = new();

    /// <summary>Keeps a compilation's options at hand.</summary>
    public static void Read(Compilation compilation, AnalyzerConfigOptionsProvider options) =>
        s_options.GetValue(compilation, _ => options);

    /// <summary>Whether the project lists the method, for the file that calls it.</summary>
    public static bool Lists(IMethodSymbol method, IOperation call)
    {
        if (call.SemanticModel?.Compilation is not { } compilation
            || !s_options.TryGetValue(compilation, out var options)
            || !options.GetOptions(call.Syntax.SyntaxTree).TryGetValue(Option, out var names))
        {
            return false;
        }

        var full = $"{method.ContainingType?.Name}.{method.Name}";
        return names.Split(s_separators, StringSplitOptions.RemoveEmptyEntries).Any(name => name == method.Name || name == full);
    }
}
