using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Diagnostics;

/// <content>NUR3xx: nursery code that holds a thread.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor ThreadSleep = new(
        "NUR302",
        "Thread.Sleep in nursery code",
        "'Thread.Sleep' holds a thread, and no cancellation wakes it: write '{0}'",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur302");
}
