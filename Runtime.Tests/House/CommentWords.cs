using System.Text.RegularExpressions;

namespace NurseryGen.Tests.House;

/// <summary>What CONTRIBUTING.md asks of a comment, as far as a program can check it. Both test projects compile this file.</summary>
internal static partial class CommentWords
{
    /// <summary>What is wrong with a line; nothing where it is no comment.</summary>
    public static IEnumerable<string> Findings(string line)
    {
        if (!Comment().IsMatch(line))
            yield break;

        if (Unnamed().Match(line) is { Success: true } word)
            yield return $"'{word.Value}' is no role: write the owner, the body, a child, the caller, other code";
        if (Opening().IsMatch(line))
            yield return "a summary begins with a verb, a noun or \"True if\"";
    }

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(who|whoever|somebody|nobody|no one)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unnamed();

    [GeneratedRegex("<summary>(The same|As above)")]
    private static partial Regex Opening();
}
