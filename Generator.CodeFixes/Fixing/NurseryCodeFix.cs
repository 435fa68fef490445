using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace NurseryGen.CodeFixes.Fixing;

/// <summary>What all fixes share: they plan edits of one document, and one finding or all of them are fixed by the same plans.</summary>
public abstract class NurseryCodeFix : CodeFixProvider
{
    private readonly FixAllProvider _fixAll;

    private protected NurseryCodeFix(params string[] ids)
    {
        FixableDiagnosticIds = ImmutableArray.Create(ids);
        _fixAll = FixAllProvider.Create((context, document, diagnostics) =>
            FixAllAsync(document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken));
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => _fixAll;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await TargetAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } target)
                continue;

            foreach (var fix in await PlanAsync(target).ConfigureAwait(false))
            {
                // What would break something, or lose a comment, isn't offered.
                var draft = await Draft.OfAsync(target.Document, target.Root, [fix], ChangesDeclarations, context.CancellationToken)
                    .ConfigureAwait(false);
                if (draft is not null)
                    context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(draft), fix.Key), diagnostic);
            }
        }
    }

    /// <summary>What can be done about a finding; nothing where no edit is sure to be right.</summary>
    private protected virtual Task<IEnumerable<Fix>> PlanAsync(FixTarget target) => Task.FromResult(Plan(target));

    /// <summary>Plans the edits for a finding, where nothing has to be awaited.</summary>
    private protected virtual IEnumerable<Fix> Plan(FixTarget target) => [];

    /// <summary>Whether the fixes change what the generator goes by: a type, a method of it, a parameter.</summary>
    private protected virtual bool ChangesDeclarations => false;

    private async Task<Document?> FixAllAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellationToken)
    {
        var fixes = new List<Fix>();
        SyntaxNode? root = null;

        // From the last to the first, and what is inside before what is around it: so each finds its place.
        foreach (var diagnostic in diagnostics.OrderByDescending(Start).ThenBy(Length))
        {
            if (await TargetAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } target)
                continue;

            root = target.Root;
            if ((await PlanAsync(target).ConfigureAwait(false)).FirstOrDefault(fix => fix.Key == key) is { } fix)
                fixes.Add(fix);
        }

        return root is null ? document : await AllAsync(document, root, fixes, cancellationToken).ConfigureAwait(false);

        static int Start(Diagnostic diagnostic) => diagnostic.Location.SourceSpan.Start;
        static int Length(Diagnostic diagnostic) => diagnostic.Location.SourceSpan.Length;
    }

    private static async Task<FixTarget?> TargetAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return root is null || model is null || !root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            ? null
            : new FixTarget(document, root, model, diagnostic, cancellationToken);
    }

    /// <summary>All fixes at once; where they don't go together, as many as do, one after the other.</summary>
    private async Task<Document> AllAsync(
        Document document, SyntaxNode root, IReadOnlyList<Fix> fixes, CancellationToken cancellationToken)
    {
        if (await Draft.OfAsync(document, root, fixes, ChangesDeclarations, cancellationToken).ConfigureAwait(false) is { } all)
            return all;

        var good = document;
        var kept = new List<Fix>();
        foreach (var fix in fixes)
        {
            kept.Add(fix);
            if (await Draft.OfAsync(document, root, kept, ChangesDeclarations, cancellationToken).ConfigureAwait(false) is { } better)
                good = better;
            else
                kept.Remove(fix);
        }

        return good;
    }
}
