using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NurseryGen.Generator.Parsing;

namespace NurseryGen.Generator;

/// <summary>Silences CS4014, "this call is not awaited", where a child is started: its nursery awaits it.</summary>
/// <remarks>A child's handle can be awaited, so the compiler expects it to be, in every <c>async</c> body that starts one and goes
/// on.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StartedChildSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor NurseryAwaits = new(
        "NURS001", "CS4014", "A nursery does not exit before every child has finished");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(NurseryAwaits);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (diagnostic.Location.SourceTree is not { } tree)
                continue;

            var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            var type = context.GetSemanticModel(tree).GetTypeInfo(node, context.CancellationToken).Type;
            if (type is not null && KnownTypes.IsChildHandle(type))
                context.ReportSuppression(Suppression.Create(NurseryAwaits, diagnostic));
        }
    }
}
