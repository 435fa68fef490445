using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// NUR301: <c>Result</c>, <c>Wait()</c>, <c>GetAwaiter().GetResult()</c> and <c>Task.WaitAll</c>, on tasks that may not be done.
/// </summary>
/// <remarks>
/// A task that has been awaited, or asked whether it is done, holds no thread: <see cref="TaskCompletion"/> looks. Where
/// nothing can be awaited, in a lock or in the lambda of a query, nothing is said; a synchronous child can be made asynchronous.
/// </remarks>
internal static class NUR301_BlockedTask
{
    public static void Register(RuleRegistry rules)
    {
        rules.OnOperation(CheckResult, OperationKind.PropertyReference);
        rules.OnOperation(CheckCall, OperationKind.Invocation);
    }

    private static void CheckResult(RuleContext context)
    {
        var property = (IPropertyReferenceOperation)context.Operation;
        if (property is not { Property: { Name: "Result", ContainingType: var type }, Instance: { } task, Parent: not INameOfOperation }
            || !IsTask(type))
        {
            return;
        }

        Report(context, task, (property.Syntax as MemberAccessExpressionSyntax)?.Expression.ToString(), "await the task");
    }

    private static void CheckCall(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        switch (call.TargetMethod.Name)
        {
            case "GetResult":
                CheckResultOfAwaiter(context, call);
                break;
            case "Wait":
                CheckWait(context, call);
                break;
            case "WaitAll" or "WaitAny":
                CheckSeveral(context, call);
                break;
            case "RunSync" or "RunSynchronously" or "WaitAndUnwrapException" or "GetAwaiterResult":
                CheckHelper(context, call);
                break;
            default:
                if (!IsTask(call.TargetMethod.ReturnType) && call.Arguments.Any(static argument => IsBlockedOn(argument.Parameter)))
                    Report(context, null, null, "await the task itself");
                break;
        }
    }

