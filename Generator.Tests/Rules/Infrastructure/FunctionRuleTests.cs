using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>
/// What a rule that looks at whole functions gets to see: each piece of nursery code once, with the graph of that function alone.
/// </summary>
public sealed class FunctionRuleTests
{
    [Theory]
    [InlineData("Task OtherAsync() => Task.Delay(1);")]
    [InlineData("[Child] Task WorkAsync() => Task.Delay(1);", "Child WorkAsync: 1 await-free")]
    [InlineData("[Child] void Work() { if (Flag) return; Work(); }", "SynchronousChild Work: 2 await-free")]
    [InlineData(
        """
        [Child] async Task WorkAsync()
        {
            if (Flag) return; await OneAsync();
            async Task OneAsync() { await TwoAsync(); Task TwoAsync() => Task.CompletedTask; }
        }
        """,
        "Child OneAsync: 1", "Child TwoAsync: 1 await-free", "Child WorkAsync: 2")]
    [InlineData(
        """
        Task OtherAsync() => Nursery.RunAsync(async n => { n.Start(async t => { if (Flag) return; await Task.Delay(1, t); }); await n.JoinAsync(); });
        """,
        "Child : 2", "NurseryBody : 1")]
    [InlineData(
        """
        [Child] async Task WorkAsync() { Changed += (_, _) => { }; await Task.Yield(); } event EventHandler? Changed;
        """, "Child WorkAsync: 1")]
    [InlineData("readonly Func<Task> _run = () => Nursery.RunAsync(n => Task.CompletedTask);", "NurseryBody : 1 await-free")]
    public async Task SeesEachFunction(string members, params string[] expected)
    {
        var recorder = new Recorder();
        var run = GeneratorRun.Of($"using NurseryGen;\npartial class C\n{{\nstatic bool Flag;\n{members}\n}}");
        var diagnostics = await run.Output.WithAnalyzers([recorder]).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(diagnostics);
        Assert.Equal(expected, recorder.Seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WithoutTheRuntime_NothingIsLookedAt()
    {
        var recorder = new Recorder();
        var compilation = TestCompilation.Of("class C { void Work() { } }");
        await compilation.WithReferences(
            compilation.References.Where(reference => !reference.Display!.EndsWith("NurseryGen.dll", StringComparison.Ordinal)))
            .WithAnalyzers([recorder]).GetAnalyzerDiagnosticsAsync();
        Assert.False(recorder.IsAsked);
    }

    /// <summary>Writes down each function that it is shown, with how many ways lead out of its graph, and whether it awaits.</summary>
#pragma warning disable RS1001 // No compiler is to load it.
    private sealed class Recorder : DiagnosticAnalyzer
#pragma warning restore RS1001
    {
        public ConcurrentBag<string> Seen { get; } = [];

        public bool IsAsked { get; private set; }

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ThreadSleep];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            RuleRegistry.Run(context, rules =>
            {
                IsAsked = true;
                rules.OnFunction(Record);
            });
        }

        private void Record(RuleContext context)
        {
            var blocks = context.Graph()!.Blocks;
            var exits = blocks.Single(block => block.Kind == BasicBlockKind.Exit).Predecessors.Length;
            var awaits = context.Operation.DescendantsInFunction().Any(operation => operation.Kind == OperationKind.Await);
            Seen.Add($"{context.Code!.Kind} {context.Code.Function.Name}: {exits}{(awaits ? "" : " await-free")}");
        }
    }
}
