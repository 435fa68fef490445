using System.Reflection;

namespace NurseryGen.Tests;

/// <summary>Where the sources are that the tests were built from.</summary>
internal static class Folders
{
    public static string Tests { get; } = typeof(Folders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(item => item.Key == "ProjectFolder").Value!;

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Tests, ".."));
}
