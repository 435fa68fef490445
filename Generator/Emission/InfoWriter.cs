using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the static metadata of a nursery, a child or a cancel scope: its name, its position and the engine's settings.</summary>
internal static class InfoWriter
{
    public static string Nursery(string name, string member, NurserySpec spec, string? rethrow) =>
        Write(
            WellKnownNames.NurseryInfo,
            name,
            member,
            spec.Timeout,
            [.. Options(spec), .. rethrow is null ? Array.Empty<string>() : ["Rethrow = " + rethrow]]);

    /// <summary>Of a cancel scope, which has no children to set anything for.</summary>
    public static string Scope(string name, string member, TimeoutSpec timeout) =>
        Write(WellKnownNames.NurseryInfo, name, member, timeout, []);

    public static string Child(string name, string member, TimeoutSpec timeout, ChildOptionsSpec options) =>
        Write(WellKnownNames.ChildInfo, name, member, timeout, Options(options));

    private static IEnumerable<string> Options(NurserySpec spec)
    {
        var settings = spec.Settings;
        if (settings.AlwaysGroups)
            yield return $"Errors = {WellKnownNames.ErrorsGroup}";
        if (settings.Policy != NurseryPolicy.FailFast)
            yield return $"Policy = {WellKnownNames.Policy}.{settings.Policy}";
        if (settings.MaxConcurrency > 0)
            yield return "MaxConcurrency = " + settings.MaxConcurrency.ToString(CultureInfo.InvariantCulture);

        // S18: a fallback's value would stand for all outcomes.
        if (spec is { Timeout: { MoveOn: true, Fallback: null }, Form: EachSpec { Results: EachResults.Outcomes } })
            yield return "KeepsPartialResults = true";
    }

    private static IEnumerable<string> Options(ChildOptionsSpec options)
    {
        if (options.IsInline)
            yield return $"Start = {WellKnownNames.StartInline}";
        if (options.IsShielded)
            yield return "Shield = true";
        if (options.IsDaemon)
            yield return "Daemon = true";
    }

    private static string Write(string type, string name, string member, TimeoutSpec timeout, IEnumerable<string> options)
    {
        var settings = new List<string>();
        if (timeout.Milliseconds >= 0)
            settings.Add("TimeoutMilliseconds = " + timeout.Milliseconds.ToString(CultureInfo.InvariantCulture));
        if (timeout.MoveOn)
            settings.Add("MoveOn = true");

        settings.AddRange(options);
        var initializer = settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
        var key = SymbolDisplay.FormatLiteral(member, quote: true);
        var arguments = $"{SymbolDisplay.FormatLiteral(name, quote: true)}, Position({key})";
        return $"internal static readonly {type} Info = new {type}({arguments}){initializer};";
    }
}
