using System.Reflection;
using Microsoft.CodeAnalysis;

namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>The reference assemblies of the SDK that runs this, and the LoggerMessage generator that it ships.</summary>
internal static class ReferencePacks
{
    private const string Framework = "Microsoft.NETCore.App.Ref";
    private const string Web = "Microsoft.AspNetCore.App.Ref";
    private const string LoggerMessageGenerator = "Microsoft.Extensions.Logging.Generators.LoggerMessageGenerator";

    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_references = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Newest(Framework), "ref"), "*.dll", SearchOption.AllDirectories).Select(Reference),
        Reference(Directory.EnumerateFiles(
            Path.Combine(Newest(Web), "ref"), "Microsoft.Extensions.Logging.Abstractions.dll", SearchOption.AllDirectories).Single()),
        Reference(typeof(Nursery).Assembly.Location),
    ]);

    public static IReadOnlyList<MetadataReference> References => s_references.Value;

    /// <summary>Made anew, so that it has compiled nothing yet.</summary>
    public static IIncrementalGenerator CreateLoggerMessageGenerator()
    {
        var file = Directory.EnumerateFiles(
            Path.Combine(Newest(Web), "analyzers"), "Microsoft.Extensions.Logging.Generators.dll", SearchOption.AllDirectories).Single();
        var type = Assembly.LoadFrom(file).GetType(LoggerMessageGenerator, throwOnError: true)!;
        return (IIncrementalGenerator)Activator.CreateInstance(type)!;
    }

    private static PortableExecutableReference Reference(string file) => MetadataReference.CreateFromFile(file);

    /// <summary>The pack beside the running framework: dotnet/shared/Microsoft.NETCore.App/10.0.0/ is where that is.</summary>
    private static string Newest(string pack)
    {
        var framework = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var packs = new DirectoryInfo(Path.Combine(framework.Parent!.Parent!.Parent!.FullName, "packs", pack));
        var versions = packs.Exists ? packs.GetDirectories() : [];
        return versions.OrderBy(directory => Version.TryParse(directory.Name, out var version) ? version : new Version())
            .LastOrDefault()?.FullName
            ?? throw new InvalidOperationException($"P13 compares with what the SDK ships, and there is no {pack} under {packs.Parent}.");
    }
}
