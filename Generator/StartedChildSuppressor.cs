using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator;

/// <summary>
/// Silences CS4014, "this call is not awaited", where a child is started: its nursery awaits it; and where our own NUR110 says the same as
/// an error.
/// </summary>
/// <remarks>A child's handle can be awaited, so the compiler expects it to be, in every <c>async</c> body that starts one and goes
/// on.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StartedChildSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor NurseryAwaits = new(
        "NURS001", "CS4014", "A nursery does not exit before every child has finished");

    private static readonly SuppressionDescriptor SaidAsError = new("NURS002", "CS4014", "NUR110 reports the call as an error");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(
        NurseryAwaits, SaidAsError);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (diagnostic.Location.SourceTree is not { } tree)
                continue;

            var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            var model = context.GetSemanticModel(tree);
            var type = model.GetTypeInfo(node, context.CancellationToken).Type;
            if (type is not null && KnownTypes.IsChildHandle(type))
                context.ReportSuppression(Suppression.Create(NurseryAwaits, diagnostic));
            else if (IsReported(context, tree) && IsNursery(model.GetOperation(node, context.CancellationToken), context.Compilation))
                context.ReportSuppression(Suppression.Create(SaidAsError, diagnostic));
        }
    }

    /// <summary>True if NUR110 is not switched off, for the file or the project.</summary>
    private static bool IsReported(SuppressionAnalysisContext context, SyntaxTree tree)
    {
        var id = DiagnosticDescriptors.UnawaitedNursery.Id;
        var options = context.Compilation.Options;
        return (options.SyntaxTreeOptionsProvider?.TryGetDiagnosticValue(tree, id, context.CancellationToken, out var inFile) != true
                || inFile is not (ReportDiagnostic.Suppress or ReportDiagnostic.Hidden))
            && (!options.SpecificDiagnosticOptions.TryGetValue(id, out var inProject)
                || inProject is not (ReportDiagnostic.Suppress or ReportDiagnostic.Hidden));
    }

    private static bool IsNursery(IOperation? operation, Compilation compilation)
    {
        var call = operation.Unwrapped() as IInvocationOperation;
        while (call is { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Preserve", Instance: { } task })
            call = task.Unwrapped() as IInvocationOperation;

        return call is not null && KnownSymbols.Of(compilation) is { } known && NurseryCalls.IsEntry(call.TargetMethod, known);
    }
}
