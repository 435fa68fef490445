using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Xunit;

namespace NurseryGen.Generator.Tests.Support;

/// <summary>Compiled code in a load context of its own, which is unloaded afterwards.</summary>
internal static class LoadedCompilation
{
    /// <summary>Calls <c>Scenario.RunAsync()</c>.</summary>
    public static async Task<string> RunScenarioAsync(Compilation compilation)
    {
        using var image = new MemoryStream();

        // Warnings are another test's concern, and the compiler alone doesn't know what the package's suppressor silences.
        var options = compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default);
        var result = compilation.WithOptions(options).Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        image.Position = 0;
        var context = new AssemblyLoadContext("scenario", isCollectible: true);
        try
        {
            var run = context.LoadFromStream(image).GetTypes().Single(type => type.Name == "Scenario")
                .GetMethod("RunAsync", BindingFlags.Public | BindingFlags.Static)!;
            return await (Task<string>)run.Invoke(null, null)!;
        }
        finally
        {
            context.Unload();
        }
    }
}
