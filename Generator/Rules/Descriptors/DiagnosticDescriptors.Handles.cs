using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Rules;

/// <content>NUR5xx: handles of children, and value tasks.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor ResultTooEarly = new(
        "NUR501",
        "Result read before the child is done",
        "'{0}' throws while the child runs, and nothing has waited for it yet: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur501");

    public static readonly DiagnosticDescriptor ValueTaskTwice = new(
        "NUR502",
        "ValueTask consumed twice",
        "'{0}' is consumed once already, and a ValueTask may be only once: keep its result, or call 'AsTask()' once and await that",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur502");
}
