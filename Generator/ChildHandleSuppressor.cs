using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NurseryGen.Generator;

/// <summary>
/// Silences CS4014, "because this call is not awaited…", where the call starts a child: its handle is awaitable, but need not be awaited, because the
/// nursery waits for the child and throws what it throws.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChildHandleSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_childHandle = new(
        id: "NURS4014",
        suppressedDiagnosticId: "CS4014",
        justification: "The nursery waits for the child and throws what it throws; the handle may be ignored.");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(s_childHandle);

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            var tree = diagnostic.Location.SourceTree;
            var node = tree?.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node?.FirstAncestorOrSelf<ExpressionSyntax>() is { } call
                && IsChildHandle(context.GetSemanticModel(tree!).GetTypeInfo(call, context.CancellationToken).Type))
            {
                context.ReportSuppression(Suppression.Create(s_childHandle, diagnostic));
            }
        }
    }

    private static bool IsChildHandle(ITypeSymbol? type) =>
        type is { Name: "Child", ContainingNamespace: { Name: "NurseryGen", ContainingNamespace.IsGlobalNamespace: true } };
}
