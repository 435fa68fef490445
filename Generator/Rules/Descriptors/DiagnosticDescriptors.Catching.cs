using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Rules;

/// <content>NUR4xx: code that catches what a nursery throws.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor CatchPassesGroup = new(
        "NUR401",
        "Catch that a group passes by",
        "Two failures in '{0}' are thrown as an ExceptionGroup, which passes by: "
        + "write 'catch (Exception e) when (ExceptionGroup.Matches<{1}>(e))'",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur401");

    public static readonly DiagnosticDescriptor ThrownOutOfGroup = new(
        "NUR402",
        "Failure thrown out of its group",
        "'{0}' loses its stack trace and the group's other failures: write 'throw;', or 'ExceptionDispatchInfo.Throw({0})' for it alone",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur402");
}
