namespace LinkChecker;

/// <summary>What the command line asks for.</summary>
/// <param name="Url">Where to start; null: the embedded site.</param>
/// <param name="Timeout">The time that the whole check may take.</param>
/// <param name="ExpectedBroken">How many broken links are as they should be; null: none, and none are expected.</param>
/// <param name="External">Whether other sites are asked about the links to them.</param>
internal sealed record Options(Uri? Url, TimeSpan Timeout, int? ExpectedBroken, bool External);
