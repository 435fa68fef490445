using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR202: a call, or an <c>await foreach</c>, that would take a token and isn't given the one at hand.</summary>
/// <remarks>
/// Nothing is said where code means to run in spite of a cancellation (see <see cref="CleanupPlaces"/>), nor of the framework's blocking
/// calls where there is something to await instead: that is another rule's matter.
/// </remarks>
internal static class NUR202_TokenNotForwarded
{
    public static void Register(RuleRegistry rules)
    {
        rules.OnOperation(CheckCall, OperationKind.Invocation);
        rules.OnOperation(CheckLoop, OperationKind.Loop);
    }

    private static void CheckCall(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (context.Code is not null && IsParallelWithoutToken(call, context) && context.OwnToken is { } own)
        {
            // The token comes before the delegate, or with options: there is more than one way to write it.
            context.Report(
                DiagnosticDescriptors.TokenNotForwarded,
                NameOf(call.Syntax).GetLocation(),
                FixProperties.None,
                call.TargetMethod.Name,
                $"pass '{own}'");
            return;
        }

        if (context.Code is null
            || SharedWork.IsIn(call)
            || TokenAcceptance.IsToFinish(call)
            || TokenAcceptance.Of(call, context) is not { } parameter
            || IsOthersMatter(call, context)
            || CleanupPlaces.IsCleanup(call, context.Known))
        {
            return;
        }

        if (context.OwnToken is not { } token)
        {
            if (IgnoredToken(context.Code) is { } ignored)
            {
                context.Report(
                    DiagnosticDescriptors.TokenNotForwarded, NameOf(call.Syntax).GetLocation(), FixProperties.None, call.TargetMethod.Name,
                    $"give the lambda's parameter '{ignored}' a name, and pass it");
            }

            return;
        }

        var properties = FixProperties.With(FixProperties.Token, token)
            .Add(FixProperties.Argument, TokenAcceptance.Argument(call, parameter, token));
        context.Report(
            DiagnosticDescriptors.TokenNotForwarded,
            NameOf(call.Syntax).GetLocation(),
            properties,
            call.TargetMethod.Name,
            $"pass '{token}'");
    }

    /// <summary>The token's parameter, called <c>_</c>, of the lambda that a nursery or a scope runs.</summary>
    private static string? IgnoredToken(NurseryCode? code) =>
        code?.Root is { MethodKind: MethodKind.AnonymousFunction } lambda
            ? lambda.Parameters
                .FirstOrDefault(static parameter => parameter.Name == "_" && KnownTypes.IsCancellationToken(parameter.Type))?.Name
            : null;

    private static void CheckLoop(RuleContext context)
    {
        if (context.Operation is not IForEachLoopOperation { IsAsynchronous: true } loop
            || context.Code is null
            || CleanupPlaces.IsCleanup(loop, context.Known)
            || context.OwnToken is not { } token
            || AsyncSequences.WithoutToken(loop, context) is not { } sequence)
        {
            return;
        }

        var text = sequence.Syntax.ToString();
        var replacement = $"{text}.WithCancellation({token})";
        var properties = FixProperties.With(FixProperties.Token, token).Add(FixProperties.Replacement, replacement);
        context.Report(DiagnosticDescriptors.TokenNotForwarded, sequence.Syntax.GetLocation(), properties, text, $"write '{replacement}'");
    }

    private static bool IsParallelWithoutToken(IInvocationOperation call, RuleContext context) =>
        call.TargetMethod.Name is "ForEachAsync" or "ForAsync"
        && KnownSymbols.Is(call.TargetMethod.ContainingType, context.Known.Parallel)
        && !call.Arguments.Any(argument => argument.IsToken(context.Known) || argument.Parameter?.Type.Name == "ParallelOptions")
        && !CleanupPlaces.IsCleanup(call, context.Known);

    private static bool IsOthersMatter(IInvocationOperation call, RuleContext context)
    {
        var method = call.TargetMethod;
        if (AsyncSequences.IsSequence(method.ReturnType, context.Known))
            return !AsyncSequences.IsReadWithoutToken(call, context.Known);

        var isAwaitable = KnownTypes.IsAwaitable(method.ReturnType, out _, out _);
        // A wait for a task is NUR301's, in a lock too, where the function can await.
        if (method.Name == "Wait" && KnownTypes.IsAwaitable(method.ContainingType, out _, out _) && IsInLock(call)
            && context.Code is { } code && AwaitPlaces.IsOrCanBeAsync(code.Function))
        {
            return true;
        }

        return isAwaitable ? ZeroDelay.Is(call, context.Known) : context.CanAwait && IsOfFramework(method);
    }

    private static bool IsInLock(IOperation call)
    {
        for (var node = call.Parent; node is not null && node.FunctionSymbol() is null; node = node.Parent)
        {
            if (node is ILockOperation)
                return true;
        }

        return false;
    }

    private static bool IsOfFramework(IMethodSymbol method)
    {
        var space = method.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;

        return space?.Name == "System";
    }

    private static SyntaxNode NameOf(SyntaxNode call) => (call as InvocationExpressionSyntax)?.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name,
        MemberBindingExpressionSyntax member => member.Name,
        { } expression => expression,
        null => call,
    };
}
