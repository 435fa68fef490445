using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>A project as an editor has it, with the generator running in it, and findings where the sources are marked.</summary>
internal sealed class FixWorkspace : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly string _id;
    private readonly ImmutableDictionary<string, string?> _properties;
    private readonly Dictionary<DocumentId, ImmutableArray<TextSpan>> _marks = [];

    public FixWorkspace(FixCase entry, params string[] marked)
    {
        _id = entry.Id;
        _properties = entry.Properties;
        IsAnalyzed = !entry.IsAsMarked
            && Analyzers.All.Any(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == _id));
        var template = TestCompilation.Of([]);
        var project = ProjectId.CreateNewId();
        var solution = _workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            project,
            VersionStamp.Default,
            "Demo",
            "Demo",
            LanguageNames.CSharp,
            compilationOptions: template.Options,
            parseOptions: TestCompilation.Newest,
            metadataReferences: TestCompilation.References,
            analyzerReferences: [new GeneratorReference()]));
        solution = solution.AddDocument(DocumentId.CreateNewId(project), "GlobalUsings.cs", TestCompilation.GlobalUsings);
        foreach (var text in marked)
        {
            var markup = Markup.Parse(text);
            var document = DocumentId.CreateNewId(project);
            _marks.Add(document, [.. markup.Marks.Select(mark => mark.Span)]);
            solution = solution.AddDocument(document, $"Demo{_marks.Count}.cs", markup.Source, filePath: $"Demo{_marks.Count}.cs");
        }

        Solution = solution;
    }

    /// <summary>A project with one source, without marks.</summary>
    public FixWorkspace(string source)
        : this(new FixCase("", "", null, source, null), source)
    {
    }

    public Solution Solution { get; private set; }

    /// <summary>The marked documents, in the order in which they were given.</summary>
    public IEnumerable<Document> Documents => _marks.Keys.Select(id => Solution.GetDocument(id)!);

    /// <summary>Whether the package's analyzers know the rule; where they don't yet, findings are where the marks are.</summary>
    public bool IsAnalyzed { get; }

    /// <summary>What is marked, as if it were reported.</summary>
    public async Task<ImmutableArray<Diagnostic>> MarkedAsync(Document document)
    {
        var tree = (await document.GetSyntaxTreeAsync())!;
        var descriptor = new DiagnosticDescriptor(_id, _id, _id, "NurseryGen", DiagnosticSeverity.Warning, isEnabledByDefault: true);
        return [.. _marks[document.Id].Select(span => Diagnostic.Create(descriptor, Location.Create(tree, span), _properties))];
    }

    /// <summary>What is reported, which has to be what is marked.</summary>
    public async Task<ImmutableArray<Diagnostic>> FindingsAsync(Document document)
    {
        if (!IsAnalyzed)
            return await MarkedAsync(document);

        var tree = await document.GetSyntaxTreeAsync();
        var found = (await ReportedAsync()).Where(diagnostic => diagnostic.Location.SourceTree == tree).ToImmutableArray();
        Assert.Equal(_marks[document.Id].Order(), found.Select(diagnostic => diagnostic.Location.SourceSpan).Order());
        return found;
    }

    /// <summary>All that the analyzers say under the case's ID.</summary>
    public async Task<ImmutableArray<Diagnostic>> ReportedAsync() =>
        [.. (await Analyzers.OwnAsync(await CompileAsync())).Where(diagnostic => diagnostic.Id == _id)];

    public async Task<Compilation> CompileAsync() => (await Solution.Projects.Single().GetCompilationAsync())!;

    public static async Task<IReadOnlyList<CodeAction>> OfferedAsync(CodeFixProvider provider, Document document, Diagnostic diagnostic)
    {
        var offered = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(
            new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), CancellationToken.None));
        return offered;
    }

    public async Task FixAllAsync(CodeFixProvider provider, Document document, FixAllScope scope, string key)
    {
        var context = new FixAllContext(document, provider, scope, key, [_id], new Findings(this), CancellationToken.None);
        await ApplyAsync((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    /// <summary>Fixes all that is found under an ID in the one document.</summary>
    public async Task FixAllAsync(CodeFixProvider provider, string id, string key, Func<Solution, Task<ImmutableArray<Diagnostic>>> find)
    {
        var found = (await find(Solution)).Where(finding => finding.Id == id).ToArray();
        var context = new FixAllContext(
            Documents.Single(), provider, FixAllScope.Document, key, [id], new Found(found), CancellationToken.None);
        await ApplyAsync((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    public async Task ApplyAsync(CodeAction action)
    {
        var operation = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        Solution = operation.ChangedSolution;
    }

    public static async Task<string> TextAsync(Document document) => (await document.GetTextAsync()).ToString();

    public void Dispose() => _workspace.Dispose();

    private sealed class Findings(FixWorkspace workspace) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken) =>
            workspace._marks.ContainsKey(document.Id) ? await workspace.FindingsAsync(document) : [];

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        {
            var all = new List<Diagnostic>();
            foreach (var document in workspace.Documents)
                all.AddRange(await workspace.FindingsAsync(document));

            return all;
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }

    private sealed class Found(IReadOnlyList<Diagnostic> all) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(all);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(all);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }

    /// <summary>The generator, as a package reference gives it to a project.</summary>
    private sealed class GeneratorReference : Microsoft.CodeAnalysis.Diagnostics.AnalyzerReference
    {
        // The workspace tells generators apart by reference.
        private readonly ImmutableArray<ISourceGenerator> _generators = [new NurseryGenerator().AsSourceGenerator()];

        public override string? FullPath => null;

        public override object Id => nameof(GeneratorReference);

        public override ImmutableArray<Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
    }
}
