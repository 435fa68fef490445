using BenchmarkDotNet.Attributes;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Bdn;

/// <summary>P1.</summary>
public class P01EmptyNursery() : ScenarioBenchmarks("P1")
{
    private const int Times = 10_000;

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGen() => Run(Contender.Ours, Times);

    [Benchmark(OperationsPerInvoke = Times, Baseline = true)]
    public void Hand() => Run(Contender.Hand, Times);
}

/// <summary>P2.</summary>
public class P02ThreeSynchronous() : ScenarioBenchmarks("P2")
{
    private const int Times = 2_000;

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGen() => Run(Contender.Ours, Times);

    [Benchmark(OperationsPerInvoke = Times, Baseline = true)]
    public void Hand() => Run(Contender.Hand, Times);

    [Benchmark(OperationsPerInvoke = Times)]
    public void Floor() => Run(Contender.Floor, Times);
}

/// <summary>P3.</summary>
public class P03ThreeYielding() : ScenarioBenchmarks("P3")
{
    private const int Times = 2_000;

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGen() => Run(Contender.Ours, Times);

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGenDotNetBuilder() => Run(Contender.OursDotNetBuilder, Times);

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGenBare() => Run(Contender.OursBare, Times);

    [Benchmark(OperationsPerInvoke = Times, Baseline = true)]
    public void Hand() => Run(Contender.Hand, Times);

    [Benchmark(OperationsPerInvoke = Times)]
    public void Floor() => Run(Contender.Floor, Times);
}

/// <summary>P4.</summary>
public class P04ThreeInline() : ScenarioBenchmarks("P4")
{
    private const int Times = 10_000;

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGen() => Run(Contender.Ours, Times);

    [Benchmark(OperationsPerInvoke = Times, Baseline = true)]
    public void HandInline() => Run(Contender.HandInline, Times);
}

/// <summary>P5.</summary>
public class P05ThousandSynchronous() : ScenarioBenchmarks("P5")
{
    private const int Times = 20;

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGen() => Run(Contender.Ours, Times);

    [Benchmark(OperationsPerInvoke = Times, Baseline = true)]
    public void Hand() => Run(Contender.Hand, Times);

    [Benchmark(OperationsPerInvoke = Times)]
    public void ForEachAsync() => Run(Contender.ForEachAsync, Times);

    [Benchmark(OperationsPerInvoke = Times)]
    public void Floor() => Run(Contender.Floor, Times);
}

/// <summary>P6.</summary>
public class P06ThousandYielding() : ScenarioBenchmarks("P6")
{
    private const int Times = 20;

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGen() => Run(Contender.Ours, Times);

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGenDotNetBuilder() => Run(Contender.OursDotNetBuilder, Times);

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGenBare() => Run(Contender.OursBare, Times);

    [Benchmark(OperationsPerInvoke = Times, Baseline = true)]
    public void Hand() => Run(Contender.Hand, Times);

    [Benchmark(OperationsPerInvoke = Times)]
    public void ForEachAsync() => Run(Contender.ForEachAsync, Times);

    [Benchmark(OperationsPerInvoke = Times)]
    public void Floor() => Run(Contender.Floor, Times);
}
