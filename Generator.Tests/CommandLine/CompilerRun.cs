using System.Diagnostics;
using System.Text.RegularExpressions;

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

    /// <summary>What the compiler prints: each error and warning by its number, and by its file where that is generated.</summary>
    public static async Task<string> PrintedAsync(string source, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("nursery-csc");
        try
        {
            var file = Path.Combine(folder.FullName, "Program.cs");
            await File.WriteAllTextAsync(file, source);
            var response = Path.Combine(folder.FullName, "options.rsp");
            await File.WriteAllLinesAsync(response, [.. Options(folder.FullName), .. options, Quoted(file)]);
            var start = new ProcessStartInfo(Path.Combine(s_root, "dotnet"), ["exec", s_compiler, "@" + response])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = folder.FullName,
            };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return Summary(output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Options(string folder) =>
    [
        "-noconfig -nostdlib -nologo -target:library -nullable:enable -langversion:latest",
        "-out:" + Quoted(Path.Combine(folder, "out.dll")),
        "-analyzer:" + Quoted(typeof(NurseryGenerator).Assembly.Location),
        .. Directory.GetFiles(s_sharedFramework, "System.*.dll").Where(static file => !file.Contains(".Native.", StringComparison.Ordinal))
            .Append(Path.Combine(s_sharedFramework, "netstandard.dll"))
            .Append(typeof(Nursery).Assembly.Location)
            .Select(static file => "-r:" + Quoted(file)),
    ];

    private static string Quoted(string path) => $"\"{path}\"";

    private static string Summary(string output)
    {
        var found = Regex.Matches(output, @"^(?<file>.*?)(\((?<line>\d+),\d+\))?: ?(?:error|warning) (?<id>\w+): ", RegexOptions.Multiline)
            .Select(static match => match.Groups["file"].Value.EndsWith(".g.cs", StringComparison.Ordinal)
                ? match.Groups["id"].Value + " in generated code"
                : match.Groups["id"].Value);
        return string.Join(", ", found.Order(StringComparer.Ordinal));
    }
}
