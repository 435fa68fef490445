using System.Reflection;

namespace NurseryGen.Generator.Tests.Support;

/// <summary>Where the project stands on disk, as the build wrote it down: CallerFilePath says /_/ in a deterministic build.</summary>
internal static class Folders
{
    public static string Project { get; } = Metadata("ProjectDirectory");

    public static string Repository { get; } = Metadata("RepositoryRoot");

    public static string ReadRepositoryFile(string path) => File.ReadAllText(Path.Combine(Repository, path)).ReplaceLineEndings("\n");

    private static string Metadata(string key) =>
        typeof(Folders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
