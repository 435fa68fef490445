using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace NurseryGen.Generator.Tests.Support;

/// <summary>
/// A source with the places that matter in it marked: <c>[|here|]</c>, or <c>{|NUR302:here|}</c> for one that has a name.
/// </summary>
internal sealed record Markup(string Source, ImmutableArray<Mark> Marks)
{
    public static Markup Parse(string marked)
    {
        var source = new StringBuilder();
        var marks = ImmutableArray.CreateBuilder<Mark>();
        var open = new Stack<(int Start, string? Name)>();
        for (var i = 0; i < marked.Length; i++)
        {
            switch (i + 1 < marked.Length ? marked.AsSpan(i, 2) : default)
            {
                case "[|":
                    open.Push((source.Length, null));
                    i++;
                    break;
                case "{|":
                    var colon = marked.IndexOf(':', i);
                    open.Push((source.Length, marked[(i + 2)..colon]));
                    i = colon;
                    break;
                case "|]" or "|}":
                    var (start, name) = open.Pop();
                    marks.Add(new Mark(TextSpan.FromBounds(start, source.Length), name));
                    i++;
                    break;
                default:
                    source.Append(marked[i]);
                    break;
            }
        }

        return open.Count == 0
            ? new Markup(source.ToString(), [.. marks.OrderBy(mark => mark.Span.Start)])
            : throw new FormatException($"A mark is not closed: {marked}");
    }
}

/// <summary>A marked place, and its name where it has one.</summary>
internal readonly record struct Mark(TextSpan Span, string? Name);
