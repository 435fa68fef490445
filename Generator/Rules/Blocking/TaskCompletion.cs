using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Tells whether a task is known to be done where it is read.</summary>
/// <remarks>
/// It is where on every way there the task, or something that it went into or came out of, has been awaited, asked whether it is done, or
/// compared with the one that <c>WhenAny</c> gave. What an outer function knows of a captured task isn't looked into: it counts as known.
/// </remarks>
internal static class TaskCompletion
{
    /// <param name="task">The task that the context's operation reads.</param>
    /// <param name="context">The reading.</param>
    public static bool IsKnown(IOperation task, RuleContext context)
    {
        switch (task.Unwrapped())
        {
            // What WhenAny gives is done; so is what is made of a result.
            case IAwaitOperation { Operation: var awaited } when Calls(awaited, "WhenAny"):
            case var made when Calls(made, "FromResult"):
                return true;
        }

        var use = context.Operation;
        var function = use.EnclosingFunction() ?? use.Outermost();
        var related = RelatedTasks.To(task, use, function);
        if (related.Read.Count == 0)
            return false;
        if (related.Read.Any(symbol => IsCaptured(symbol, function, context)) || related.IsStreamed)
            return true;

        return context.Graph() is not { } graph || new Search(graph, use, related).IsAlwaysKnown();
    }

    private static bool Calls(IOperation? task, string name) =>
        task.Unwrapped() is IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: "Task" or "ValueTask" } method }
            ? method.Name == name
            : task is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner } && Calls(inner, name);

    /// <summary>Whether a local or parameter belongs to a function around the one that reads it.</summary>
    private static bool IsCaptured(ISymbol symbol, IOperation function, RuleContext context) =>
        symbol is ILocalSymbol or IParameterSymbol
        && !SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, function.FunctionSymbol() ?? context.Owner);

    /// <summary>A search from the reading back to the start of the function, for a way on which no code asks after the task.</summary>
    private sealed class Search(ControlFlowGraph graph, IOperation use, RelatedTasks related)
    {
        private readonly HashSet<BasicBlock> _seen = [];

        public bool IsAlwaysKnown()
        {
            foreach (var block in graph.Blocks)
            {
                var operations = Operations(block).ToArray();
                var index = Array.FindIndex(operations, operation => operation.DescendantsAndSelf().Any(IsUse));
                if (index >= 0)
                    return IsKnownIn(operations.Take(index + 1)) ?? IsKnownBefore(block);
            }

            // The compiler has dropped it.
            return true;
        }

        private bool IsUse(IOperation operation) => operation.Syntax == use.Syntax && operation.Kind == use.Kind;

        private bool IsKnownBefore(BasicBlock block)
        {
            if (block.Kind == BasicBlockKind.Entry)
                return false;

            // Nothing leads into a handler: how far its try came can't be told, so what is read there counts as known.
            return block.Predecessors.All(way =>
                !_seen.Add(way.Source)
                || way.FinallyRegions.Any(IsAskedIn)
                || (IsKnownIn(Operations(way.Source)) ?? IsKnownBefore(way.Source)));
        }

        /// <summary>What the operations say of the task, the last first; null where they don't mention it.</summary>
        private bool? IsKnownIn(IEnumerable<IOperation> operations)
        {
            foreach (var operation in operations.Reverse())
            {
                var parts = operation.DescendantsAndSelf().ToArray();
                if (parts.Any(part => related.Asks.Contains(part.Syntax) && !IsLater(part, operation)))
                    return true;
                if (parts.Any(part => part is ISimpleAssignmentOperation && related.Starts.Contains(part.Syntax)))
                    return false;
            }

            return null;
        }

        /// <summary>Whether a part of an operation comes after the reading, which it is around or which stands before it.</summary>
        private bool IsLater(IOperation part, IOperation operation) =>
            part.Syntax.Span.Contains(use.Syntax.Span)
            || (part.Syntax.SpanStart >= use.Syntax.SpanStart && operation.Syntax.Span.Contains(use.Syntax.Span));

        private bool IsAskedIn(ControlFlowRegion region) => graph.Blocks
            .Where(block => block.Ordinal >= region.FirstBlockOrdinal && block.Ordinal <= region.LastBlockOrdinal)
            .SelectMany(Operations)
            .SelectMany(static operation => operation.DescendantsAndSelf())
            .Any(part => related.Asks.Contains(part.Syntax));

        private static IEnumerable<IOperation> Operations(BasicBlock block) =>
            block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations;
    }
}
