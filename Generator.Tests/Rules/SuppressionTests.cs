using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>CS4014, "this call is not awaited", is silenced where a child is started, and nowhere else.</summary>
public sealed class SuppressionTests
{
    [Theory]
    [InlineData("nursery.StartWork();")]
    [InlineData("nursery.StartNumber(1);")]
    [InlineData("if (true) nursery.StartWork();")]
    [InlineData("((Nursery)nursery).Start(static token => Task.Delay(1, token));")]
    [InlineData("((Nursery)nursery).Start(static (number, token) => Task.FromResult(number), 5);")]
    public async Task AStart_NeedsNoAwait(string statement)
    {
        // The compiler does warn, or this test would prove nothing.
        var compilation = Compile(statement);
        Assert.Contains(compilation.GetDiagnostics(), diagnostic => diagnostic.Id == "CS4014");
        Assert.Empty(await NotAwaitedAsync(compilation));
    }

    [Theory]
    [InlineData("WorkAsync();")]
    [InlineData("Task.Delay(1);")]
    [InlineData("nursery.StartWork().AsTask();")]
    [InlineData("Inner(); async Task Inner() => await nursery.StartWork();")]
    [InlineData("Impostor.Start();")]
    [InlineData("Task.Run(() => nursery.StartWork());")]
    public async Task AnyOtherCall_DoesNeedIt(string statement) => Assert.Single(await NotAwaitedAsync(Compile(statement)));

    private static async Task<IEnumerable<Diagnostic>> NotAwaitedAsync(Compilation compilation) =>
        (await Analyzers.AllAsync(compilation)).Where(diagnostic => diagnostic.Id == "CS4014");

    private static Compilation Compile(string statement) => GeneratorRun.Of(
        $$"""
        using NurseryGen;

        namespace Demo
        {
            internal sealed partial class Worker
            {
                [Nursery]
                public partial Task RunAsync();

                private async Task RunAsync(RunNursery nursery)
                {
                    await Task.Yield();
                    {{statement}}
                }

                [Child]
                private Task WorkAsync() => Task.CompletedTask;

                [Child]
                private Task<int> NumberAsync(int number) => Task.FromResult(number);
            }

            internal static class Impostor
            {
                public static Other.Child Start() => default;
            }
        }

        namespace Other
        {
            internal readonly struct Child
            {
                public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => Task.CompletedTask.GetAwaiter();
            }
        }
        """).Output;
}
