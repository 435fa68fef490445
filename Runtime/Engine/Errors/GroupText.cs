using System.Globalization;
using System.Text;

namespace NurseryGen.Engine;

/// <summary>The texts of an exception group. Groups may be nested as deeply as nurseries are, and an exception's own texts may
/// throw.</summary>
internal static class GroupText
{
    private const int FailuresInMessage = 10;
    private const int LevelsInMessage = 3;
    private const int DeepestIndentation = 20;

    /// <summary>One line: the summary, then the first messages; of a nested group in parentheses.</summary>
    public static string Message(ExceptionGroup group)
    {
        var text = new StringBuilder(group.Summary).Append(": ");
        AppendMessages(text, group, FailuresInMessage, LevelsInMessage);
        return text.ToString();
    }

    /// <summary>A line for each failure, indented by its depth, with the number it has in its group, and what it throws below it.</summary>
    public static string Tree(ExceptionGroup root)
    {
        var text = new StringBuilder($"{root.GetType()}: {root.Message}");
        AppendTrace(text, root, depth: 0);
        var open = new Stack<(ExceptionGroup Group, int Next)>();
        open.Push((root, 0));
        while (open.TryPop(out var at))
        {
            if (at.Next == at.Group.Failures.Count)
                continue;

            open.Push((at.Group, at.Next + 1));
            var failure = at.Group.Failures[at.Next];
            var depth = open.Count;
            StartLine(text, depth).Append(CultureInfo.InvariantCulture, $"{at.Next + 1}. {failure.Child?.ToString() ?? "(no child)"}");
            StartLine(text, depth + 1);
            if (failure.Exception is ExceptionGroup nested)
            {
                text.Append(CultureInfo.InvariantCulture, $"{nested.GetType()}: {nested.Summary}");
                AppendTrace(text, nested, depth + 1);
                open.Push((nested, 0));
            }
            else
            {
                AppendIndented(text, failure.Exception.SafeText(), depth + 1);
            }
        }

        return text.ToString();
    }

    private static void AppendMessages(StringBuilder text, ExceptionGroup group, int most, int levels)
    {
        var shown = Math.Min(most, group.Failures.Count);
        for (var i = 0; i < shown; i++)
        {
            var failure = group.Failures[i];
            text.Append(i == 0 ? "" : "; ").Append(failure.Child is null ? "" : $"[{failure.Child.Name}] ");
            if (failure.Exception is not ExceptionGroup nested)
            {
                text.Append(failure.Exception.SafeMessage());
                continue;
            }

            text.Append(nested.Summary);
            if (levels > 1)
            {
                // Fewer at each level, so that the whole stays a message.
                AppendMessages(text.Append(" ("), nested, Math.Max(1, most / 3), levels - 1);
                text.Append(')');
            }
        }

        if (shown < group.Failures.Count)
            text.Append(CultureInfo.InvariantCulture, $"; and {group.Failures.Count - shown} more");
    }

    private static void AppendTrace(StringBuilder text, ExceptionGroup group, int depth)
    {
        if (group.StackTrace is { } trace)
            AppendIndented(StartLine(text, depth), trace, depth);
    }

    private static void AppendIndented(StringBuilder text, string lines, int depth)
    {
        var isFirst = true;
        foreach (var line in lines.AsSpan().EnumerateLines())
        {
            (isFirst ? text : StartLine(text, depth)).Append(line);
            isFirst = false;
        }
    }

    private static StringBuilder StartLine(StringBuilder text, int depth) =>
        text.Append(Environment.NewLine).Append(' ', 2 * Math.Min(depth, DeepestIndentation));
}
