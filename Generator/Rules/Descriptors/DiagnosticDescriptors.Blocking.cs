using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Rules;

/// <content>NUR3xx: nursery code that holds a thread.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor BlockedTask = new(
        "NUR301",
        "Blocked on a task",
        "'{0}' holds a thread until the task is done: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur301");

    public static readonly DiagnosticDescriptor ThreadSleep = new(
        "NUR302",
        "Thread.Sleep in nursery code",
        "'Thread.Sleep' holds a thread, and no cancellation wakes it: write '{0}'",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur302");

    public static readonly DiagnosticDescriptor SynchronousTwin = new(
        "NUR303",
        "Synchronous call of what can be awaited",
        "'{0}' holds a thread until it is done: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur303");

    public static readonly DiagnosticDescriptor BlockingWait = new(
        "NUR304",
        "Wait that cannot be awaited",
        "'{0}' holds a thread, and cannot be awaited: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur304");

    public static readonly DiagnosticDescriptor SynchronousUsing = new(
        "NUR305",
        "using in place of await using",
        "Write 'await using': '{0}' can be disposed of without holding a thread",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur305");
}
