using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the companion file that knows where the nurseries of a type and their children stand in the source.</summary>
internal static class PositionsEmitter
{
    public static string Emit(TypePositionsSpec spec, CancellationToken cancellationToken)
    {
        var writer = GeneratedFile.Open(spec.Container);
        for (var index = 0; index < spec.Types.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (index > 0)
                writer.Line();

            Write(writer, spec.Types[index]);
        }

        return GeneratedFile.Close(writer, spec.Container);
    }

    private static void Write(SourceWriter writer, PositionsSpec spec)
    {
        writer.Open(spec.Header);
        writer.Line(GeneratedFile.GeneratedCode);
        writer.Open("static partial void Locate(string member, ref (string? File, int Line) position)");
        writer.Open("switch (member)");
        foreach (var entry in spec.Entries)
        {
            var member = SymbolDisplay.FormatLiteral(entry.Member, quote: true);
            var file = SymbolDisplay.FormatLiteral(entry.File, quote: true);
            var line = entry.Line.ToString(CultureInfo.InvariantCulture);
            writer.Line($"case {member}: position = ({file}, {line}); break;");
        }

        writer.Close();
        writer.Close();
        writer.Close();
    }
}
