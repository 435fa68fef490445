using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR101: a task that no code awaits. The nursery doesn't know of it, and exits while it still runs.</summary>
/// <remarks>
/// What becomes of it <see cref="TaskLife"/> knows; besides, the inner of two tasks is one where only the outer is awaited. What is
/// returned or given away is its taker's business. Children's handles are no tasks, and a start that waits until a child is ready isn't
/// lost either: their nursery awaits them. Threads and <c>Task.Run</c> are <see cref="NUR104_WorkOutside"/>'s, nurseries
/// <see cref="NUR110_UnawaitedNursery"/>'s.
/// </remarks>
internal static class NUR101_OrphanTask
{
    public static void Register(RuleRegistry rules)
    {
        rules.OnOperation(Check, OperationKind.Invocation);
        rules.OnOperation(CheckProperty, OperationKind.PropertyReference);
    }

    /// <summary>A property of the type's own that starts a task whenever it is read.</summary>
    private static void CheckProperty(RuleContext context)
    {
        var property = (IPropertyReferenceOperation)context.Operation;
        if (property.Instance is not (null or IInstanceReferenceOperation)
            || !TaskUse.IsTask(property.Type)
            || TaskUse.Of(property) is not { Kind: TaskUseKind.Discarded } use
            || !Calls(property.Property)
            || context.Code is null)
        {
            return;
        }

        context.Report(
            DiagnosticDescriptors.OrphanTask, use.Place.Syntax, $"'{property.Property.Name}'", "await it, or start it as a child");

        static bool Calls(IPropertySymbol one) => one.GetMethod is { } getter
            && getter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } code
            && code.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any();
    }

    private static void Check(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        CheckForgotten(context, call);
        CheckGivenOut(context, call);
        if (!TaskUse.IsTask(call.Type))
        {
            CheckSeveral(context, call);
            return;
        }

        var use = TaskUse.Of(call);
        if (IsInnerLost(context, call, use))
        {
            if (context.Code is not null)
                ReportInner(context, call);

            return;
        }

        if (use.Kind is TaskUseKind.Other or TaskUseKind.Awaited
            || IsCaredFor(call, context.Known)
            || (use.Kind == TaskUseKind.Raced && (IsDelay(call, context.Known) || !IsFirst(use, call)))
            || (use.Local is { } timer
                && IsDelay(call, context.Known)
                && call.ReferencesTo(timer).Any(static one => !TaskLife.IsTarget(one)))
            || TaskLife.CodeAround(context, use) is not { } code
            || NUR104_WorkOutside.IsStart(call, context.Known)
            || NurseryCalls.IsEntry(call.TargetMethod, context.Known)
            || (use.Kind == TaskUseKind.Discarded && NUR102_SelfJoin.IsOne(context, call))
            || !TaskLife.IsLeft(context, use, call))
        {
            return;
        }

        var name = $"'{call.TargetMethod.Name}'";
        if (use.Keeper is { } keeper)
        {
            var advice = keeper is ILocalSymbol && !use.IsHeld
                ? $"await '{keeper.Name}' on every path"
                : $"await what '{keeper.Name}' keeps";
            context.Report(DiagnosticDescriptors.OrphanTask, call.Syntax, name, Advice(advice));
        }
        else if (use.Kind == TaskUseKind.Raced)
        {
            context.Report(
                DiagnosticDescriptors.OrphanTask, use.Place.Syntax, "the tasks that 'WhenAny' doesn't return",
                "cancel them and await them with 'Task.WhenAll', or write a race: [Nursery(Policy = NurseryPolicy.Race)]");
        }
        else if (use.Kind is TaskUseKind.LookedAt or TaskUseKind.Forgotten)
        {
            context.Report(DiagnosticDescriptors.OrphanTask, call.Syntax, name, Advice("await it"));
        }
        else if (IsBranch(use, call))
        {
            // One of several is thrown away: they are reported once.
            if (use.Place.Descendants().OfType<IInvocationOperation>().First(static one => TaskUse.IsTask(one.Type)) == call)
                context.Report(DiagnosticDescriptors.OrphanTask, use.Place.Syntax, name, Advice("await it"));
        }
        else if (context.CanAwait && IsEasilyAwaited(call, use))
        {
            var task = use.Place is ISimpleAssignmentOperation assignment ? assignment.Value : use.Place;
            context.ReportReplaceable(DiagnosticDescriptors.OrphanTask, use.Place.Syntax, $"await {task.Syntax}", name, Advice("await it"));
        }
        else
        {
            var advice = context.CanAwait ? "await it" : "return it to where it can be awaited";
            context.Report(DiagnosticDescriptors.OrphanTask, use.Place.Syntax, name, Advice(advice));
        }

        string Advice(string advice) => code.Kind == NurseryCodeKind.ScopeBody ? advice : advice + ", or start it as a child";
    }

    /// <summary>Several tasks at once, as <c>Select</c> makes them.</summary>
    private static void CheckSeveral(RuleContext context, IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "Select" || !TaskUse.IsSequenceOfTasks(call.Type))
            return;

        var use = TaskUse.Of(call);
        // Left alone, a query isn't even begun.
        if (use.Kind is TaskUseKind.Other or TaskUseKind.Awaited
            || (use.Kind == TaskUseKind.Discarded && !IsRun(use.Place))
            || context.Code is null
            || !TaskLife.IsLeft(context, use, call)
            || (use.Local is { } local && use.Place == call && !call.ReferencesTo(local).Any()))
        {
            return;
        }

        context.Report(
            DiagnosticDescriptors.OrphanTask, call.Syntax, "the tasks of 'Select'", "await 'Task.WhenAll' of them, or start children");
    }

    /// <summary>Whether what is thrown away is a list or an array, for which the query was run.</summary>
    private static bool IsRun(IOperation place) =>
        (place is ISimpleAssignmentOperation assignment ? assignment.Value : place).Unwrapped()
            is IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" };

    /// <summary>A task that a helper of the project makes and gives out by a parameter, and that no code takes.</summary>
    private static void CheckGivenOut(RuleContext context, IInvocationOperation call)
    {
        if (!call.TargetMethod.Parameters.Any(static parameter => parameter.RefKind == RefKind.Out))
            return;

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out } parameter
                && TaskUse.IsTask(parameter.Type)
                && (argument.Value switch
                {
                    IDiscardOperation or IDeclarationExpressionOperation { Expression: IDiscardOperation } => true,
                    IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local: var local } } =>
                        !call.ReferencesTo(local).Any(reference => reference.Parent is not IDeclarationExpressionOperation
                            && TaskLife.IsTaken(reference, isHeld: false)),
                    _ => false,
                })
                && GivenTask.IsMadeFor(parameter)
                && context.Code is not null)
            {
                context.Report(
                    DiagnosticDescriptors.OrphanTask, argument.Syntax, $"what '{call.TargetMethod.Name}' starts", "take it, and await it");
            }
        }
    }

    /// <summary>A delegate that makes a task, given to what starts it and forgets it.</summary>
    private static void CheckForgotten(RuleContext context, IInvocationOperation call)
    {
        if (!call.Arguments
            .Any(argument => argument.Parameter is { Type: INamedTypeSymbol { DelegateInvokeMethod.ReturnType: { } made } } parameter
                && TaskUse.IsTask(made)
                && TaskUse.IsForgetting(call, parameter))
            || context.Code is null)
        {
            return;
        }

        context.Report(
            DiagnosticDescriptors.OrphanTask,
            call.Syntax,
            $"what '{call.TargetMethod.Name}' starts",
            "await the task itself, or start it as a child");
    }

    /// <summary>Whether the task is no more than a time: as a time-out it may be left behind.</summary>
    private static bool IsDelay(IInvocationOperation call, KnownSymbols known) =>
        call.TargetMethod.Name == "Delay" && KnownSymbols.Is(call.TargetMethod.ContainingType, known.Task);

    /// <summary>Whether the call is the first of those that are thrown away together, which are reported once.</summary>
    private static bool IsFirst(TaskUse use, IInvocationOperation call) => ((IInvocationOperation)use.Place).Arguments
        .SelectMany(static argument => argument.Descendants()).OfType<IInvocationOperation>()
        .First(static one => TaskUse.IsTask(one.Type) && one.TargetMethod.Name != "Delay") == call;

    /// <summary>Whether what is thrown away is more than the call: one of several, of which each is a task.</summary>
    private static bool IsBranch(TaskUse use, IInvocationOperation call)
    {
        for (IOperation node = call; node.Parent is { } parent && !ReferenceEquals(node, use.Place); node = parent)
        {
            if (parent is IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation or ITupleOperation)
                return true;
        }

        return false;
    }

    /// <summary>Whether an <c>await</c> before it is all it takes: not in a <c>using</c>, which would dispose of the result.</summary>
    private static bool IsEasilyAwaited(IInvocationOperation call, TaskUse use) =>
        use.Place.Parent is not IUsingOperation && call.Type is not null && KnownTypes.IsAwaitable(call.Type, out _, out _);

    private static void ReportInner(RuleContext context, IInvocationOperation call)
    {
        var inner = $"the task in the result of '{call.TargetMethod.Name}'";
        if (IsOfValueTasks(call.Type))
            context.Report(DiagnosticDescriptors.OrphanTask, call.Syntax, inner, "await that too");
        else if (IsKeptThoughVoid(call))
            context.Report(DiagnosticDescriptors.OrphanTask, call.Syntax, inner, "add '.Unwrap()', and await that instead of keeping it");
        else
            context.ReportReplaceable(DiagnosticDescriptors.OrphanTask, call.Syntax, call.Syntax + ".Unwrap()", inner, "add '.Unwrap()'");
    }

    /// <summary>Whether the awaited inner task goes into a variable: unwrapped, the await would have no value.</summary>
    private static bool IsKeptThoughVoid(IInvocationOperation call) =>
        call.Parent is IAwaitOperation { Parent: not IExpressionStatementOperation }
        && call.Type is not null && KnownTypes.IsAwaitable(call.Type, out _, out var inner)
        && inner is INamedTypeSymbol { Arity: 0 };

    /// <summary>Whether either of two tasks is a ValueTask, which there is no <c>Unwrap</c> for.</summary>
    private static bool IsOfValueTasks(ITypeSymbol? type) =>
        type is not null && KnownTypes.IsAwaitable(type, out var isOuter, out var inner)
        && (isOuter || (inner is not null && KnownTypes.IsAwaitable(inner, out var isInner, out _) && isInner));

    /// <summary>
    /// Whether the call makes a task in a task, and only the outer is awaited or passes for the work. Of <c>Task.WhenAny</c>, which gives
    /// back one of its arguments, the inner isn't new; nor is it where it comes through a type parameter, out of a channel for instance.
    /// </summary>
    private static bool IsInnerLost(RuleContext context, IInvocationOperation call, TaskUse use)
    {
        if (!TaskUse.IsTaskOfTask(call.Type))
            return false;

        var method = call.TargetMethod.OriginalDefinition;
        var isOfTasks = method.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks";
        if (isOfTasks ? method.Name is not ("StartNew" or "ContinueWith") : !TaskUse.IsTaskOfTask(method.ReturnType))
            return false;

        return use.Kind == TaskUseKind.Awaited
            ? TaskLife.IsLeft(context, TaskUse.Of(use.Place), use.Place)
            : call.Parent is IConversionOperation { IsImplicit: true, Type: INamedTypeSymbol { Arity: 0 } type }
                && KnownTypes.IsAwaitable(type, out _, out _);
    }

    /// <summary>
    /// Whether there is nothing to await: a task that has ended already; a child's, which its nursery awaits, ready or not; or one that
    /// the call doesn't make, since what it returns may be anything: it comes out of a queue or a cache.
    /// </summary>
    private static bool IsCaredFor(IInvocationOperation call, KnownSymbols known)
    {
        // What was made with new is started later, and seen there.
        var method = call.TargetMethod;
        if (method.Name == "Unwrap"
            && call.Arguments.FirstOrDefault()?.Value.Unwrapped() is ILocalReferenceOperation cold
            && LocalValues.OnlyOf(cold) is IObjectCreationOperation)
        {
            return true;
        }

        if (call.Instance?.Type is { } instance
            && (KnownTypes.IsChildHandle(instance)
                || (method.Name.StartsWith("Start", StringComparison.Ordinal) && known.IsNurseryHandle(instance))))
        {
            return true;
        }

        return method.IsStatic && method.Name is "FromResult" or "FromException" or "FromCanceled"
            ? KnownTypes.IsAwaitable(method.ContainingType, out _, out _)
            : method is { MethodKind: not MethodKind.DelegateInvoke, OriginalDefinition.ReturnType: ITypeParameterSymbol }
                && !call.Arguments
                    .Any(static argument => argument.Value.Unwrapped() is IInvocationOperation { Type: { } made } && TaskUse.IsTask(made));
    }
}
