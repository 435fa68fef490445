using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the companion file that knows where a nursery and its children stand in the source.</summary>
internal static class PositionsEmitter
{
    public static string Emit(PositionsSpec spec, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var writer = GeneratedFile.Open(spec.Container);
        writer.Open(spec.Header);
        writer.Line(GeneratedFile.GeneratedCode);
        writer.Open("static partial void Locate(string member, ref string? file, ref int line)");
        writer.Open("switch (member)");
        foreach (var entry in spec.Entries)
        {
            writer.Line($"case {SymbolDisplay.FormatLiteral(entry.Member, quote: true)}:");
            writer.Continued(
            [
                $"file = {SymbolDisplay.FormatLiteral(entry.File, quote: true)};",
                $"line = {entry.Line.ToString(CultureInfo.InvariantCulture)};",
                "break;",
            ]);
        }

        writer.Close();
        writer.Close();
        writer.Close();
        return GeneratedFile.Close(writer, spec.Container);
    }
}
