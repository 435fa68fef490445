namespace NurseryGen.Benchmarks.Measuring;

/// <summary>Where the sources are that this was built from.</summary>
internal static class Repository
{
    /// <summary>A folder of it, made if need be.</summary>
    public static string Folder(params string[] names)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NurseryGen.sln")))
                return Directory.CreateDirectory(Path.Combine([folder.FullName, .. names])).FullName;
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not within the repository.");
    }
}
