using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR303: a call of a synchronous method that has an asynchronous twin, <c>Read</c> for <c>ReadAsync</c>.</summary>
/// <remarks>Only where an <c>await</c> can be written: not in a synchronous child, in a lock, or in the lambda of a query.</remarks>
internal static class NUR303_SynchronousTwin
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Invocation);

    private static void Check(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!AsyncTwin.IsPossible(call) || context.Code is not { } code || !context.CanAwait)
            return;
        if (InMemory.Has(call))
            return;
        if (NoTime.IsWaitedBy(call, context.Known) || AsyncTwin.Of(call, context.AdvisedToken) is not { } twin)
            return;

        // A method that is its own synchronous half's twin can't call itself, and neither can its body.
        if (IsNamed(context.Owner, twin.Name) || code.Function.Name == twin.Name)
            return;
        if (TwinExceptions.Has(call, twin.Method, context.CancellationToken))
            return;

        var properties = FixProperties.With(FixProperties.Twin, twin.Name);
        if (context.AdvisedToken is { } token)
            properties = properties.Add(FixProperties.Token, token);

        var name = $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}";
        var instead = $"await '{twin.Name}'";
        if (call.Syntax is InvocationExpressionSyntax syntax && Rewritten(syntax, twin) is { } awaited)
        {
            properties = properties.Add(FixProperties.Replacement, SourceText.AwaitInPlaceOf(syntax, awaited));
            instead = $"write 'await {SourceText.Shown(awaited)}'";
        }

        context.Report(DiagnosticDescriptors.SynchronousTwin, call.Syntax.GetLocation(), properties, name, instead);
    }

    /// <summary>The call of the twin; none after <c>?.</c>, where all that it belongs to would have to be awaited.</summary>
    private static string? Rewritten(InvocationExpressionSyntax call, AsyncTwin twin)
    {
        var callee = call.Expression switch
        {
            MemberAccessExpressionSyntax access =>
                access.ToString().Substring(0, access.Name.SpanStart - access.SpanStart) + Renamed(access.Name, twin),
            SimpleNameSyntax name => Renamed(name, twin),
            _ => null,
        };
        if (callee is null)
            return null;

        var arguments = call.ArgumentList.Arguments.ToString();
        var separator = twin.TokenArgument is null || arguments.Length == 0 ? "" : ", ";
        return $"{callee}({arguments}{separator}{twin.TokenArgument})";
    }

    private static string Renamed(SimpleNameSyntax name, AsyncTwin twin) => twin.Name + (name as GenericNameSyntax)?.TypeArgumentList;

    /// <summary>Whether a member has the name, if need be as the implementation of an interface.</summary>
    private static bool IsNamed(ISymbol member, string name) =>
        member.Name == name || member.Name.EndsWith("." + name, StringComparison.Ordinal);
}
