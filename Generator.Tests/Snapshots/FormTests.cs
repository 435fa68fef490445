using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Snapshots;

/// <summary>
/// What is generated for the forms that teach; that each form compiles without a warning at any consumer's settings, and does what it
/// says.
/// </summary>
public sealed class FormTests
{
    public static TheoryData<string> Taught => [.. Form.Taught.Select(form => form.Name)];

    public static TheoryData<string> Sound => [.. Form.Sound.Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Taught))]
    public async Task Generates(string form)
    {
        var run = Form.Named(form).Run();
        var targets = run.Sources.Select(source => SnapshotTarget.Generated(source.HintName, source.SourceText.ToString())).ToList();
        var diagnostics = await Analyzers.OwnAsync(run.Output);
        if (!diagnostics.IsEmpty)
            targets.Add(new SnapshotTarget(null, "txt", string.Concat(diagnostics.Select(Describe))));

        Assert.NotEmpty(targets);
        Snapshot.Default.Verify($"{nameof(FormTests)}.{nameof(Generates)}_{nameof(form)}={form}", targets);
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task Compiles_WithoutAWarning_WhateverTheSettings(string form)
    {
        foreach (var version in new[] { LanguageVersion.CSharp12, LanguageVersion.Latest })
        {
            foreach (var nullable in new[] { NullableContextOptions.Enable, NullableContextOptions.Disable })
            {
                var run = GeneratorRun.Of(Form.Named(form).Compile(version, nullable), TestCompilation.Options(version));
                var diagnostics = await Analyzers.AllAsync(run.Loud);
                Assert.True(
                    !diagnostics.Any(diagnostic => !IsTheUsers(diagnostic, run)),
                    $"C# {version}, nullable {nullable}:\n{string.Join("\n", diagnostics)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task Runs(string form)
    {
        var source = Form.Named(form);
        Assert.Equal(source.Result, await LoadedCompilation.RunScenarioAsync(GeneratorRun.Of(source.Compile()).Output));
    }

    // The user's own missing docs (CS1591), and the ? of a user whose nullable context is off (CS8632), are no business of ours.
    private static bool IsTheUsers(Diagnostic diagnostic, GeneratorRun run) =>
        diagnostic.Id is "CS1591" or "CS8632" && run.Input.SyntaxTrees.Contains(diagnostic.Location.SourceTree);

    private static string Describe(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        var place = $"{span.Path}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1})";
        return $"{place}: {diagnostic.Severity} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}\n";
    }
}
