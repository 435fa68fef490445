using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Emission;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Reading;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Robustness;

/// <summary>A token that is cancelled stops the work at once: the editor has moved on.</summary>
public sealed class CancellationTests
{
    private const string Source =
        """
        using NurseryGen;
        partial class C
        {
            [Nursery] public partial Task RunAsync();
            Task RunAsync(RunNursery nursery) => Task.CompletedTask;
            [Child] Task WorkAsync() => Task.CompletedTask;
            [Timeout(5)] public partial Task WaitAsync();
            Task WaitAsync(CancelScope scope) => Task.CompletedTask;
        }
        partial class Bare
        {
            [Nursery] public partial Task RunAsync();
            [Timeout(5)] public partial Task WaitAsync();
        }
        """;

    private static readonly CancellationToken s_cancelled = new(canceled: true);

    [Theory]
    [InlineData("C")]
    [InlineData("Bare")]
    public void NurseryReader_Stops(string type)
    {
        var (method, declaration, compilation) = Method(type, "RunAsync");
        Assert.NotNull(NurseryReader.Read(method, declaration, compilation, CancellationToken.None).Reading);
        Assert.ThrowsAny<OperationCanceledException>(() => NurseryReader.Read(method, declaration, compilation, s_cancelled));
    }

    [Theory]
    [InlineData("C")]
    [InlineData("Bare")]
    public void ScopeReader_Stops(string type)
    {
        var (method, declaration, compilation) = Method(type, "WaitAsync");
        Assert.NotNull(ScopeReader.Read(method, declaration, compilation, CancellationToken.None).Reading);
        Assert.ThrowsAny<OperationCanceledException>(() => ScopeReader.Read(method, declaration, compilation, s_cancelled));
    }

    [Fact]
    public void Emitters_Stop()
    {
        var steps = GeneratorRun.OfAny(Source).Result.TrackedSteps;
        var nursery = (NurserySpec)steps[TrackingNames.NurserySpec][0].Outputs[0].Value;
        var scope = (ScopeSpec)steps[TrackingNames.ScopeSpec][0].Outputs[0].Value;
        var positions = (TypePositionsSpec)steps[TrackingNames.TypePositions][0].Outputs[0].Value;
        Assert.ThrowsAny<OperationCanceledException>(() => NurseryEmitter.Emit(nursery, s_cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => TimeoutScopeEmitter.Emit(scope, s_cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => PositionsEmitter.Emit(positions, s_cancelled));
    }

    [Fact]
    public void Emitter_StopsBetweenChildren()
    {
        // Cancelled by the spec itself, half-way: the children after the one that cancels are not written any more.
        var spec = (NurserySpec)GeneratorRun.OfAny(Source).Result.TrackedSteps[TrackingNames.NurserySpec][0].Outputs[0].Value;
        var many = spec with { Children = Enumerable.Range(0, 50_000).Select(i => spec.Children[0] with { NodeName = "N" + i }).ToArray() };
        using var source = new CancellationTokenSource();
        var emission = Task.Run(() => NurseryEmitter.Emit(many, source.Token), CancellationToken.None);
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => emission.GetAwaiter().GetResult());
    }

    [Fact]
    public void Driver_Stops()
    {
        var run = GeneratorRun.OfAny(Source);
        var edited = TestCompilation.Of(Source.Replace("Timeout(5)", "Timeout(6)", StringComparison.Ordinal));
        Assert.ThrowsAny<OperationCanceledException>(() => run.Driver.RunGenerators(edited, s_cancelled));
    }

    private static (IMethodSymbol Method, MethodDeclarationSyntax Declaration, Compilation Compilation) Method(string type, string name)
    {
        var compilation = TestCompilation.Of(Source);
        var method = compilation.GetTypeByMetadataName(type)!.GetMembers(name).OfType<IMethodSymbol>()
            .Single(candidate => candidate.IsPartialDefinition);
        return (method, (MethodDeclarationSyntax)method.DeclaringSyntaxReferences[0].GetSyntax(), compilation);
    }
}
