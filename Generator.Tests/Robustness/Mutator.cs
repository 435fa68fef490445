using Microsoft.CodeAnalysis.CSharp;

namespace NurseryGen.Generator.Tests.Robustness;

/// <summary>Damages a source as typing, pasting and deleting do. The same seed gives the same damage.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] Typed =
    [
        "[", "]", "(", ")", "{", "}", "<", ">", ";", ",", ".", "\"", "'", "/*", "//", "#if X\n", "\n#endif\n",
        "@", "?", "*", "&", "$\"", "…", "\0",
        " partial ", " ref ", " static ", " async ", " file ", " where T : ", " params ", " __arglist ", " this ",
        " class ", " record ", " namespace N;",
        "[Nursery]", "[Child]", "[Timeout]", "[Timeout(-1)]", "[Child(\"", "Nursery", "Task<", "(int, ", "int[,",
        "delegate*<", "@class", "dynamic ", "nint ",
    ];

    private readonly Random _random = new(seed);

    public string Mutate(string source)
    {
        for (var damage = _random.Next(1, 4); damage > 0; damage--)
            source = _random.Next(3) == 0 ? MutateCharacters(source) : MutateTokens(source);

        return source;
    }

    private string MutateCharacters(string source)
    {
        var at = _random.Next(source.Length);
        var length = Math.Min(_random.Next(1, 12), source.Length - at);
        return _random.Next(4) switch
        {
            0 => source.Remove(at, length),
            1 => source.Insert(at, source.Substring(at, length)),
            2 => source.Insert(at, Typed[_random.Next(Typed.Length)]),

            // Half typed: all that follows is still to come, but for the editor's closing braces.
            _ => source[..at] + (_random.Next(2) == 0 ? "" : "\n}\n}"),
        };
    }

    private string MutateTokens(string source)
    {
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToList();
        var at = _random.Next(tokens.Count);
        var other = _random.Next(tokens.Count);
        switch (_random.Next(6))
        {
            case 0:
                tokens.RemoveRange(at, Math.Min(_random.Next(1, 6), tokens.Count - at));
                break;
            case 1:
                tokens.InsertRange(at, tokens.GetRange(at, Math.Min(_random.Next(1, 40), tokens.Count - at)));
                break;
            case 2:
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens[at] = tokens[other];
                break;
            case 4:
                tokens.Insert(at, Typed[_random.Next(Typed.Length)]);
                break;
            default:
                tokens.RemoveRange(at, tokens.Count - at);
                break;
        }

        var mutated = string.Concat(tokens);
        return mutated.Length == 0 ? source : mutated;
    }
}
