using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Reading;
using NurseryGen.Generator.Symbols;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Symbols;

/// <summary>What the readers remember of a type: once for all of its methods, and no longer than its compilation.</summary>
public sealed class TypeFactsTests
{
    private const int Methods = 40;

    /// <summary>Every one of these children belongs to every one of the nurseries.</summary>
    private static string Source { get; } = "using NurseryGen; partial class C {" + string.Concat(Enumerable.Range(0, Methods).Select(i =>
        $$"""
        [Nursery] public partial Task Run{{i}}Async(int id, CancellationToken token);
        Task Run{{i}}Async(Run{{i}}Nursery nursery, int id) => Task.CompletedTask;
        [Child] Task Work{{i}}Async(int id, string name, CancellationToken token) => Task.CompletedTask;

        """)) + "}";

    [Fact]
    public void Reader_ReadsAChildOnceForAllNurseries()
    {
        var compilation = TestCompilation.Of(Source);
        var nurseries = Nurseries(compilation);
        Parse(nurseries[0], compilation);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var nursery in nurseries.Skip(1))
            Parse(nursery, compilation);

        // A child and nursery take half of that. To read the child anew takes 1,650; to ask it about all the nurseries, many times that.
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / ((Methods - 1) * Methods);
        Assert.InRange(bytes, 1, 1_000);
    }

    [Fact]
    public void Facts_AreFoundAnewInTheNextCompilation()
    {
        var compilation = TestCompilation.Of(Source);
        var next = compilation.AddSyntaxTrees(TestCompilation.Parse("partial class C { [NurseryGen.Child] void One() { } }", "More.cs"));
        Assert.Same(FactsOf(compilation), FactsOf(compilation));
        Assert.Equal(Methods, FactsOf(compilation).Children(compilation).Length);
        Assert.Equal(Methods + 1, FactsOf(next).Children(next).Length);
    }

    [Fact]
    public void Facts_KeepNoCompilationAlive()
    {
        var reading = ReadAndDropped();
        for (var round = 0; round < 10 && reading.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(reading.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ReadAndDropped()
    {
        var compilation = TestCompilation.Of(Source);
        Parse(Nurseries(compilation)[0], compilation);
        return new WeakReference(compilation);
    }

    private static TypeFacts FactsOf(CSharpCompilation compilation) => TypeFacts.Of(compilation.GetTypeByMetadataName("C")!);

    private static IMethodSymbol[] Nurseries(CSharpCompilation compilation) =>
        [.. FactsOf(compilation).Nurseries.Select(facts => facts.Method)];

    private static void Parse(IMethodSymbol nursery, CSharpCompilation compilation)
    {
        var declaration = (MethodDeclarationSyntax)nursery.DeclaringSyntaxReferences[0].GetSyntax();
        var spec = NurseryReader.Read(nursery, declaration, compilation, CancellationToken.None).Reading!.Spec!;
        Assert.Equal(Methods, spec.Children.Count);
    }
}
