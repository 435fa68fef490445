using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Rules;

/// <summary>A broken rule. The analyzer reports it, and in a build the generator, by its spec.</summary>
internal sealed record Finding(DiagnosticDescriptor Descriptor, Location Location, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, Arguments.ToArray<object>());

    public FindingSpec ToSpec()
    {
        var lines = Location.GetLineSpan();
        return new FindingSpec(Descriptor, lines.Path, Location.SourceSpan, lines.Span, Arguments);
    }
}
