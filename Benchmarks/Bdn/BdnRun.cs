using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;

namespace NurseryGen.Benchmarks.Bdn;

/// <summary>Everything in BenchmarkDotNet, or what its own arguments ask for.</summary>
internal static class BdnRun
{
    // In process: what is measured is then this build, with the settings of this project, and nothing is generated and restored around it.
    // As an argument, so that it holds for a job that is asked for too.
    private const string InProcess = "--inProcess";

    public static int Run(string[] args)
    {
        string[] all = args.Length == 0 ? ["--filter", "*"] : args;
        BenchmarkSwitcher.FromAssembly(typeof(BdnRun).Assembly).Run(
            all.Contains(InProcess) ? all : [.. all, InProcess], DefaultConfig.Instance.AddDiagnoser(MemoryDiagnoser.Default));
        return 0;
    }
}
