using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace NurseryGen.Generator.Tests.Support;

/// <summary>A source with the places that matter in it marked: <c>[|here|]</c>.</summary>
internal sealed record Markup(string Source, ImmutableArray<TextSpan> Spans)
{
    public static Markup Parse(string marked)
    {
        var source = new StringBuilder();
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        var start = -1;
        for (var i = 0; i < marked.Length; i++)
        {
            var pair = i + 1 < marked.Length ? marked.AsSpan(i, 2) : default;
            if (pair is "[|")
            {
                start = source.Length;
                i++;
            }
            else if (pair is "|]")
            {
                spans.Add(TextSpan.FromBounds(start, source.Length));
                i++;
            }
            else
            {
                source.Append(marked[i]);
            }
        }

        return new Markup(source.ToString(), spans.ToImmutable());
    }
}
