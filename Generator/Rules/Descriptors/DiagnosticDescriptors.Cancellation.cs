using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Rules;

/// <content>NUR2xx: nursery code that no cancellation reaches, or that keeps one to itself.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor ChildWithoutToken = new(
        "NUR201",
        "Child without a token",
        "Add a 'CancellationToken cancellationToken' to '{0}' and pass it to '{1}': so far no cancellation ends this child",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur201");

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

    public static readonly DiagnosticDescriptor LoopWithoutCheckpoint = new(
        "NUR206",
        "Endless loop without a checkpoint",
        "No cancellation ends this loop: {0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur206");

    public static readonly DiagnosticDescriptor Polling = new(
        "NUR207",
        "Polling",
        "This loop sleeps until '{0}' has changed: let what changes it wake it, through a TaskCompletionSource, a channel, "
        + "a SemaphoreSlim or a Ready",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur207");

    public static readonly DiagnosticDescriptor BareYield = new(
        "NUR208",
        "Yield that is no checkpoint",
        "'{0}' lets others run, but sees no cancellation: write '{1}'",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur208");

    public static readonly DiagnosticDescriptor IdleScope = new(
        "NUR209",
        "Scope that cancels nothing",
        "Nobody takes the token of '{0}', so it cancels nothing: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur209");

    public static readonly DiagnosticDescriptor TimeoutParameter = new(
        "NUR210",
        "Timeout made by hand",
        "'{0}' is a deadline: give it to 'CancelScope.FailAfter' and pass the scope's token on, or mark the nursery's parameter [Timeout]",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur210");

    public static readonly DiagnosticDescriptor EndlessDelay = new(
        "NUR211",
        "Delay that stands for ever",
        "'{0}' waits for the cancellation, if it waits that long: write '{1}'",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur211");

    public static readonly DiagnosticDescriptor UnseenDeadline = new(
        "NUR212",
        "Deadline that nobody can see",
        "No code of '{0}' takes a token, so this deadline ends nothing: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur212");
}
