using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR102: a child that joins the nursery that it runs in waits for itself.</summary>
/// <remarks>
/// Also from a scope or nursery that it opened around that, for it waits for those in turn. Not a daemon: a nursery is joined without its
/// daemons.
/// </remarks>
internal static class NUR102_SelfJoin
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Invocation);

    /// <summary>Whether the call joins a nursery that it runs in a child of.</summary>
    public static bool IsOne(RuleContext context, IInvocationOperation call)
    {
        if (call.TargetMethod.Name != "JoinAsync"
            || !context.Known.IsNurseryHandle(call.Instance?.Type)
            || call.Instance.ReferredSymbol() is not { } nursery)
        {
            return false;
        }

        for (IOperation? place = call; place is not null; place = place.EnclosingFunction()?.Parent)
        {
            if (context.CodeOf(place) is not { } code)
                return false;
            if (code.IsChild && SymbolEqualityComparer.Default.Equals(code.Handle, nursery))
                return !MethodOptions.IsDaemon(code.Root);

            // The waiter for a child is known where its nursery is opened around it.
            if (code.IsChild && !IsOfInnerFunction(code.Handle))
                return false;
        }

        return false;
    }

    private static void Check(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name == "JoinAsync" && IsOne(context, call))
            context.Report(DiagnosticDescriptors.SelfJoin, call.Syntax, call.Instance!.Syntax.ToString());
        else
            CheckHelper(context, call);
    }

    /// <summary>A private method that joins the nursery that it is given: fit for a body, and not for a child.</summary>
    private static void CheckHelper(RuleContext context, IInvocationOperation call)
    {
        if (call.TargetMethod is not { DeclaredAccessibility: Accessibility.Private, DeclaringSyntaxReferences: { Length: 1 } declared }
            || call.Arguments.FirstOrDefault(argument => context.Known.IsNurseryHandle(argument.Value.Type)) is not { } given
            || context.Code is not { IsChild: true, Handle: { } own } code
            || !SymbolEqualityComparer.Default.Equals(given.Value.ReferredSymbol(), own)
            || MethodOptions.IsDaemon(code.Root))
        {
            return;
        }

        var join = given.Parameter!.Name + ".JoinAsync";
        if (declared[0].GetSyntax(context.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(inner => inner.Expression.ToString() == join))
        {
            context.Report(DiagnosticDescriptors.SelfJoin, call.Syntax, given.Value.Syntax.ToString());
        }
    }

    private static bool IsOfInnerFunction(ISymbol? handle) =>
        handle?.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction };
}
