using System.Globalization;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.RealWork;

namespace NurseryGen.Benchmarks.Scenarios;

/// <summary>R1: children that compute, from a tenth of a microsecond to fifty: from what size on it doesn't matter what starts
/// them.</summary>
internal static class R01_Sizes
{
    public static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. new[] { 0.1, 0.3, 1, 2, 5, 10, 20, 50 }.Select(static microseconds => Of(1_000, microseconds, Id(microseconds))),
        Of(3, 2, Three),
    ];

    /// <summary>Three children instead of a thousand.</summary>
    public const string Three = "R1 3 × 2 µs";

    /// <summary>A thousand children of that size.</summary>
    public static string Id(double microseconds) => $"R1 {Number(microseconds)} µs";

    private static Scenario Of(int children, double microseconds, string id) => Crowd.Scenario(
        id, $"{Number(children)} children compute for {Number(microseconds)} µs", children, () => new Computing(microseconds));

    private static string Number(double value) => value.ToString("#,0.#", CultureInfo.InvariantCulture);
}
