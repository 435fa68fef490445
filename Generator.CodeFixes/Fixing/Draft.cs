using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;
using NurseryGen.CodeFixes.Syntax;

namespace NurseryGen.CodeFixes.Fixing;

/// <summary>
/// A document as fixes would leave it, judged before it is offered: it reads as it was meant, keeps every comment and compiles.
/// </summary>
internal static class Draft
{
    // An editor may put off running the generator again; till then the types, members and implementing parts that it will add are missing.
    private static readonly HashSet<string> MayBeGenerated = ["CS0103", "CS0117", "CS0246", "CS1061", "CS8795"];

    /// <param name="document">The document as it is.</param>
    /// <param name="root">Its root.</param>
    /// <param name="fixes">What to do, from the last place to the first.</param>
    /// <param name="changesDeclarations">Whether they change what the generator goes by.</param>
    /// <param name="cancellationToken">The editor's.</param>
    /// <returns>The new document; null if it is worse than the old one.</returns>
    public static async Task<Document?> OfAsync(
        Document document, SyntaxNode root, IReadOnlyList<Fix> fixes, bool changesDeclarations, CancellationToken cancellationToken)
    {
        var editor = new SyntaxEditor(root, document.Project.Solution.Services);
        foreach (var fix in fixes)
            fix.Apply(editor);

        if (Changed(editor) is not { } changed)
            return null;

        var edited = await SettledAsync(document.WithSyntaxRoot(Layout.Settle(changed)), cancellationToken).ConfigureAwait(false);
        var meant = await edited.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);

        // From here on it is what the file will say: a tree that no text stands for could even bring the compiler down.
        var written = document.WithText(SourceText.From(meant!.ToFullString(), root.GetText().Encoding));
        var read = await written.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (!ReadsAs(meant, read!) || !Comments.AreKept(root, read!))
            return null;

        return await CompilesAsWellAsync(document, written, changesDeclarations, cancellationToken).ConfigureAwait(false) ? written : null;
    }

    /// <summary>Null where one fix took away what another is about.</summary>
    private static SyntaxNode? Changed(SyntaxEditor editor)
    {
        try
        {
            return editor.GetChangedRoot();
        }
        catch (Exception error) when (error is InvalidOperationException or InvalidCastException)
        {
            return null;
        }
    }

    /// <summary>Whether the parser sees what was put together: the same words, and the same operands of the same operators.</summary>
    private static bool ReadsAs(SyntaxNode meant, SyntaxNode read) =>
        meant.DescendantTokens().Select(static token => token.Text)
            .SequenceEqual(read.DescendantTokens().Select(static token => token.Text))
        && Operators(meant).SequenceEqual(Operators(read));

    private static IEnumerable<(int Kind, TextSpan Span)> Operators(SyntaxNode root) => root.DescendantNodes()
        .Where(
            static node => node is AwaitExpressionSyntax or BinaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax)
        .Select(static node => (node.RawKind, node.Span));

    /// <summary>Names as short as they can be, and new code laid out.</summary>
    private static async Task<Document> SettledAsync(Document document, CancellationToken cancellationToken)
    {
        var simple = await Simplifier.ReduceAsync(document, Simplifier.Annotation, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return await Formatter.FormatAsync(simple, Formatter.Annotation, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the compiler finds no more errors of any kind than before.</summary>
    private static async Task<bool> CompilesAsWellAsync(
        Document before, Document after, bool changesDeclarations, CancellationToken cancellationToken)
    {
        var now = await ErrorsAsync(after, cancellationToken).ConfigureAwait(false);
        if (changesDeclarations)
            now.RemoveAll(static id => MayBeGenerated.Contains(id));
        if (now.Count == 0)
            return true;

        var old = await ErrorsAsync(before, cancellationToken).ConfigureAwait(false);
        return now.GroupBy(static id => id).All(same => same.Count() <= old.Count(id => id == same.Key));
    }

    private static async Task<List<string>> ErrorsAsync(Document document, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. model!.GetDiagnostics(cancellationToken: cancellationToken)
                .Where(static diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error)
                .Select(static diagnostic => diagnostic.Id),
        ];
    }
}
