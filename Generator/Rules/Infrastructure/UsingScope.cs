using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>A <c>using</c> around an operation.</summary>
/// <param name="Statement">The statement, or the declaration that holds until its block ends.</param>
/// <param name="Block">The operations that it covers: its body, or the block that it is declared in.</param>
/// <param name="Resources">What is disposed of in the end: variables, or an expression.</param>
internal readonly record struct UsingScope(IOperation Statement, IOperation Block, IOperation Resources)
{
    /// <summary>The scopes around an operation within its function, the innermost first.</summary>
    public static IEnumerable<UsingScope> Around(IOperation operation)
    {
        IOperation inner = operation;
        for (var node = operation.Parent; node is not null && inner.FunctionSymbol() is null; inner = node, node = node.Parent)
        {
            if (node is IUsingOperation statement && ReferenceEquals(statement.Body, inner))
            {
                yield return new UsingScope(statement, statement.Body, statement.Resources);
            }
            else if (node is IBlockOperation block)
            {
                var declared = block.Operations.TakeWhile(other => !ReferenceEquals(other, inner)).OfType<IUsingDeclarationOperation>();
                foreach (var declaration in declared.Reverse())
                    yield return new UsingScope(declaration, block, declaration.DeclarationGroup);
            }
        }
    }

    /// <summary>The variables that it disposes of.</summary>
    public IEnumerable<IVariableDeclaratorOperation> Variables => Resources is IVariableDeclarationGroupOperation group
        ? group.Declarations.SelectMany(static declaration => declaration.Declarators)
        : [];

    /// <summary>The expressions that make what it disposes of.</summary>
    public IEnumerable<IOperation> Values => Resources is IVariableDeclarationGroupOperation
        ? Variables.Select(static variable => variable.GetVariableInitializer()?.Value).OfType<IOperation>()
        : [Resources];
}
