namespace NurseryGen;

/// <summary>One failure in a nursery.</summary>
/// <param name="Child">The child that failed; null for the body, or a callback on the nursery's token.</param>
/// <param name="Exception">What it threw, untouched.</param>
public readonly record struct ChildFailure(ChildInfo? Child, Exception Exception);
