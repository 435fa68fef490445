using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR104: work that is given to the thread pool or to a thread of its own, where no code waits for it.</summary>
/// <remarks>
/// A <c>Task.Run</c> that is awaited, returned or handed on is structured well enough; so is a thread that is joined. <c>Parallel</c> waits
/// by itself.
/// </remarks>
internal static class NUR104_WorkOutside
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Invocation);

    /// <summary>Whether the call makes a task of the thread pool.</summary>
    public static bool IsStart(IInvocationOperation call, KnownSymbols known)
    {
        var type = call.TargetMethod.ContainingType;
        return call.TargetMethod.Name switch
        {
            "Run" => KnownSymbols.Is(type, known.Task),
            "StartNew" => KnownSymbols.Is(type, known.TaskFactory) || KnownSymbols.Is(type, known.TaskFactoryOfT),
            _ => false,
        };
    }

    private static void Check(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (IsStart(call, context.Known))
            CheckTask(context, call);
        else if (IsOfThreads(call, context.Known, context) && context.Code is { } code)
            context.Report(DiagnosticDescriptors.WorkOutside, call.Syntax, NameOf(call), Advice(code, "await 'Task.Run'"));
    }

    private static void CheckTask(RuleContext context, IInvocationOperation call)
    {
        var use = TaskUse.Of(call);
        if (use.Kind is TaskUseKind.Other or TaskUseKind.Awaited
            || TaskLife.CodeAround(context, use) is not { } code
            || !TaskLife.IsLeft(context, use, call))
        {
            return;
        }

        var rule = DiagnosticDescriptors.WorkOutside;
        if (use.Kind != TaskUseKind.Discarded)
            context.Report(rule, call.Syntax, NameOf(call), Advice(code, "await it"));
        else if (!context.CanAwait)
            context.Report(rule, use.Place.Syntax, NameOf(call), Advice(code, "return it to where it can be awaited"));
        else
            context.ReportReplaceable(rule, use.Place.Syntax, Awaited(use.Place), NameOf(call), Advice(code, "await it"));
    }

    private static string Awaited(IOperation place) =>
        $"await {(place is ISimpleAssignmentOperation assignment ? assignment.Value : place).Syntax}";

    private static string Advice(NurseryCode code, string otherwise) =>
        code.Kind == NurseryCodeKind.ScopeBody ? otherwise : "start a child, or " + otherwise;

    private static bool IsOfThreads(IInvocationOperation call, KnownSymbols known, RuleContext context)
    {
        var type = call.TargetMethod.ContainingType;
        return call.TargetMethod.Name switch
        {
            "QueueUserWorkItem" or "UnsafeQueueUserWorkItem" => KnownSymbols.Is(type, known.ThreadPool),
            "Start" or "UnsafeStart" when KnownSymbols.Is(type, known.Thread) => IsOwnThread(call, context),
            "Start" when KnownSymbols.Is(type, known.Task) => call.Instance.Unwrapped() is IObjectCreationOperation || IsColdTask(call),
            _ => false,
        };
    }

    /// <summary>Whether the task is made here, and nothing else is done with its local than to start it.</summary>
    private static bool IsColdTask(IInvocationOperation start) =>
        start.Instance.Unwrapped() is ILocalReferenceOperation local
        && LocalValues.OnlyOf(local) is IObjectCreationOperation
        && start.ReferencesTo(local.Local)
            .All(reference => reference.Syntax == local.Syntax || !TaskLife.IsTaken(reference, isHeld: false));

    /// <summary>True if the thread is made here, and no code here joins it. What joins another one isn't seen from here.</summary>
    private static bool IsOwnThread(IInvocationOperation start, RuleContext context)
    {
        if (start.Instance.Unwrapped() is IObjectCreationOperation)
            return true;
        if (start.Instance.Unwrapped() is IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } field })
            return !MemberReaders.IsCalled(field, "Join", context.CancellationToken);

        return start.Instance.Unwrapped() is ILocalReferenceOperation thread
            && start.ReferencesTo(thread.Local).All(static reference => reference.Parent switch
            {
                IInvocationOperation call => ReferenceEquals(call.Instance, reference) && call.TargetMethod.Name != "Join",
                IPropertyReferenceOperation => true,
                _ => false,
            });
    }

    private static string NameOf(IInvocationOperation call) => call.TargetMethod.ContainingType.Name switch
    {
        "TaskFactory" => "Task.Factory.StartNew",
        var type => $"{type}.{call.TargetMethod.Name}",
    };
}
