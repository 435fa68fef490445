using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace NurseryGen.Benchmarks.Measuring;

/// <summary>What figures were taken on: its shape, and not whose it is.</summary>
internal static class Machine
{
    public static string Description { get; } = string.Join(", ", [
        $"{Environment.ProcessorCount} cores",
        RuntimeInformation.OSDescription,
        RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
        RuntimeInformation.FrameworkDescription,
        GCSettings.IsServerGC ? "server GC" : "workstation GC",
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    ]);
}
