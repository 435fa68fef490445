using BenchmarkDotNet.Attributes;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Scenarios;

namespace NurseryGen.Benchmarks.Bdn;

/// <summary>P7.</summary>
public class P07Each() : ScenarioBenchmarks("P7")
{
    [Benchmark]
    public void NurseryGen() => Run(Contender.Ours, times: 1);

    [Benchmark]
    public void NurseryGenBare() => Run(Contender.OursBare, times: 1);

    [Benchmark(Baseline = true)]
    public void ForEachAsync() => Run(Contender.ForEachAsync, times: 1);

    [Benchmark]
    public void Semaphore() => Run(Contender.Semaphore, times: 1);

    [Benchmark]
    public void Dataflow() => Run(Contender.Dataflow, times: 1);
}

/// <summary>P8, but the whole run: to start the children too.</summary>
public class P08CancelStorm() : ScenarioBenchmarks("P8")
{
    [Benchmark]
    public void NurseryGen() => Run(Contender.Ours, times: 1);

    [Benchmark(Baseline = true)]
    public void Hand() => Run(Contender.Hand, times: 1);

    [Benchmark]
    public void ForEachAsync() => Run(Contender.ForEachAsync, times: 1);
}

/// <summary>P9.</summary>
public class P09Declared() : ScenarioBenchmarks("P9")
{
    private const int Times = 2_000;

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGen() => Run(Contender.Ours, Times);

    [Benchmark(OperationsPerInvoke = Times, Baseline = true)]
    public void Hand() => Run(Contender.Hand, Times);
}

/// <summary>P10.</summary>
public class P10Nested() : ScenarioBenchmarks("P10")
{
    private const int Times = 50;

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGen() => Run(Contender.Ours, Times);

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGenTenLevels() => Run(P10_Nested.Shallow, Times);

    [Benchmark(OperationsPerInvoke = Times, Baseline = true)]
    public void Hand() => Run(Contender.Hand, Times);
}

/// <summary>P11.</summary>
public class P11Handles() : ScenarioBenchmarks("P11")
{
    private const int Times = 20;

    [Benchmark(OperationsPerInvoke = Times)]
    public void NurseryGen() => Run(Contender.Ours, Times);

    [Benchmark(OperationsPerInvoke = Times, Baseline = true)]
    public void Hand() => Run(Contender.Hand, Times);
}

/// <summary>P12, by the child: ten million in a nursery against a thousand.</summary>
public class P12Endless() : ScenarioBenchmarks("P12")
{
    private const int Times = 100;

    [Benchmark(OperationsPerInvoke = P12_Endless.Children)]
    public void NurseryGen() => Run(Contender.Ours, times: 1);

    [Benchmark(OperationsPerInvoke = P12_Endless.Batch * Times, Baseline = true)]
    public void ThousandInANursery() => Run(P12_Endless.Young, Times);
}
