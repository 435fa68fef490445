using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR402: <c>throw group.InnerException</c>: one failure of a group, on a new stack trace.</summary>
internal static class NUR402_ThrownOutOfGroup
{
    private static readonly HashSet<string> s_picks =
        ["First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt"];

    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Throw);

    private static void Check(RuleContext context)
    {
        if (context.Operation is not IThrowOperation { Exception: { } thrown } || !IsOutOfGroup(Value(thrown), followLocals: true))
            return;

        // The operation knows nothing of a null-forgiving mark, which is part of what is thrown.
        var place = context.Operation.Syntax.ChildNodes().First();
        context.Report(DiagnosticDescriptors.ThrownOutOfGroup, place, SourceText.Shown(place.ToString()));
    }

    private static IOperation? Value(IOperation thrown) => thrown.Unwrapped() switch
    {
        ICoalesceOperation either => Value(either.Value),
        IConditionalAccessOperation conditional => Value(conditional.WhenNotNull),
        var value => value,
    };

    private static bool IsOutOfGroup(IOperation? value, bool followLocals) => value switch
    {
        IPropertyReferenceOperation { Property: { Name: "InnerException" }, Instance: { } group } => IsGroup(group.Type),
        IPropertyReferenceOperation { Property: { Name: "Exception", ContainingType: var type } } =>
            type.ToDisplayString() == "NurseryGen.ChildFailure",
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } all } => IsAll(all),
        IInvocationOperation { TargetMethod.Name: "GetBaseException", Instance: { } group } => IsGroup(group.Type),
        IInvocationOperation { Arguments.Length: > 0 } call when s_picks.Contains(call.TargetMethod.Name) => IsAll(call.Arguments[0].Value),
        ILocalReferenceOperation local when followLocals => IsOutOfGroup(local),
        _ => false,
    };

    /// <summary>Whether a local was declared with one failure of a group, or takes one after the other in a loop.</summary>
    private static bool IsOutOfGroup(ILocalReferenceOperation reference) =>
        reference.Outermost().Descendants().Any(operation => operation switch
        {
            IVariableDeclaratorOperation { Initializer.Value: { } value } local =>
                SymbolEqualityComparer.Default.Equals(local.Symbol, reference.Local) && IsOutOfGroup(Value(value), followLocals: false),
            IForEachLoopOperation loop => loop.Locals.Contains(reference.Local, SymbolEqualityComparer.Default) && IsAll(loop.Collection),
            _ => false,
        });

    private static bool IsAll(IOperation exceptions) =>
        exceptions.Unwrapped() is IPropertyReferenceOperation { Property.Name: "InnerExceptions", Instance: { } group }
        && IsGroup(group.Type);

    private static bool IsGroup(ITypeSymbol? type) =>
        type?.OriginalDefinition.ToDisplayString() is "NurseryGen.ExceptionGroup" or "System.AggregateException";
}
