using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR110: a call that opens a nursery or a cancel scope, anywhere in a project, whose task no code awaits.</summary>
/// <remarks>
/// A nursery keeps its children from outliving it, but nothing keeps the nursery itself from outliving its caller but the caller's
/// <c>await</c>. So what is true of tasks in nursery code is true of a nursery's task everywhere. What is returned, passed on, or kept
/// where other code reads it is taken care of.
/// </remarks>
internal static class NUR110_UnawaitedNursery
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Invocation);

    /// <summary>Whether this rule reports the call, in nursery code or not.</summary>
    public static bool IsOne(RuleContext context, IInvocationOperation call)
    {
        if (!NurseryCalls.IsOfReturnType(call.TargetMethod.ReturnType))
            return false;

        var direct = TaskUse.Of(call);
        var use = direct.Kind == TaskUseKind.Other ? NurseryCalls.UseOf(call, context.Known) : direct;
        return use.Kind is not (TaskUseKind.Other or TaskUseKind.Awaited)
            && NurseryCalls.IsEntry(call.TargetMethod, context.Known)
            && !IsToThrowAtOnce(call)

            // In nursery code, what combines the tasks is an orphan by itself.
            && (use == direct || context.Code is null)
            && TaskLife.IsLeft(context, use, call);
    }

    private static void Check(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!IsOne(context, call))
            return;

        context.Report(
            DiagnosticDescriptors.UnawaitedNursery, call.Syntax, call.TargetMethod.Name, Advice(context, call));
    }

    /// <summary>
    /// Whether a test expects the call itself to throw: its lambda goes to <c>Throws</c> or its like, and there is no task.
    /// </summary>
    private static bool IsToThrowAtOnce(IInvocationOperation call)
    {
        var node = call.EnclosingFunction()?.Parent;
        while (node is IDelegateCreationOperation or IConversionOperation)
            node = node.Parent;

        return node is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } }
            && (name.StartsWith("Throw", StringComparison.Ordinal) || name is "Exception" or "Catch" or "Invoking");
    }

    private static string Advice(RuleContext context, IInvocationOperation call)
    {
        if (KnownTypes.IsStream(call.TargetMethod.ReturnType, out _))
            return "read it with 'await foreach'";

        var function = call.EnclosingFunction()?.FunctionSymbol() ?? context.Owner as IMethodSymbol;
        return function is not null && AwaitPlaces.CanAwait(call, function)
            ? "await it"
            : "await it in an async method, or return its task to a caller that does";
    }
}
