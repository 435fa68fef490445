using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR204: a catch clause that gets the cancellation of its own scope, and keeps it.</summary>
/// <remarks>
/// The <c>try</c> block has to use the scope's token, or the clause can have nothing of the scope's to catch. A filter is the author's word
/// that the clause is right. So is a handler that shows that it knows: it throws, under whatever condition, asks for the cancellation or
/// for the exception's type, uses the token itself, cancels something, or keeps the exception for other code; and so is code
/// after it, or in the loop around it, that ends with the token: there the cancellation is noticed after all.
/// </remarks>
internal static class NUR204_SwallowedCancellation
{
    private static readonly string[] s_logs =
        
    [
        "Log", "Write", "Print", "Trace", "Debug", "Info", "Warn", "Error", "Critical", "Fatal", "Verbose",
        "Track", "Capture", "Record", "Report", "Notify", "Alert",
    ];

    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.CatchClause);

    private static void Check(RuleContext context)
    {
        var clause = (ICatchClauseOperation)context.Operation;
        if (clause.Parent is not ITryOperation attempt
            || !CatchClauses.CatchesCancellation(clause, context.Known)
            || context.Code is not { } code
            || (CatchClauses.IsOfCancellationAlone(clause.ExceptionType, context.Known) && IsEndOfDaemon(code, attempt))
            || Exposed(context) is not { Length: > 0 } sources
            || !attempt.Body.DescendantsInFunction().Any(operation => TokenReference.Obeys(operation, sources, context.Known))
            || KnowsOfIt(clause, sources, context)
            || IsNoticedLater(clause, attempt, sources, context)
            || (CatchClauses.IsOfCancellationAlone(clause.ExceptionType, context.Known) && EndsWhenAsked(attempt, sources)))
        {
            return;
        }

        var syntax = (CatchClauseSyntax)clause.Syntax;
        var (token, filter) = Filter(clause, sources, context.Known);
        var properties = FixProperties.With(FixProperties.Token, token);
        if (clause.Filter is null)
            properties = properties.Add(FixProperties.Filter, filter);
        else
            filter = $"&& !{token}.IsCancellationRequested";

        context.Report(
            DiagnosticDescriptors.SwallowedCancellation,
            syntax.Declaration?.Type.GetLocation() ?? syntax.CatchKeyword.GetLocation(),
            properties,
            syntax.Declaration is { } declaration ? $"catch ({declaration.Type})" : "catch",
            filter);
    }

    /// <summary>The own tokens that other code can cancel: not those of scopes that the function has opened without a token.</summary>
    private static TokenSource[] Exposed(RuleContext context) =>
        [.. context.Tokens.Where(source => source.IsOwn && (source.Symbol is not ILocalSymbol || IsLinked(source.Symbol, context)))];

    private static bool IsLinked(ISymbol scope, RuleContext context) =>
        ScopeCreation.Of(scope, context.Operation, context.Known) is { } created
            && created.Arguments
                .Any(argument => argument.IsToken(context.Known) && TokenReference.Of(argument.Value, context.Tokens) is not null);

    private static bool KnowsOfIt(ICatchClauseOperation clause, TokenSource[] sources, RuleContext context)
    {
        foreach (var operation in clause.Handler.DescendantsInFunction())
        {
            if (operation is IThrowOperation or IInvalidOperation
                || operation is IIsTypeOperation or IIsPatternOperation or ISwitchOperation or ISwitchExpressionOperation
                || TokenReference.AsksIfCancelled(operation)
                || TokenReference.Obeys(operation, sources, context.Known)
                || IsEnd(operation)
                || IsNamedResult(operation)
                || (context.Code?.Kind == NurseryCodeKind.Helper && GivesBack(operation, clause))
                || (operation is ILocalReferenceOperation local && IsException(local.Local, clause) && IsKept(local)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what is returned says by its name that it was cancelled.</summary>
    private static bool IsNamedResult(IOperation operation) =>
        operation is IReturnOperation { ReturnedValue: { } value }
        && value.DescendantsAndSelf()
            .Any(static one => one is IMemberReferenceOperation { Member: { IsStatic: true, Name: var name } } && name.Contains("Cancel"));

    /// <summary>Whether a helper returns the exception beside its result, to the code of the same type that calls it.</summary>
    private static bool GivesBack(IOperation operation, ICatchClauseOperation clause) =>
        operation is ITupleOperation tuple
        && tuple.Elements.Any(element => element.Unwrapped() is ILocalReferenceOperation local && IsException(local.Local, clause))
        && Around(tuple) is IReturnOperation;

    private static IOperation? Around(IOperation value)
    {
        var node = value.Parent;
        while (node is IConversionOperation or IParenthesizedOperation)
            node = node.Parent;

        return node;
    }

    /// <summary>
    /// Whether the code asks for the cancellation itself, and ends as if nothing were: in a loop's condition, or before a <c>return</c>.
    /// Then that is how it ends, and the clause does no more.
    /// </summary>
    private static bool EndsWhenAsked(ITryOperation attempt, TokenSource[] sources)
    {
        for (var node = attempt.Parent; node is not null && node.FunctionSymbol() is null; node = node.Parent)
        {
            if (node is IWhileLoopOperation { Condition: { } condition } && Asks(condition))
                return true;
        }

        return attempt.Body.DescendantsInFunction().Any(operation => operation switch
        {
            IWhileLoopOperation { Condition: { } condition } => Asks(condition),
            IConditionalOperation { Condition: var condition, WhenTrue: var then } =>
                Asks(condition) && then.DescendantsAndSelf().Any(static one => one is IReturnOperation),
            _ => false,
        });

        bool Asks(IOperation condition) => condition.DescendantsAndSelf().Any(one =>
            one is IPropertyReferenceOperation { Property.Name: "IsCancellationRequested", Instance: { } token }
            && TokenReference.Of(token, sources) is not null);
    }

    private static bool IsEnd(IOperation operation) => operation is IInvocationOperation
    {
        TargetMethod: { Name: "Exit" or "FailFast" or "Cancel" or "CancelAsync" or "TryCancel" or "SetCanceled" or "TrySetCanceled" },
    };

    private static bool IsException(ILocalSymbol local, ICatchClauseOperation clause) =>
        clause.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation declarator
        && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local);

    /// <summary>Whether the exception goes anywhere but into a message or a log.</summary>
    private static bool IsKept(IOperation exception)
    {
        var node = exception;
        while (node.Parent is IConversionOperation or IParenthesizedOperation)
            node = node.Parent;

        return node.Parent switch
        {
            // What is returned goes to the nursery as a result, and says no more of the cancellation than a log does.
            _ when IsReturned(node) => false,
            IMemberReferenceOperation or IInterpolationOperation => false,
            IInvocationOperation call => !ReferenceEquals(call.Instance, node),
            IArgumentOperation { Parent: IInvocationOperation call } => !IsLog(call.TargetMethod.Name) && !LogsItself(call.TargetMethod),
            IArrayInitializerOperation { Parent: IArrayCreationOperation { Parent: IArgumentOperation { IsImplicit: true } } } => false,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var kept } target } =>
                exception.ReferencesTo(kept).Any(reference => !TaskLife.IsTarget(reference) && !IsTest(reference) && IsKept(reference)),
            _ => true,
        };
    }

    /// <summary>Whether no more is asked than whether there is an exception.</summary>
    private static bool IsTest(ILocalReferenceOperation exception) => exception.Parent is
        IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } };

    /// <summary>Whether the exception is a part of what is returned. By itself, it is all that a caller can want.</summary>
    private static bool IsReturned(IOperation node)
    {
        if (node.Parent is IReturnOperation)
            return false;

        for (; node.Parent is { } parent and not IBlockOperation; node = parent)
        {
            if (parent is IReturnOperation)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a method of the project does nothing with the exception but to log it: it logs, and neither throws nor keeps.
    /// </summary>
    private static bool LogsItself(IMethodSymbol method) =>
        method.ReturnsVoid
        && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration
        && declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call => IsLog(NameOf(call)))
        && !declaration.DescendantNodes()
            .Any(static node => node is ThrowStatementSyntax or ThrowExpressionSyntax or AssignmentExpressionSyntax
            || (node is InvocationExpressionSyntax call && !IsLog(NameOf(call)) && call.ArgumentList.Arguments.Count > 0));

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    /// <summary>Whether a daemon's last statement is the attempt: it is cancelled at the end of its nursery, and ends by that.</summary>
    private static bool IsEndOfDaemon(NurseryCode code, ITryOperation attempt) =>
        code.Outer is null && MethodOptions.IsDaemon(code.Root)
        && attempt.Parent is IBlockOperation { Parent: IMethodBodyOperation or null } block
        && ReferenceEquals(block.Operations.LastOrDefault(static one => !one.IsImplicit), attempt);

    private static bool IsLog(string method) => s_logs.Any(log => method.StartsWith(log, StringComparison.Ordinal));

    /// <summary>
    /// Whether code that comes next, in the blocks and loops around, ends with the token, so that the cancellation isn't lost.
    /// </summary>
    private static bool IsNoticedLater(ICatchClauseOperation clause, ITryOperation attempt, TokenSource[] sources, RuleContext context)
    {
        if (clause.Handler.DescendantsInFunction().Any(static operation => operation is IReturnOperation))
            return false;

        IOperation inner = attempt;
        for (var node = attempt.Parent; node is not null && node.FunctionSymbol() is null; node = node.Parent)
        {
            var next = node switch
            {
                IBlockOperation block => block.Operations.SkipWhile(operation => !ReferenceEquals(operation, inner)).Skip(1),
                ILoopOperation loop => [loop],
                _ => [],
            };
            if (next.SelectMany(static operation => operation.DescendantsInFunction())
                .Any(operation => !attempt.Syntax.Span.Contains(operation.Syntax.Span) && IsNotice(operation)))
            {
                return true;
            }

            inner = node;
        }

        return false;

        bool IsNotice(IOperation operation) =>
            TokenReference.AsksIfCancelled(operation) || TokenReference.Obeys(operation, sources, context.Known);
    }

    /// <summary>
    /// What keeps the clause to its own: of a scope opened around it, that scope's cancellation; of what else it catches, failures and that
    /// cancellation, but not the one that comes from outside.
    /// </summary>
    private static (string Token, string Filter) Filter(ICatchClauseOperation clause, TokenSource[] sources, KnownSymbols known)
    {
        if (sources[0].Symbol is ILocalSymbol scope && CatchClauses.IsOfCancellationAlone(clause.ExceptionType, known))
        {
            var exception = ((CatchClauseSyntax)clause.Syntax).Declaration?.Identifier.Text is { Length: > 0 } name ? name : "e";
            return (sources[0].Text, $"when ({Identifier.Escape(scope.Name)}.Catches({exception}))");
        }

        var outer = sources.FirstOrDefault(static source => source.Symbol is not ILocalSymbol).Text ?? sources[0].Text;
        return (outer, $"when (!{outer}.IsCancellationRequested)");
    }
}
