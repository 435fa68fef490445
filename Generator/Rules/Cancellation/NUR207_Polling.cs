using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR207: a loop that does nothing but sleep until the program's own state has changed.</summary>
/// <remarks>
/// The condition has to be made of the program's own variables, fields and properties, or of a task's or a collection's state: what
/// changes those can tell. A file, a process, a clock or a service can't, and is asked by calls or by the framework's properties.
/// </remarks>
internal static class NUR207_Polling
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Loop);

    private static void Check(RuleContext context)
    {
        if (context.Operation is not IWhileLoopOperation { Condition: { } condition, Body: { } body } loop
            || !OnlySleeps(body, context.Known)
            || !IsOwnState(condition, context)
            || context.Code is null)
        {
            return;
        }

        var (first, last) = loop.Syntax switch
        {
            WhileStatementSyntax statement => (statement.WhileKeyword, statement.CloseParenToken),
            DoStatementSyntax statement => (statement.WhileKeyword, statement.CloseParenToken),
            _ => (loop.Syntax.GetFirstToken(), loop.Syntax.GetLastToken()),
        };
        context.Report(
            DiagnosticDescriptors.Polling,
            Location.Create(loop.Syntax.SyntaxTree, TextSpan.FromBounds(first.SpanStart, last.Span.End)),
            FixProperties.None,
            condition.Syntax.ToString());
    }

    private static bool OnlySleeps(IOperation body, KnownSymbols known)
    {
        var statement = body is IBlockOperation { Operations: { Length: 1 } operations } ? operations[0] : body;
        if (statement is not IExpressionStatementOperation { Operation: IAwaitOperation { Operation: var awaited } })
            return false;

        var call = awaited.Unwrapped() as IInvocationOperation;
        if (call is { TargetMethod.Name: "ConfigureAwait", Instance: { } configured })
            call = configured.Unwrapped() as IInvocationOperation;

        return call is not null
            && ((call.TargetMethod.Name is "Delay" or "Yield" && KnownSymbols.Is(call.TargetMethod.ContainingType, known.Task))
                || (call.TargetMethod.Name == "YieldAsync" && KnownSymbols.Is(call.TargetMethod.ContainingType, known.Checkpoint)));
    }

    private static bool IsOwnState(IOperation condition, RuleContext context)
    {
        var hasState = false;
        foreach (var operation in condition.DescendantsAndSelf())
        {
            switch (operation)
            {
                // Whether it is cancelled as well is asked of a token, a scope or a nursery, which are no state that the loop waits for.
                case { Parent: { } parent } when TokenReference.AsksIfCancelled(parent):
                case IPropertyReferenceOperation asked when TokenReference.AsksIfCancelled(asked):
                    break;
                case IFieldReferenceOperation { Field.IsConst: false } or ILocalReferenceOperation or IParameterReferenceOperation:
                    hasState = true;
                    break;
                case IPropertyReferenceOperation property when IsTold(property.Property):
                    hasState = true;
                    break;
                case IInvocationOperation
                {
                    TargetMethod: { Name: "Read" or "CompareExchange", ContainingType.Name: "Volatile" or "Interlocked" },
                }:
                    break;
                case IPropertyReferenceOperation or IInvocationOperation or IAwaitOperation
                    or IInvalidOperation or IDynamicMemberReferenceOperation
                    or IAssignmentOperation or IIncrementOrDecrementOperation:
                    return false;
            }
        }

        return hasState;
    }

    /// <summary>Whether a property asks something else for its value: a device, a connection.</summary>
    private static bool IsAskedFor(SyntaxNode property) => property.DescendantNodes().Any(static node =>
        node
            is InvocationExpressionSyntax
                or MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax }
                or ConditionalAccessExpressionSyntax);

    private static bool IsTold(IPropertySymbol property) =>
        (property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration && !IsAskedFor(declaration))
        || property.Name is "Count" or "IsEmpty" or "IsCompleted" or "IsCompletedSuccessfully";
}
