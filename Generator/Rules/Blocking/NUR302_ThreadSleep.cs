using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR302: <c>Thread.Sleep</c>. Nothing wakes it before its time, so the nursery's cancellation waits for it.</summary>
/// <remarks>
/// A sleep of no time at all gives way to other threads and holds none. Where code can await, that is a checkpoint's task; where it can't,
/// nothing is wrong with it.
/// </remarks>
internal static class NUR302_ThreadSleep
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Invocation);

    private static void Check(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name != "Sleep"
            || !KnownSymbols.Is(call.TargetMethod.ContainingType, context.Known.Thread)
            || call.Arguments.Length != 1
            || context.Code is null)
        {
            return;
        }

        var time = call.Arguments[0].Value;
        var isNoTime = NoTime.Is(time, context.Known);
        if (isNoTime && !context.CanAwait)
            return;

        var token = context.AdvisedToken;
        var instead = Instead(context.CanAwait, time.Syntax.ToString(), isNoTime, token);

        // A synchronous child without a token has to take one first.
        if (context.OwnToken is null && !context.CanAwait)
            context.Report(DiagnosticDescriptors.ThreadSleep, call.Syntax, instead);
        else
            context.ReportReplaceable(DiagnosticDescriptors.ThreadSleep, call.Syntax, instead, instead);
    }

    private static string Instead(bool canAwait, string time, bool isNoTime, string? token) => (canAwait, token) switch
    {
        (true, null) => isNoTime ? "await Task.Yield()" : $"await Task.Delay({time})",
        (true, _) => isNoTime ? $"await Checkpoint.YieldAsync({token})" : $"await Task.Delay({time}, {token})",
        (false, null) => $"cancellationToken.WaitHandle.WaitOne({time})",
        (false, _) => $"{token}.WaitHandle.WaitOne({time})",
    };
}
