namespace NurseryGen.Tests;

/// <summary>A child that only its own timeout cancels; it has none.</summary>
internal sealed class Shielded : IChildKind
{
    public static ChildInfo Info { get; } = new("Hand.Shielded", "Hand.cs", 5) { Shield = true };
}

/// <summary>A shielded child with a timeout of five seconds.</summary>
internal sealed class ShieldedTimed : IChildKind
{
    public static ChildInfo Info { get; } = new("Hand.ShieldedTimed", "Hand.cs", 6) { Shield = true, TimeoutMilliseconds = 5_000 };
}

/// <summary>A child that does not keep its nursery open.</summary>
internal sealed class Daemon : IChildKind
{
    public static ChildInfo Info { get; } = new("Hand.Daemon", "Hand.cs", 7) { Daemon = true };
}

/// <summary>A daemon that takes its first steps on its starter's stack.</summary>
internal sealed class InlineDaemon : IChildKind
{
    public static ChildInfo Info { get; } = new("Hand.InlineDaemon", "Hand.cs", 8) { Daemon = true, Start = ChildStart.Inline };
}
