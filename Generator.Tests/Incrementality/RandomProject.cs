using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Incrementality;

/// <summary>A project that changes at random, one edit at a time, as a user's does. A seed tells which edits.</summary>
/// <remarks>
/// Its files are texts with choices in them, <c>⟦one¦other⟧</c>; an edit of a text is another choice. Some choices are errors, as
/// half-typed code is.
/// </remarks>
internal sealed class RandomProject
{
    private static readonly MetadataReference[] s_libraries =
    [
        Library("public sealed class Shared;").ToMetadataReference(),
        Library("public struct Shared;").ToMetadataReference(),
        Library("public struct Shared;").ToMetadataReference(["lib"]),
    ];

    private readonly Random _random;
    private readonly List<RandomFile> _files;
    private CSharpParseOptions _parsing = TestCompilation.Newest;

    public RandomProject(int seed)
    {
        _random = new Random(seed);
        _files = [.. RandomFile.Templates.Select(template => new RandomFile(template.Path, template.Text))];
        var trees = _files.Select(file => TestCompilation.Parse(file.Current, file.Path));
        Compilation = TestCompilation.Of(trees).AddReferences(s_libraries[0]);
    }

    /// <summary>The project as it is now. Files without edits have the trees that they had before.</summary>
    public CSharpCompilation Compilation { get; private set; }

    /// <summary>The same project, of which nothing was ever compiled.</summary>
    public CSharpCompilation Fresh() => Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
        Compilation.SyntaxTrees.Select(tree => TestCompilation.Parse(tree.ToString(), tree.FilePath, _parsing)));

    public CSharpParseOptions ParseOptions => _parsing;

    /// <summary>Makes one edit, and says which.</summary>
    public string Edit() => _random.Next(40) switch
    {
        0 => AddOrRemoveFile(),
        1 => MoveFile(),
        2 => ChangeLibrary(),
        3 => ChangeOptions(),
        4 => ChangeLanguage(),
        5 => Insert("\n"),
        6 => Insert("// Words.\n"),
        _ => ChangeText(),
    };

    private static CSharpCompilation Library(string source) =>
        TestCompilation.Of(source).WithAssemblyName("Library").WithReferences(TestCompilation.References);

    private string ChangeText()
    {
        var file = Any();
        return Replace(file, file.Choose(_random));
    }

    /// <summary>A line before some line, in a body or outside.</summary>
    private string Insert(string line)
    {
        var file = Any();
        int[] starts = [0, .. file.Current.Select((unit, index) => unit == '\n' ? index + 1 : 0)];
        return Replace(file, file.Insert(starts[_random.Next(starts.Length)], line));
    }

    private RandomFile Any()
    {
        var there = _files.Where(file => TreeOf(file) is not null).ToArray();
        return there[_random.Next(there.Length)];
    }

    private SyntaxTree? TreeOf(RandomFile file) => Compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == file.Path);

    /// <summary>As an editor does it, which parses only what has changed.</summary>
    private string Replace(RandomFile file, TextChange change)
    {
        var tree = TreeOf(file)!;
        Compilation = Compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(tree.GetText().WithChanges(change)));
        return $"{file.Path}: '{change.NewText}' at {change.Span.Start}";
    }

    private string AddOrRemoveFile()
    {
        var file = _files[_random.Next(_files.Count)];
        if (TreeOf(file) is { } tree)
        {
            Compilation = Compilation.RemoveSyntaxTrees(tree);
            return $"{file.Path} removed";
        }

        Compilation = Compilation.AddSyntaxTrees(TestCompilation.Parse(file.Current, file.Path, _parsing));
        return $"{file.Path} added";
    }

    private string MoveFile()
    {
        var tree = Compilation.SyntaxTrees[_random.Next(Compilation.SyntaxTrees.Length)];
        Compilation = Compilation.RemoveSyntaxTrees(tree).AddSyntaxTrees(tree);
        return $"{tree.FilePath} moved to the end";
    }

    private string ChangeLibrary()
    {
        var next = _random.Next(s_libraries.Length + 1);
        Compilation = Compilation.RemoveReferences(Compilation.References.Intersect(s_libraries));
        if (next < s_libraries.Length)
            Compilation = Compilation.AddReferences(s_libraries[next]);
        return $"library {next}";
    }

    private string ChangeOptions()
    {
        var nullable = _random.Next(2) == 0 ? NullableContextOptions.Enable : NullableContextOptions.Disable;
        Compilation = Compilation.WithOptions(Compilation.Options.WithNullableContextOptions(nullable));
        return $"nullable {nullable}";
    }

    private string ChangeLanguage()
    {
        _parsing = TestCompilation.Options(_random.Next(2) == 0 ? LanguageVersion.CSharp12 : LanguageVersion.Latest);
        Compilation = Fresh();
        return $"C# {_parsing.LanguageVersion}";
    }
}
