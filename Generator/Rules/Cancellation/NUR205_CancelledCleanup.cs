using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR205: cleanup that awaits something under the scope's own token, which is likely to be cancelled by then.</summary>
/// <remarks>
/// Cleanup is a <c>finally</c> block, and a catch clause that a cancellation gets into and that ends by throwing on, or whose filter says
/// that the token is cancelled; any other clause may be a retry, where the token is right. A shielded child's token,
/// and that of a shielded scope, isn't cancelled by anybody else.
/// </remarks>
internal static class NUR205_CancelledCleanup
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Argument);

    private static void Check(RuleContext context)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (!argument.IsToken(context.Known)
            || argument.Parent is not IInvocationOperation call
            || !(call.IsAwaited() || ScopeCreation.Of(call, context.Known) is not null)
            || context.Code is not { } code
            || CleanupPlaces.Around(call, context.Known).FirstOrDefault(place => IsCleanup(place, context)) is not { } cleanup
            || TokenReference.Of(argument.Value, context.Tokens) is not { IsOwn: true } source
            || IsOutOfReach(source, code, cleanup, context)
            || CleanupPlaces.IsUnderCheck(call, cleanup))
        {
            return;
        }

        var value = argument.Value.Syntax;
        var properties = FixProperties.With(FixProperties.Token, source.Text).Add(FixProperties.Replacement, "CancellationToken.None");
        context.Report(DiagnosticDescriptors.CancelledCleanup, value.GetLocation(), properties, source.Text, call.TargetMethod.Name);
    }

    private static bool IsCleanup(IOperation place, RuleContext context) => place is not ICatchClauseOperation clause
        || IsOfOwnCancellation(clause, context)
        || (CatchClauses.CatchesCancellation(clause, context.Known) && EndsByThrowing(clause.Handler));

    /// <summary>Whether the filter lets nothing through unless the token is cancelled.</summary>
    private static bool IsOfOwnCancellation(ICatchClauseOperation clause, RuleContext context) =>
        clause.Filter is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" } asked
        && TokenReference.Of(asked.Instance, context.Tokens) is { IsOwn: true };

    private static bool EndsByThrowing(IBlockOperation handler) => handler.Operations.LastOrDefault() switch
    {
        IThrowOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        _ => false,
    };

    /// <summary>Whether the token belongs to the cleanup, or no code outside cancels it.</summary>
    private static bool IsOutOfReach(TokenSource source, NurseryCode code, IOperation cleanup, RuleContext context)
    {
        var place = cleanup.Syntax;
        if (source.Symbol.DeclaringSyntaxReferences
            .Any(declared => place.Span.Contains(declared.Span) && declared.SyntaxTree == place.SyntaxTree))
        {
            return true;
        }

        return source.Symbol is ILocalSymbol
            ? ScopeCreation.Of(source.Symbol, cleanup, context.Known)?.TargetMethod.Name is null or "Shielded"
            : MethodOptions.IsShielded(code.Root);
    }
}
