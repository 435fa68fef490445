using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR304: a wait that has no asynchronous twin: another primitive has.</summary>
/// <remarks>A synchronous child is let alone, which has nothing else to wait with; so is what waits for no time at all.</remarks>
internal static class NUR304_BlockingWait
{
    private const string Once = "await the Task of a TaskCompletionSource";
    private const string Mutual = "await the WaitAsync of a SemaphoreSlim";
    private const string Queue = "read from a Channel, and await that";
    private const string Children = "start children, and await 'JoinAsync'";

    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Invocation);

    private static void Check(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (Instead(call) is not { } instead || context.Code is not { } code || !AwaitPlaces.IsOrCanBeAsync(code.Function))
            return;

        if (!NoTime.IsWaitedBy(call, context.Known))
            context.Report(DiagnosticDescriptors.BlockingWait, call.Syntax, NameOf(call.TargetMethod), instead);
    }

    private static string NameOf(IMethodSymbol method) => $"{method.ContainingType.Name}.{method.Name}";

    private static string? Instead(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        var instead = (type.Name, method.Name) switch
        {
            ("WaitHandle", "WaitOne") => OfHandle(call.Instance),
            ("WaitHandle", "WaitAll" or "WaitAny" or "SignalAndWait") => Once,
            ("ManualResetEventSlim", "Wait") => Once,
            ("CountdownEvent", "Wait") => Children,
            ("Barrier", "SignalAndWait") => Children,
            ("Thread", "Join") => "start a child, and await its handle",
            ("Monitor", "Wait") => Mutual,
            ("Monitor" or "Lock" or "SpinLock", "Enter") when IsHeldOverAwait(call) => Mutual,
            ("ReaderWriterLockSlim", "EnterReadLock" or "EnterWriteLock" or "EnterUpgradeableReadLock") when IsHeldOverAwait(call) =>
                Mutual,
            ("SpinWait", "SpinUntil") => Once,
            ("BlockingCollection", "Take" or "TakeFromAny" or "GetConsumingEnumerable") => Queue,
            ("BlockingCollection", "TryTake" or "TryTakeFromAny") when method.Parameters.Length > 1 && !IsTest(method) => Queue,
            ("Console", "ReadLine" or "ReadKey" or "Read") => "read it in a synchronous child",
            ("Process", "WaitForExit") when method.Parameters.Length == 1 => "await 'WaitForExitAsync' in a CancelScope",
            _ => null,
        };
        return instead is not null && IsOfTheFramework(type) ? instead : null;
    }

    /// <summary>Whether something is awaited before the lock is given back: by another thread, which doesn't have it.</summary>
    private static bool IsHeldOverAwait(IInvocationOperation enter)
    {
        var function = enter.EnclosingFunction() ?? enter.Outermost();
        var exit = function.DescendantsInFunction().OfType<IInvocationOperation>()
            .Where(other =>
                other.TargetMethod.Name.StartsWith("Exit", StringComparison.Ordinal) && other.Syntax.SpanStart > enter.Syntax.SpanStart)
            .Select(static other => other.Syntax.SpanStart).DefaultIfEmpty(int.MaxValue).Min();
        return function.DescendantsInFunction().OfType<IAwaitOperation>()
            .Any(one => one.Syntax.SpanStart > enter.Syntax.SpanStart && one.Syntax.SpanStart < exit);
    }

    private static string OfHandle(IOperation? handle) => handle.Unwrapped() switch
    {
        // The handle of a token: it waits for a cancellation, or a time.
        IPropertyReferenceOperation { Property: { Name: "WaitHandle", ContainingType.Name: "CancellationToken" } } =>
            "await 'Task.Delay' with the token",
        { Type.Name: "AutoResetEvent" or "Semaphore" or "Mutex" } => Mutual,
        _ => Once,
    };

    /// <summary>Whether a TryTake has no time to wait.</summary>
    private static bool IsTest(IMethodSymbol method) => !method.Parameters.Any(static parameter =>
        parameter.RefKind == RefKind.None && parameter.Type.Name is "CancellationToken" or "TimeSpan" or "Int32");

    private static bool IsOfTheFramework(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString()
        is "System" or "System.Threading" or "System.Collections.Concurrent" or "System.Diagnostics";
}
