using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NurseryGen.Generator.Model;

/// <summary>A finding that the generator reports itself: its place in text and numbers, which can be compared.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="File">The file's path.</param>
/// <param name="Span">What is marked.</param>
/// <param name="Lines">The same in lines.</param>
/// <param name="Arguments">Of the message.</param>
internal sealed record FindingSpec(
    DiagnosticDescriptor Descriptor, string File, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    private string Message => string.Format(
        CultureInfo.InvariantCulture, Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), Arguments.ToArray<object>());

    /// <summary>An error that can't be switched off: the compiler stops at it, so that nothing made in its stead ever runs.</summary>
    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        Descriptor.Id,
        Descriptor.Category,
        Message,
        DiagnosticSeverity.Error,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        warningLevel: 0,
        Descriptor.Title,
        description: null,
        Descriptor.HelpLinkUri,
        Location.Create(File, Span, Lines),
        additionalLocations: null,
        customTags: [WellKnownDiagnosticTags.NotConfigurable]);
}
