using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Diagnostics;

/// <content>NUR2xx: nursery code that no cancellation reaches, or that keeps one to itself.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor TokenNotForwarded = new(
        "NUR202",
        "Token not forwarded",
        "No cancellation ends '{0}': {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur202");

    public static readonly DiagnosticDescriptor ForeignToken = new(
        "NUR203",
        "Not the token of the own scope",
        "'{0}' keeps this scope's cancellation from '{1}': pass '{2}'",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur203");

    public static readonly DiagnosticDescriptor SwallowedCancellation = new(
        "NUR204",
        "Catch swallows the cancellation",
        "'{0}' swallows the cancellation of its own scope too, and what was cut short is taken for done: add '{1}', or throw it on",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur204");

    public static readonly DiagnosticDescriptor CancelledCleanup = new(
        "NUR205",
        "Cleanup under a cancelled token",
        "'{0}' may be cancelled by now, and '{1}' with it: pass the token of a 'CancelScope.Shielded', or 'CancellationToken.None'",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur205");
}
