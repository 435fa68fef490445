using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Benchmarks.GeneratorSpeed;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Generator;

namespace NurseryGen.Benchmarks.Size;

/// <summary><c>--size</c>: what the generated code of a nursery and of a child adds to an assembly, over the methods that the user
/// wrote.</summary>
/// <remarks>By the difference: hundreds of nurseries with one child, with two children, and the same methods without a nursery. The native
/// figures are <c>Benchmarks/Size/native.sh</c>'s, which publishes the sources that <c>--size --source</c> prints.</remarks>
internal static class CodeSize
{
    private const int Count = 200;

    private static readonly CSharpParseOptions s_parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp12);

    private static readonly CSharpCompilationOptions s_options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        nullableContextOptions: NullableContextOptions.Enable);

    public static int Run(bool markdown)
    {
        var oneChild = Measure(Source(Count, children: 1)) - Measure(Source(Count, children: 1, isNursery: false));
        var twoChildren = Measure(Source(Count, children: 2)) - Measure(Source(Count, children: 2, isNursery: false));
        var child = (twoChildren - oneChild) / Count;
        var nursery = (oneChild / Count) - child;

        var table = new TextTable("", "IL", "assembly");
        table.Add("a nursery", Bytes(nursery.Il), Bytes(nursery.Assembly));
        table.Add("a child", Bytes(child.Il), Bytes(child.Assembly));
        table.Print(markdown);
        return 0;
    }

    /// <summary>A program with so many nurseries, for <c>native.sh</c>.</summary>
    public static int PrintSource(IReadOnlyList<string> arguments)
    {
        Console.WriteLine(Source(
            int.Parse(arguments[0], CultureInfo.InvariantCulture), int.Parse(arguments[1], CultureInfo.InvariantCulture),
            bool.Parse(arguments[2])));
        return 0;
    }

    private static string Source(int count, int children, bool isNursery = true)
    {
        var text = new StringBuilder("""
            using System;
            using System.Threading;
            using System.Threading.Tasks;
            using NurseryGen;

            namespace Sample;

            public static class Program
            {
                public static async Task Main(string[] arguments)
                {
                    var type = new Type();

            """);
        for (var i = 0; i < count; i++)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture, $"        if (arguments.Length == {i}) await type.Load{i}Async(arguments.Length, default);");
        }

        text.AppendLine("    }").AppendLine("}").AppendLine().AppendLine("public sealed partial class Type").AppendLine("{");
        for (var i = 0; i < count; i++)
        {
            var starts = string.Join(" ", Enumerable.Range(0, children).Select(child => isNursery
                ? $"nursery.StartStep{i}x{child}(id, \"step\");"
                : $"await Step{i}x{child}Async(id, \"step\", cancellationToken);"));
            text.AppendLine(isNursery
                ? $$"""
                    [Nursery, Timeout(5_000)]
                    public partial Task Load{{i}}Async(int id, CancellationToken cancellationToken);

                    private async Task Load{{i}}Async(Load{{i}}Nursery nursery, int id) { {{starts}} await nursery.JoinAsync(); }
                """
                : $$"""
                    public async Task Load{{i}}Async(int id, CancellationToken cancellationToken) { {{starts}} await Task.Yield(); }
                """);
            for (var child = 0; child < children; child++)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $$"""
                        {{(isNursery ? $"[Child(nameof(Load{i}Async))]" : "")}}
                        private async Task Step{{i}}x{{child}}Async(int id, string name, CancellationToken cancellationToken) => await Task.Delay(id, cancellationToken);
                    """);
            }
        }

        return text.AppendLine("}").ToString();
    }

    private static Sizes Measure(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Sample", [CSharpSyntaxTree.ParseText(source, s_parsing)], ReferencePacks.References, s_options);
        CSharpGeneratorDriver.Create([new NurseryGenerator().AsSourceGenerator()], parseOptions: s_parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        using var image = new MemoryStream();
        var result = generated.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics.Take(3)));

        image.Position = 0;
        using var file = new PEReader(image);
        var metadata = file.GetMetadataReader();
        var il = metadata.MethodDefinitions
            .Select(handle => metadata.GetMethodDefinition(handle).RelativeVirtualAddress)
            .Where(static address => address != 0)
            .Sum(address => file.GetMethodBody(address).GetILBytes()!.Length);
        return new Sizes(il, image.Length);
    }

    private static string Bytes(double value) => value.ToString("#,0", CultureInfo.InvariantCulture) + " B";

    private readonly record struct Sizes(double Il, double Assembly)
    {
        public static Sizes operator -(Sizes left, Sizes right) => new(left.Il - right.Il, left.Assembly - right.Assembly);

        public static Sizes operator /(Sizes sizes, int count) => new(sizes.Il / count, sizes.Assembly / count);
    }
}
