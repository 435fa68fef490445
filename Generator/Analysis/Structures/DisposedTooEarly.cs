using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Diagnostics;
using NurseryGen.Generator.Parsing;

namespace NurseryGen.Generator.Analysis.Structures;

/// <summary>
/// NUR106: what a <c>using</c> disposes of is given to a child that it doesn't wait for, or to a task that is returned out of it.
/// </summary>
/// <remarks>
/// A nursery's children go on after its body has ended, and with it every <c>using</c> in there. Nothing is said where the <c>using</c>
/// lies outside the nursery; where something in it waits for children after the start; or where the child's handle is used at all, for who
/// uses it may well await it.
/// </remarks>
internal static class DisposedTooEarly
{
    public static void Register(RuleRegistry rules)
    {
        rules.OnOperation(CheckStart, OperationKind.Invocation);
        rules.OnOperation(CheckReturn, OperationKind.Return);
    }

    private static void CheckStart(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!call.TargetMethod.Name.StartsWith("Start", StringComparison.Ordinal)
            || call.Instance is null
            || !KnownTypes.IsChildHandle(call.Type ?? call.TargetMethod.ReturnType)
            || !context.Known.IsNurseryHandle(call.Instance.Type)
            || call.Instance.ReferredSymbol() is not IParameterSymbol nursery
            || call.Parent is not IExpressionStatementOperation and not ISimpleAssignmentOperation { Target: IDiscardOperation }
            || context.Code is null)
        {
            return;
        }

        foreach (var scope in ScopesIn(nursery, call))
        {
            foreach (var variable in scope.Variables)
            {
                if (Given(variable.Symbol, call) is { } given && !IsJoined(scope, call))
                {
                    context.Report(
                        DiagnosticDescriptors.DisposedTooEarly, given.Syntax, variable.Symbol.Name, "the child is",
                        $"await '{nursery.Name}.JoinAsync()' inside the using, or let the child dispose of it");
                    return;
                }
            }
        }
    }

    /// <summary>The <c>using</c> scopes around a start, as far as the function whose nursery it is.</summary>
    private static IEnumerable<UsingScope> ScopesIn(IParameterSymbol nursery, IOperation place)
    {
        for (IOperation? node = place; node is not null;)
        {
            foreach (var scope in UsingScope.Around(node))
                yield return scope;

            var function = node.EnclosingFunction();
            if (function is null || SymbolEqualityComparer.Default.Equals(function.FunctionSymbol(), nursery.ContainingSymbol))
                yield break;

            node = function.Parent;
        }
    }

    /// <summary>Where the variable goes to the child: as an argument, or captured by a lambda for one.</summary>
    private static IOperation? Given(ILocalSymbol variable, IInvocationOperation call) =>
        call.Arguments.Select(argument => argument.Value.Unwrapped() switch
        {
            ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable) ? local : null,
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda.Body.Descendants()
                .OfType<ILocalReferenceOperation>().FirstOrDefault(local => SymbolEqualityComparer.Default.Equals(local.Local, variable)),
            _ => null,
        }).FirstOrDefault(static given => given is not null);

    /// <summary>Whether the scope waits for children after the start, or may do so when it comes round again.</summary>
    private static bool IsJoined(UsingScope scope, IInvocationOperation start) =>
        scope.Block.Descendants().Any(call =>
            call is IInvocationOperation { TargetMethod.Name: "JoinAsync" }
                or IPropertyReferenceOperation { Property.Name: "ChildCount" }
            && (call.Syntax.SpanStart > start.Syntax.SpanStart || Loops(call).Any(loop => loop.Syntax.Span.Contains(start.Syntax.Span))));

    private static IEnumerable<IOperation> Loops(IOperation operation)
    {
        for (var node = operation.Parent; node is not null; node = node.Parent)
        {
            if (node is ILoopOperation)
                yield return node;
        }
    }

    private static void CheckReturn(RuleContext context)
    {
        if (Maker(((IReturnOperation)context.Operation).ReturnedValue) is not { } call
            || !TaskUse.IsTask(call.Type)
            || call.TargetMethod is { IsStatic: true, Name: "FromResult" }
            || UsingScope.Around(context.Operation).SelectMany(static scope => scope.Variables).ToArray() is not { Length: > 0 } variables
            || context.Code is null)
        {
            return;
        }

        var used = call.Arguments.Select(static argument => argument.Value).Append(call.Instance)
            .Select(static value => (value.Unwrapped() as ILocalReferenceOperation)?.Local)
            .FirstOrDefault(local => variables.Any(variable => SymbolEqualityComparer.Default.Equals(variable.Symbol, local)));
        if (used is not null)
        {
            context.Report(
                DiagnosticDescriptors.DisposedTooEarly, call.Syntax, used.Name, $"'{call.TargetMethod.Name}' is",
                "await it inside the using");
        }
    }

    /// <summary>The call that makes the task that is returned, as it is or in another form.</summary>
    private static IInvocationOperation? Maker(IOperation? returned)
    {
        var call = returned.Unwrapped() as IInvocationOperation;
        while (call is { TargetMethod.Name: "AsTask" or "Preserve" } form && form.Instance.Unwrapped() is IInvocationOperation maker)
            call = maker;

        return call;
    }
}
