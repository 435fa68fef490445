using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR206: a loop without an end, and without a point at which a cancellation could end it.</summary>
/// <remarks>
/// Any way out will do: a jump, a <c>yield</c>, an exception, an <c>await</c> of whatever kind, any use of a token or a question for one.
/// </remarks>
internal static class NUR206_LoopWithoutCheckpoint
{
    public static void Register(RuleRegistry rules)
    {
        rules.OnOperation(Check, OperationKind.Loop);
        rules.OnFunction(CheckRecursion);
    }

    /// <summary>A synchronous child that calls itself, and does nothing with its token but to hand it to itself.</summary>
    private static void CheckRecursion(RuleContext context)
    {
        if (context.Code is not { Kind: NurseryCodeKind.SynchronousChild, Outer: null, Function: { MethodKind: MethodKind.Ordinary } child }
            || context.Operation.Descendants().OfType<IInvocationOperation>().FirstOrDefault(IsSelf) is not { } call
            || context.Operation.Descendants().Any(operation => IsCheck(operation)))
        {
            return;
        }

        var token = context.OwnToken;
        var statement = $"{token ?? "cancellationToken"}.ThrowIfCancellationRequested()";
        context.Report(
            DiagnosticDescriptors.LoopWithoutCheckpoint, call.Syntax.GetLocation(), FixProperties.None,
            token is null ? $"take a CancellationToken, and write '{statement}' before it" : $"write '{statement}' before it");

        bool IsSelf(IInvocationOperation one) => SymbolEqualityComparer.Default.Equals(one.TargetMethod.OriginalDefinition, child);

        bool IsCheck(IOperation operation) => TokenReference.AsksIfCancelled(operation)
            || operation is IInvocationOperation { TargetMethod.Name: "ThrowIfCancellationRequested" }
            || (operation is IArgumentOperation { Parent: IInvocationOperation taker } argument
                && argument.IsToken(context.Known)
                && !IsSelf(taker));
    }

    private static void Check(RuleContext context)
    {
        var loop = (ILoopOperation)context.Operation;
        if (!(IsEndless(loop) || IsOnFlag(loop)) || context.Code is null)
            return;

        // An endless loop inside hasn't a way out either: it is the one to mend, and the checkpoint in it serves both.
        if (loop.DescendantsInFunction()
            .Any(operation => IsWayOut(operation, context.Known) || (operation is ILoopOperation inner && IsEndless(inner))))
        {
            return;
        }

        var token = context.OwnToken;
        var name = token ?? "cancellationToken";
        var statement = context.CanAwait ? $"await Checkpoint.YieldAsync({name})" : $"{name}.ThrowIfCancellationRequested()";
        var properties = FixProperties.With(FixProperties.Statement, statement + ";");
        context.Report(
            DiagnosticDescriptors.LoopWithoutCheckpoint,
            Head(loop.Syntax),
            token is null ? properties : properties.Add(FixProperties.Token, token),
            token is null ? $"take a CancellationToken, and write '{statement}' in it" : $"write '{statement}' in it");
    }

    private static bool IsEndless(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation endless => endless.Condition?.ConstantValue is { HasValue: true, Value: true },
        IForLoopOperation endless => endless.Condition is null or { ConstantValue: { HasValue: true, Value: true } },
        _ => false,
    };

    /// <summary>
    /// Whether a field or a property of the type's own is all that ends the loop, and others set it. To spin until another thread lets go
    /// of something is short by intent.
    /// </summary>
    private static bool IsOnFlag(ILoopOperation loop) =>
        loop is IWhileLoopOperation { Condition: { } condition }
        && (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } ? operand : condition)
            is IMemberReferenceOperation { Member: { } flag, Instance: null or IInstanceReferenceOperation }
        && flag is IFieldSymbol or IPropertySymbol
        && !loop.DescendantsInFunction().Any(operation => operation switch
        {
            IAssignmentOperation assignment => SymbolEqualityComparer.Default.Equals(assignment.Target.ReferredSymbol(), flag),
            IInvocationOperation call => call.TargetMethod.Name is "SpinOnce" or "Sleep" or "Yield" or "Wait" or "WaitOne"
                || (call.TargetMethod.ContainingType is { } type && SymbolEqualityComparer.Default.Equals(type, flag.ContainingType)),
            _ => false,
        });

    private static bool IsWayOut(IOperation operation, KnownSymbols known) => operation switch
    {
        IAwaitOperation or IReturnOperation or IThrowOperation or IInvalidOperation => true,
        IForEachLoopOperation { IsAsynchronous: true } or IUsingOperation { IsAsynchronous: true } => true,
        IUsingDeclarationOperation { IsAsynchronous: true } => true,

        // A jump to the end of an inner loop is taken for one out of this: it is rare, and where it leads takes more than a look.
        IBranchOperation branch => branch.BranchKind != BranchKind.Continue,
        IInvocationOperation { TargetMethod.Name: "Exit" or "FailFast" or "JoinAsync" } => true,
        ILocalReferenceOperation local when LocalValues.OnlyOf(local) is { } made => made.ChildOperations.OfType<IArgumentOperation>()
            .Any(argument => argument.IsToken(known)),
        _ => TokenReference.AsksIfCancelled(operation)
            || (!operation.IsImplicit
                && (KnownSymbols.Is(operation.Type, known.CancellationToken) || KnownSymbols.Is(operation.Type, known.CancelScope))),
    };

    /// <summary>The loop's head, less its body.</summary>
    private static Location Head(SyntaxNode loop) => loop switch
    {
        WhileStatementSyntax endless => Between(endless.WhileKeyword, endless.CloseParenToken),
        ForStatementSyntax endless => Between(endless.ForKeyword, endless.CloseParenToken),
        DoStatementSyntax endless => Between(endless.WhileKeyword, endless.CloseParenToken),
        _ => loop.GetLocation(),
    };

    private static Location Between(SyntaxToken first, SyntaxToken last) =>
        Location.Create(first.SyntaxTree!, TextSpan.FromBounds(first.SpanStart, last.Span.End));
}
