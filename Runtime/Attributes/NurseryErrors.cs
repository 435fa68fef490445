namespace NurseryGen;

/// <summary>How a nursery throws what failed in it.</summary>
public enum NurseryErrors
{
    /// <summary>The default: <see cref="Collapse"/>.</summary>
    Default,

    /// <summary>One failure is thrown as itself, several as an <see cref="ExceptionGroup"/>.</summary>
    Collapse,

    /// <summary>Always an <see cref="ExceptionGroup"/>, of one failure too: Trio's strict exception groups.</summary>
    Group,
}
