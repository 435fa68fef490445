namespace LinkChecker.Checking;

/// <summary>What another site says to a link.</summary>
/// <param name="Failure">Null where the link is sound.</param>
internal sealed record Answer(Uri Url, string? Failure);
