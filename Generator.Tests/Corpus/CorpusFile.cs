using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Tests.Support;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>
/// A source under Corpus/Methods: ordinary asynchronous methods around one theme, marked where an analyzer has something to say.
/// </summary>
internal sealed class CorpusFile
{
    private static readonly string s_folder = Path.Combine(Folders.Project, "Corpus");
    private static readonly string[] s_awaitables = ["Task", "ValueTask", "IAsyncEnumerable"];
    private static readonly ImmutableArray<SyntaxTree> s_support =
        [.. Paths("Support").Select(path => TestCompilation.Parse(ReadText(path), Path.GetFileName(path)))];

    private CorpusFile(string path)
    {
        Name = Path.GetFileName(path);
        Source = ReadText(path);
        Tree = TestCompilation.Parse(Source, Name);
        Marks = Expectation.Read(Name, Source);
        Methods = [.. Tree.GetRoot().DescendantNodes().Where(IsAsynchronousMethod)];
    }

    public static IReadOnlyList<CorpusFile> All { get; } = [.. Paths("Methods").Select(path => new CorpusFile(path))];

    public string Name { get; }

    public string Source { get; }

    public SyntaxTree Tree { get; }

    public ImmutableArray<Expectation> Marks { get; }

    /// <summary>
    /// Methods and local functions that are <c>async</c> or return something to await, declarations without a body aside.
    /// </summary>
    public ImmutableArray<SyntaxNode> Methods { get; }

    public static CorpusFile Named(string name) => All.Single(file => file.Name == name);

    /// <summary>With the stand-ins that the corpus shares.</summary>
    public CSharpCompilation Compile() => TestCompilation.Of([Tree, .. s_support]);

    /// <summary>The sources of a folder of the corpus, in an order that no file system changes.</summary>
    public static IEnumerable<string> Paths(string folder) =>
        Directory.EnumerateFiles(Path.Combine(s_folder, folder), "*.cs").Order(StringComparer.Ordinal);

    public static string ReadText(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");

    /// <summary>Whether a method runs in a nursery or a scope: as a child, as a body, or in a lambda that is given to one.</summary>
    public static bool IsNurseryCode(SyntaxNode method) => method.AncestorsAndSelf().OfType<MethodDeclarationSyntax>()
        .Any(declaration => IsChild(declaration) || IsBody(declaration) || GivesBody(declaration));

    private static bool IsAsynchronousMethod(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax { Body: null, ExpressionBody: null } => false,
        MethodDeclarationSyntax method => IsAsynchronous(method.Modifiers, method.ReturnType),
        LocalFunctionStatementSyntax function => IsAsynchronous(function.Modifiers, function.ReturnType),
        _ => false,
    };

    private static bool IsAsynchronous(SyntaxTokenList modifiers, TypeSyntax type) =>
        modifiers.Any(SyntaxKind.AsyncKeyword) || (type is SimpleNameSyntax name && s_awaitables.Contains(name.Identifier.Text));

    private static bool IsChild(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "Child");

    private static bool IsBody(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.FirstOrDefault()?.Type?.ToString() is { } type
        && (type == "CancelScope" || type.EndsWith("Nursery", StringComparison.Ordinal));

    private static bool GivesBody(MethodDeclarationSyntax method) =>
        method.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.Expression.ToString() is
            "Nursery.RunAsync" or "Nursery.RunAsync<string>" or "NurseryHost.RunAsync" or "CancelScope.FailAfterAsync" or "nursery.Start");
}
