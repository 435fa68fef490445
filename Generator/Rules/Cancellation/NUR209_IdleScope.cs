using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR209: a cancel scope whose token no code takes, so that its deadline cancels nothing.</summary>
/// <remarks>
/// A scope opened by <c>using</c>, wherever; and the body of a <c>[Timeout]</c> method or of <c>FailAfterAsync</c> that awaits something. A
/// scope that goes anywhere, or is asked whether it is cancelled, is used.
/// </remarks>
internal static class NUR209_IdleScope
{
    public static void Register(RuleRegistry rules)
    {
        rules.OnOperation(CheckUsing, OperationKind.Using, OperationKind.UsingDeclaration);
        rules.OnFunction(CheckBody);
    }

    private static void CheckUsing(RuleContext context)
    {
        var opened = context.Operation is IUsingOperation statement
            ? statement.Resources
            : ((IUsingDeclarationOperation)context.Operation).DeclarationGroup;
        if (ScopeCreation.Of(opened, context.Known) is { } nameless)
        {
            context.Report(
                DiagnosticDescriptors.IdleScope, nameless.Syntax, nameless.TargetMethod.Name, "give the scope a name and pass its token");
            return;
        }

        foreach (var declarator in opened.DescendantsInFunction().OfType<IVariableDeclaratorOperation>())
        {
            if (ScopeCreation.Of(declarator.Initializer?.Value, context.Known) is not { } created
                || IsUsed(declarator.Symbol, created.Outermost()))
            {
                continue;
            }

            var token = Identifier.Escape(declarator.Symbol.Name) + ".Token";
            context.Report(
                DiagnosticDescriptors.IdleScope,
                declarator.Symbol.Locations[0],
                FixProperties.With(FixProperties.Token, token),
                declarator.Symbol.Name,
                $"pass '{token}'");
        }
    }

    private static void CheckBody(RuleContext context)
    {
        if (context.Code is not { Kind: NurseryCodeKind.ScopeBody, Outer: null } code
            || code.Function.Parameters
                .FirstOrDefault(parameter => KnownSymbols.Is(parameter.Type, context.Known.CancelScope)) is not { } scope)
        {
            return;
        }

        var waits = false;
        foreach (var operation in context.Operation.DescendantsAndSelf())
        {
            if (operation is IInvalidOperation)
                return;

            waits |= IsWait(operation);
            if (operation is IParameterReferenceOperation reference && IsUse(reference, scope, context.Known))
                return;
        }

        if (!waits)
            return;

        var token = Identifier.Escape(scope.Name) + ".Token";
        context.Report(
            DiagnosticDescriptors.IdleScope,
            scope.Locations[0],
            FixProperties.With(FixProperties.Token, token),
            scope.Name,
            $"pass '{token}'");
    }

    private static bool IsWait(IOperation operation) => operation switch
    {
        IAwaitOperation or IForEachLoopOperation { IsAsynchronous: true } => true,

        // What Task's own methods make of a value is complete.
        IInvocationOperation { Type: { } type } call => KnownTypes.IsAwaitable(type, out _, out _)
            && !(call.TargetMethod.IsStatic && KnownTypes.IsAwaitable(call.TargetMethod.ContainingType, out _, out _)),
        _ => false,
    };

    /// <summary>Whether the body refers to its scope to use it, or to the token that it takes besides.</summary>
    private static bool IsUse(IParameterReferenceOperation reference, IParameterSymbol scope, KnownSymbols known) =>
        IsOf(reference.Parameter, scope)
        ? IsUse(reference)
        : KnownSymbols.Is(reference.Type, known.CancellationToken) && IsOf(reference.Parameter.ContainingSymbol, scope.ContainingSymbol);

    private static bool IsUsed(ISymbol scope, IOperation within) => within.DescendantsAndSelf()
        .Any(operation => operation is ILocalReferenceOperation reference && IsOf(reference.Local, scope) && IsUse(reference));

    private static bool IsOf(ISymbol symbol, ISymbol scope) => SymbolEqualityComparer.Default.Equals(symbol, scope);

    /// <summary>Whether a reference to the scope does more than cancel it, move its deadline, or look back at what it caught.</summary>
    private static bool IsUse(IOperation reference) => reference.Parent switch
    {
        IInvocationOperation call => !ReferenceEquals(call.Instance, reference),
        IPropertyReferenceOperation { Property.Name: "CanceledCaught" } => false,
        IPropertyReferenceOperation { Property.Name: "Deadline", Parent: IAssignmentOperation assignment } deadline =>
            !ReferenceEquals(assignment.Target, deadline),
        _ => true,
    };
}