    /// <summary>Whether by its text the method called blocks on the task that it is given, or on what a delegate makes.</summary>
    private static bool IsBlockedOn(IParameterSymbol? parameter) =>
        parameter is not null
        && (IsTask(parameter.Type)
            || (parameter.Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } made } && IsTask(made)))
        && GivenTask.IsBlockedOn(parameter);

    private static void CheckResultOfAwaiter(RuleContext context, IInvocationOperation call)
    {
        if (call.Instance.Unwrapped() is not IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } awaited } awaiter)
            return;

        var task = awaited.Unwrapped() is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } configured }
            ? configured.Unwrapped()
            : awaited.Unwrapped();
        if (task is not null && IsTask(task.Type))
            Report(context, task, ReceiverOf(awaiter), "await the task");
    }

    /// <summary>What waits for a task, or for what a delegate makes, by its name.</summary>
    private static void CheckHelper(RuleContext context, IInvocationOperation call)
    {
        if (!IsTask(call.TargetMethod.ReturnType) && call.TargetMethod.Parameters.Concat(call.TargetMethod.OriginalDefinition.Parameters)
            .Any(static parameter => IsTask(parameter.Type)
                || (parameter.Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } made } && IsTask(made))))
        {
            Report(context, null, null, "await the task itself");
        }
    }

    private static void CheckWait(RuleContext context, IInvocationOperation call)
    {
        if (call.Instance is not { } task || !IsTask(call.TargetMethod.ContainingType) || NoTime.IsWaitedBy(call, context.Known))
            return;

        var arguments = call.Arguments;
        var instead = arguments.Length switch
        {
            0 => ReceiverOf(call),
            1 when IsToken(arguments[0]) && ReceiverOf(call) is { } receiver => $"{receiver}.WaitAsync({arguments[0].Value.Syntax})",
            _ => null,
        };
        Report(context, task, instead, "await 'WaitAsync'");
    }

    private static void CheckSeveral(RuleContext context, IInvocationOperation call)
    {
        if (!IsTask(call.TargetMethod.ContainingType) || NoTime.IsWaitedBy(call, context.Known) || ReceiverOf(call) is not { } task)
            return;

        var twin = call.TargetMethod.Name == "WaitAll" ? "WhenAll" : "WhenAny";
        var arguments = ((InvocationExpressionSyntax)call.Syntax).ArgumentList.Arguments;
        var isPlain = call.TargetMethod.Parameters.Length == 1;

        // WaitAny tells an index, and WhenAny a task.
        var instead = call.TargetMethod switch
        {
            { Name: "WaitAny" } when call.Parent is not IExpressionStatementOperation => null,
            _ when isPlain => $"{task}.{twin}({arguments})",
            _ when arguments.Count == 2 && IsToken(call.Arguments[1]) => $"{task}.{twin}({arguments[0]}).WaitAsync({arguments[1]})",
            _ => null,
        };
        Report(context, null, instead, $"await 'Task.{twin}'");
    }

    /// <param name="context">The wait.</param>
    /// <param name="task">The task that is waited for, where there is one.</param>
    /// <param name="instead">What to await instead; none where that would be something else.</param>
    /// <param name="advice">What to do then.</param>
    private static void Report(RuleContext context, IOperation? task, string? instead, string advice)
    {
        if (context.Code is not { } code)
            return;

        var canAwait = context.CanAwait;
        var canBecomeAsync = code is { Kind: NurseryCodeKind.SynchronousChild or NurseryCodeKind.Helper, Outer: null }
            && AwaitPlaces.IsOpen(context.Operation);
        if (!canAwait
            && task.Unwrapped() is IInvocationOperation
            && (IsInQuery(context.Operation) ? code.Outer : IsInLock(context.Operation) ? code : null) is { } outer
            && AwaitPlaces.IsOrCanBeAsync(outer.Function) && !TaskCompletion.IsKnown(task!, context))
        {
            context.Report(
                DiagnosticDescriptors.BlockedTask, context.Operation.Syntax, NameOf(context.Operation),
                IsInQuery(context.Operation)
                    ? "await 'Task.WhenAll' of the tasks first, and read what it gives"
                    : "await it before the lock");
            return;
        }

        if (task is not null && SeenDone.Is(task, context.Operation))
            return;
        if (!(canAwait || canBecomeAsync) || (task is not null && TaskCompletion.IsKnown(task, context)))
            return;

        var place = context.Operation.Syntax;
        var replacement = instead is null ? null : SourceText.AwaitInPlaceOf(place, instead);
        var properties = FixProperties.None;
        if (canAwait && replacement is not null)
            properties = properties.Add(FixProperties.Replacement, replacement);
        if (context.OwnToken is { } token)
            properties = properties.Add(FixProperties.Token, token);

        var toDo = instead is null ? advice : $"write 'await {SourceText.Shown(instead)}'";
        context.Report(
            DiagnosticDescriptors.BlockedTask,
            place.GetLocation(),
            properties,
            NameOf(context.Operation),
            canAwait ? toDo : $"make '{code.Function.Name}' async and {toDo}");
    }

    private static bool IsInLock(IOperation operation)
    {
        for (var node = operation.Parent; node is not null && node.FunctionSymbol() is null; node = node.Parent)
        {
            if (node is ILockOperation)
                return true;
        }

        return false;
    }

    /// <summary>Whether the operation is in a lambda that a LINQ operator runs.</summary>
    private static bool IsInQuery(IOperation operation)
    {
        var node = operation.EnclosingFunction()?.Parent;
        while (node is IDelegateCreationOperation or IConversionOperation)
            node = node.Parent;

        return node is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { ContainingType: { Name: "Enumerable" } } } };
    }

    private static string NameOf(IOperation wait) => wait switch
    {
        IPropertyReferenceOperation => "Result",
        IInvocationOperation call => call.TargetMethod.Name,
        _ => "",
    };

    private static string? ReceiverOf(IInvocationOperation call) =>
        ((call.Syntax as InvocationExpressionSyntax)?.Expression as MemberAccessExpressionSyntax)?.Expression.ToString();

    private static bool IsToken(IArgumentOperation argument) =>
        argument.Parameter?.Type is { } type && KnownTypes.IsCancellationToken(type);

    private static bool IsTask(ITypeSymbol? type) => type is not null && KnownTypes.IsAwaitable(type, out _, out _);
}
