using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// NUR109: a cancel scope that no code disposes of. Its deadline runs on, and what it took from the pool isn't given back.
/// </summary>
/// <remarks>
/// What is returned, stored, captured or given away may be disposed of there. What isn't: a scope that is used on the spot for its
/// token, or in a local of which only members are used, none of them <c>Dispose</c>.
/// </remarks>
internal static class NUR109_UndisposedScope
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Invocation);

    private static void Check(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (ScopeCreation.Of(call, context.Known) is not null && NameOf(call) is { } name)
            context.Report(DiagnosticDescriptors.UndisposedScope, call.Syntax, name);
    }

    /// <summary>The name of the variable that the scope is in, or would be; null where it may be disposed of.</summary>
    private static string? NameOf(IInvocationOperation call) => call.Parent switch
    {
        IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation } => "scope",
        IPropertyReferenceOperation => "scope",
        IInvocationOperation used => used.TargetMethod.Name == "Dispose" ? null : "scope",
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } declarator }
            when !IsDisposed(local, declarator) => local.Name,
        _ => null,
    };

    private static bool IsDisposed(ILocalSymbol local, IVariableDeclaratorOperation declarator)
    {
        if (declarator.Parent?.Parent?.Parent is IUsingOperation or IUsingDeclarationOperation)
            return true;

        return declarator.ReferencesTo(local).Any(static reference => reference.Parent switch
        {
            IPropertyReferenceOperation => false,
            IInvocationOperation call => !ReferenceEquals(call.Instance, reference) || call.TargetMethod.Name == "Dispose",
            _ => true,
        });
    }
}
