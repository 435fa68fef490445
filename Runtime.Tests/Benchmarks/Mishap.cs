namespace NurseryGen.Tests.Benchmarks;

/// <summary>What befalls a contender.</summary>
public enum Mishap
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A child throws while the others wait on their token.</summary>
    Failure,

    /// <summary>Two children throw, the second after the first has.</summary>
    TwoFailures,

    /// <summary>The limit passes while the children wait on their token.</summary>
    TimeOut,

    /// <summary>The caller cancels while the children wait on their token.</summary>
    CallerCancels,
}
