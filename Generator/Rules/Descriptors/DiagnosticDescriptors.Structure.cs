using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Rules;

/// <content>NUR1xx: what gets out of a nursery's hands.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor OrphanTask = new(
        "NUR101",
        "Task that nobody awaits",
        "Nobody awaits {0}: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur101");

    public static readonly DiagnosticDescriptor SelfJoin = new(
        "NUR102",
        "Child joins its own nursery",
        "A child that awaits '{0}.JoinAsync()' waits for itself: await the handles of the children that it needs, "
        + "or open a nursery for them",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur102");

    public static readonly DiagnosticDescriptor AsyncVoid = new(
        "NUR103",
        "async void in nursery code",
        "Nobody can await {0}, and what it throws ends the process: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur103");

    public static readonly DiagnosticDescriptor WorkOutside = new(
        "NUR104",
        "Work started outside the nursery",
        "'{0}' starts work that the nursery doesn't wait for: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur104");

    public static readonly DiagnosticDescriptor EscapingHandle = new(
        "NUR105",
        "Nursery handle outlives its nursery",
        "'{0}' is of no use once its nursery has exited: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur105");

    public static readonly DiagnosticDescriptor DisposedTooEarly = new(
        "NUR106",
        "Disposed of before a child is done with it",
        "'{0}' may be disposed of before {1} done with it: {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur106");

    public static readonly DiagnosticDescriptor YieldInScope = new(
        "NUR107",
        "yield return in a cancel scope",
        "'{0}' stays open while the consumer holds the item, and its deadline runs: end the scope before 'yield return'",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur107");

    public static readonly DiagnosticDescriptor UselessNursery = new(
        "NUR108",
        "Nursery for a single child",
        "Nothing runs beside this child: call '{0}' without a nursery",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur108");

    public static readonly DiagnosticDescriptor UndisposedScope = new(
        "NUR109",
        "Cancel scope that nobody disposes of",
        "Nobody disposes of this cancel scope, and its timer runs on: write 'using var {0} = …'",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur109");

    public static readonly DiagnosticDescriptor UnawaitedNursery = new(
        "NUR110",
        "Nursery call that nobody awaits",
        "Nobody awaits '{0}', so it goes on after its caller, and its failures are lost: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur110");
}
