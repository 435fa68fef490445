using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>Recognises calls that open a nursery or a cancel scope and return when it has ended, in any assembly.</summary>
internal static class NurseryCalls
{
    /// <summary>Whether a type may be what such a call returns. A glance, before attributes are read.</summary>
    public static bool IsOfReturnType(ITypeSymbol type) =>
        KnownTypes.IsAwaitable(type, out _, out _) || KnownTypes.IsStream(type, out _);

    /// <summary>
    /// Whether the method is an entry: it is marked <c>[Nursery]</c>, or <c>[Timeout]</c> and isn't a child; or it runs a delegate in a
    /// nursery or scope: <c>Nursery.RunAsync</c>, <c>NurseryHost.RunAsync</c>, <c>CancelScope.FailAfterAsync</c>, <c>MoveOnAfterAsync</c>.
    /// </summary>
    public static bool IsEntry(IMethodSymbol method, KnownSymbols known)
    {
        if (method.MethodKind != MethodKind.Ordinary)
            return false;

        if (method.IsStatic
            && method.Name is "RunAsync" or "FailAfterAsync" or "MoveOnAfterAsync"
            && IsOfEngine(method.ContainingType, known))
        {
            return true;
        }

        for (var one = method.OriginalDefinition; one is not null; one = one.OverriddenMethod?.OriginalDefinition)
        {
            if (MethodRoles.IsNursery(one)
                || (!MethodRoles.IsChild(one) && (MethodRoles.HasTimeout(one) || MethodRoles.TimeoutParameter(one) is not null)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What becomes of the task of such a call in the end, through what combines tasks: <c>WhenAll</c> and its like, <c>ContinueWith</c>,
    /// and a lambda that hands it to <c>Task.Run</c>.
    /// </summary>
    public static TaskUse UseOf(IInvocationOperation call, KnownSymbols known)
    {
        var use = TaskUse.Of(call);
        while (use.Kind is TaskUseKind.Other or TaskUseKind.Raced
            && Combined(use.Kind == TaskUseKind.Raced ? call : use.Place, known) is { } combined)
        {
            use = TaskUse.Of(combined);
        }

        return use;
    }

    private static IInvocationOperation? Combined(IOperation task, KnownSymbols known)
    {
        switch (task.Parent)
        {
            case IInvocationOperation { TargetMethod.Name: "ContinueWith" or "WaitAsync" or "Unwrap" } form
                when ReferenceEquals(form.Instance, task) && TaskUse.IsTask(form.Type):
                return form;
            case IReturnOperation
            {
                Parent: IBlockOperation
                {
                    Operations.Length: 1,
                    Parent: IAnonymousFunctionOperation { Symbol.IsAsync: false, Parent: { } use },
                },
            }:
                while (use is IDelegateCreationOperation or IConversionOperation)
                    use = use.Parent!;
                return use is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Run" } run } started }
                    && KnownSymbols.Is(run.ContainingType, known.Task)
                        ? started
                        : null;
            default:
                return TaskUse.ArgumentOf(task)?.Parent is IInvocationOperation combinator && IsCombinator(combinator, known)
                    ? combinator
                    : null;
        }
    }

    private static bool IsCombinator(IInvocationOperation call, KnownSymbols known) =>
        (call.TargetMethod.Name is "WhenAll" or "WhenAny" && KnownSymbols.Is(call.TargetMethod.ContainingType, known.Task))
        || (call.TargetMethod is { Name: "Unwrap", IsExtensionMethod: true, ContainingType.Name: "TaskExtensions" });

    private static bool IsOfEngine(INamedTypeSymbol type, KnownSymbols known) =>
        KnownSymbols.Is(type, known.Nursery) || KnownSymbols.Is(type, known.NurseryHost) || KnownSymbols.Is(type, known.CancelScope);
}
