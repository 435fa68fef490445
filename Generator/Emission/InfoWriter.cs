using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the static metadata of a nursery, a child or a cancel scope: its name, its position and the engine's settings.</summary>
internal static class InfoWriter
{
    public static string Nursery(string name, string member, TimeoutSpec timeout, bool alwaysGroups) => Write(
        WellKnownNames.NurseryInfo, name, member, timeout, alwaysGroups ? $"Errors = {WellKnownNames.ErrorsGroup}" : null);

    public static string Child(string name, string member, TimeoutSpec timeout, bool isInline) => Write(
        WellKnownNames.ChildInfo, name, member, timeout, isInline ? $"Start = {WellKnownNames.StartInline}" : null);

    private static string Write(string type, string name, string member, TimeoutSpec timeout, string? setting)
    {
        var settings = new List<string>();
        if (timeout.Milliseconds >= 0)
            settings.Add("TimeoutMilliseconds = " + timeout.Milliseconds.ToString(CultureInfo.InvariantCulture));
        if (timeout.MoveOn)
            settings.Add("MoveOn = true");
        if (setting is not null)
            settings.Add(setting);

        var initializer = settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
        var key = SymbolDisplay.FormatLiteral(member, quote: true);
        var arguments = $"{SymbolDisplay.FormatLiteral(name, quote: true)}, Position({key})";
        return $"internal static readonly {type} Info = new {type}({arguments}){initializer};";
    }
}
