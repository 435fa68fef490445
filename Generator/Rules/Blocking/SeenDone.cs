using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Tells whether a task is known to be done by a pattern, or by what its completion source was told.</summary>
internal static class SeenDone
{
    /// <param name="task">The task.</param>
    /// <param name="reading">What reads its result.</param>
    public static bool Is(IOperation task, IOperation reading) =>
        IsInPattern(reading)
        || (task.Unwrapped() is ILocalReferenceOperation local && IsOfPattern(local))
        || IsSet(task, reading);

    /// <summary><c>task is { IsCompletedSuccessfully: true, Result: var value }</c></summary>
    private static bool IsInPattern(IOperation reading) =>
        reading.Parent is IPropertySubpatternOperation { Parent: IRecursivePatternOperation pattern } && AsksIfDone(pattern);

    /// <summary><c>task is { IsCompletedSuccessfully: true } done</c></summary>
    private static bool IsOfPattern(ILocalReferenceOperation local) => local.Outermost().Descendants().OfType<IRecursivePatternOperation>()
        .Any(pattern => SymbolEqualityComparer.Default.Equals(pattern.DeclaredSymbol, local.Local) && AsksIfDone(pattern));

    private static bool AsksIfDone(IRecursivePatternOperation pattern) => pattern.PropertySubpatterns.Any(static part =>
        part.Member is IPropertyReferenceOperation { Property.Name: "IsCompletedSuccessfully" or "IsCompleted" or "Status" });

    /// <summary>Whether the code before has set a source's result, or awaited its task in any form.</summary>
    private static bool IsSet(IOperation task, IOperation reading)
    {
        if (task.Unwrapped()
            is not IPropertyReferenceOperation
            {
                Property: { Name: "Task", ContainingType.Name: "TaskCompletionSource" },
                Instance: { } holder,
            }
            || holder.ReferredSymbol() is not { } source)
        {
            return false;
        }

        return reading.Outermost().Descendants().Any(operation => operation.Syntax.SpanStart < reading.Syntax.SpanStart && operation switch
        {
            IInvocationOperation { TargetMethod.Name: "SetResult" or "TrySetResult" } set => IsSource(set.Instance),
            IAwaitOperation awaited => awaited.Descendants().OfType<IPropertyReferenceOperation>().Any(one => IsSource(one.Instance)),
            _ => false,
        });

        bool IsSource(IOperation? one) => SymbolEqualityComparer.Default.Equals(one.ReferredSymbol(), source);
    }
}
