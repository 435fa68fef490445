using Microsoft.CodeAnalysis.CSharp;

namespace NurseryGen.Generator;

/// <summary>Names of the user's, as C# identifiers.</summary>
internal static class Identifier
{
    /// <summary>Whether the name can be written at all; half-typed code has members with none.</summary>
    public static bool IsValid(string? name) => SyntaxFacts.IsValidIdentifier(name);

    /// <summary>Puts <c>@</c> before anything that may be a keyword where it is written. <c>value</c> never is one in our output.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
        || (SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None && name != "value")
            ? "@" + name
            : name;

    /// <summary>The wished name, or with the first number from 2 that makes it different from the taken ones.</summary>
    public static string Fresh(string wish, ICollection<string> taken)
    {
        if (!taken.Contains(wish))
            return wish;

        for (var number = 2; ; number++)
        {
            var name = wish + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!taken.Contains(name))
                return name;
        }
    }
}
