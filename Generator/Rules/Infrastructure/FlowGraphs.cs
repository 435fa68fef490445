using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Finds the control flow graph of a function inside that of its member.</summary>
internal static class FlowGraphs
{
    /// <param name="member">The graph of the member.</param>
    /// <param name="function">A lambda or a local function somewhere in it.</param>
    /// <param name="cancellationToken">Building graphs takes time.</param>
    /// <returns>Null where the compiler has dropped the function, as it does with what can't be reached.</returns>
    public static ControlFlowGraph? Of(ControlFlowGraph member, IOperation function, CancellationToken cancellationToken)
    {
        var around = function.Parent?.EnclosingFunction() is { } outer ? Of(member, outer, cancellationToken) : member;
        if (around is null)
            return null;

        if (function is ILocalFunctionOperation local)
        {
            return around.LocalFunctions.Contains(local.Symbol, SymbolEqualityComparer.Default)
                ? around.GetLocalFunctionControlFlowGraph(local.Symbol, cancellationToken)
                : null;
        }

        var lambda = around.Blocks
            .SelectMany(static block => block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations)
            .SelectMany(static operation => operation.DescendantsAndSelf())
            .OfType<IFlowAnonymousFunctionOperation>()
            .FirstOrDefault(flow => flow.Syntax == function.Syntax);
        return lambda is null ? null : around.GetAnonymousFunctionControlFlowGraph(lambda, cancellationToken);
    }
}
