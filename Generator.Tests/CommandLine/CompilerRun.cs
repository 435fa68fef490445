using System.Diagnostics;

namespace NurseryGen.Generator.Tests.CommandLine;

/// <summary>One run of the SDK's own compiler, as a build starts it: a process, with the generator and its analyzers.</summary>
internal static class CompilerRun
{
    private static readonly string s_sharedFramework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly string s_root = Path.GetFullPath(Path.Combine(s_sharedFramework, "..", "..", ".."));

    // The newest: versions compare as numbers.
    private static readonly string s_compiler = Directory.GetDirectories(Path.Combine(s_root, "sdk"))
        .OrderBy(static folder => Version.TryParse(Path.GetFileName(folder), out var version) ? version : new Version(0, 0))
        .Select(static folder => Path.Combine(folder, "Roslyn", "bincore", "csc.dll"))
        .Last(File.Exists);

    // The compiler keeps itself warm in a server, as in any build: this run's own, which ends when it is idle.
    private static readonly string s_server = "nursery-" + Guid.NewGuid().ToString("N");

    /// <summary>All that the compiler prints, a line for each error and warning: file, place, number and message.</summary>
    public static async Task<string> PrintedAsync(string source, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("nursery-csc");
        try
        {
            var file = Path.Combine(folder.FullName, "Program.cs");
            await File.WriteAllTextAsync(file, source);
            var response = Path.Combine(folder.FullName, "options.rsp");
            await File.WriteAllLinesAsync(response, [.. Options(folder.FullName), .. options, Quoted(file)]);
            var start = new ProcessStartInfo(
                Path.Combine(s_root, "dotnet"), ["exec", s_compiler, "-noconfig", "-shared:" + s_server, "-keepalive:5", "@" + response])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = folder.FullName,
            };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return output.ReplaceLineEndings("\n").Replace(folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Options(string folder) =>
    [
        "-nostdlib -nologo -target:library -nullable:enable -langversion:latest -preferreduilang:en",
        "-out:" + Quoted(Path.Combine(folder, "out.dll")),
        "-analyzer:" + Quoted(typeof(NurseryGenerator).Assembly.Location),
        .. Directory.GetFiles(s_sharedFramework, "System.*.dll").Where(static file => !file.Contains(".Native.", StringComparison.Ordinal))
            .Append(Path.Combine(s_sharedFramework, "netstandard.dll"))
            .Append(typeof(Nursery).Assembly.Location)
            .Select(static file => "-r:" + Quoted(file)),
    ];

    private static string Quoted(string path) => $"\"{path}\"";
}
