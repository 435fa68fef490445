using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Rules;

/// <summary>Code as messages and replacements spell it.</summary>
internal static class SourceText
{
    private const int Longest = 100;

    /// <summary>Code in one line, its end left out where it is long.</summary>
    public static string Shown(string code)
    {
        var line = string.Join(" ", code.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : line.Substring(0, Longest) + "…";
    }

    /// <summary>An <c>await</c> to write in an expression's place: in parentheses where something follows that binds closer.</summary>
    public static string AwaitInPlaceOf(SyntaxNode place, string awaited)
    {
        var isReceiver = place.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == place,
            ElementAccessExpressionSyntax access => access.Expression == place,
            ConditionalAccessExpressionSyntax access => access.Expression == place,
            InvocationExpressionSyntax call => call.Expression == place,
            PostfixUnaryExpressionSyntax => true,
            _ => false,
        };
        return isReceiver ? $"(await {awaited})" : $"await {awaited}";
    }
}
