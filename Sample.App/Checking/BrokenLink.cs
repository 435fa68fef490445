namespace LinkChecker.Checking;

/// <summary>One broken link: why, and every page that has it.</summary>
/// <param name="FoundOn">Sorted; empty for the page that the check started from.</param>
internal sealed record BrokenLink(Uri Url, string Reason, IReadOnlyList<Uri> FoundOn);
