using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// Walks the paths of a function. Those that an exception takes are left out, but for a <c>throw</c> that leaves the function: a graph
/// doesn't know where others come from.
/// </summary>
internal static class FlowPaths
{
    /// <summary>
    /// Whether a path leads from an operation to a goal: to one that <paramref name="look"/> says is it, or to the function's end where
    /// <paramref name="toTheEnd"/>. What stands in a <c>finally</c> on the way is looked at as a whole.
    /// </summary>
    public static bool Lead(ControlFlowGraph graph, FlowPlace from, Func<IOperation, FlowStep> look, bool toTheEnd, FlowFacts? known = null)
    {
        var seen = new HashSet<(BasicBlock, string)>();
        var rest = new Stack<(BasicBlock Block, FlowFacts Facts)>();
        if (Through(from.Block, from.Index + 1, known ?? FlowFacts.None) is { } first)
            return first;

        // Conditions multiply paths. Where there are very many, none is certain.
        while (rest.Count > 0 && seen.Count < 300)
        {
            var (block, facts) = rest.Pop();
            if (seen.Add((block, facts.Text)) && Through(block, 0, facts) is { } answer)
                return answer;
        }

        return false;

        bool? Through(BasicBlock block, int start, FlowFacts facts)
        {
            foreach (var operation in OperationsOf(block).Skip(start))
            {
                switch (look(operation))
                {
                    case FlowStep.Goal:
                        return true;
                    case FlowStep.Wall:
                        return null;
                }

                if (operation.DescendantsAndSelf().Any(IsTheLast))
                    return null;

                facts = facts.After(operation);
            }

            return Leave(block.FallThroughSuccessor, facts.When(block, isConditional: false))
                || Leave(block.ConditionalSuccessor, facts.When(block, isConditional: true)) ? true : null;
        }

        bool Leave(ControlFlowBranch? branch, FlowFacts? facts)
        {
            if (branch is null || facts is null)
                return false;
            if (branch.Semantics == ControlFlowBranchSemantics.Throw)
                return toTheEnd && Throws(branch.Source);
            if (branch.Destination is not { IsReachable: true } next)
                return false;

            foreach (var operation in branch.FinallyRegions.SelectMany(region => OperationsOf(graph, region)))
            {
                switch (look(operation))
                {
                    case FlowStep.Goal:
                        return true;
                    case FlowStep.Wall:
                        return false;
                }
            }

            if (next.Kind == BasicBlockKind.Exit)
                return toTheEnd;

            rest.Push((next, facts));
            return false;
        }

        // Whether a throw that is written here leaves the function. What a catch clause around it does isn't followed.
        bool Throws(BasicBlock block)
        {
            if (block.BranchValue.Unwrapped() is null or { IsImplicit: true })
                return false;

            for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
            {
                switch (region)
                {
                    case { Kind: ControlFlowRegionKind.Try, EnclosingRegion.Kind: ControlFlowRegionKind.TryAndCatch }:
                        return false;
                    case { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndFinally } whole }:
                        var last = whole.NestedRegions.First(static one => one.Kind == ControlFlowRegionKind.Finally);
                        if (OperationsOf(graph, last).Any(operation => look(operation) == FlowStep.Wall))
                            return false;
                        break;
                }
            }

            return true;
        }
    }

    /// <summary>
    /// The first place whose operation fits; none where the graph hasn't got it, as for what is spread over several blocks.
    /// </summary>
    public static FlowPlace? Find(ControlFlowGraph graph, Func<IOperation, bool> fits)
    {
        foreach (var block in graph.Blocks)
        {
            var index = 0;
            foreach (var operation in OperationsOf(block))
            {
                if (block.IsReachable && fits(operation))
                    return new FlowPlace(block, index);

                index++;
            }
        }

        return null;
    }

    /// <summary>The place before all others.</summary>
    public static FlowPlace Entry(ControlFlowGraph graph) => new(graph.Blocks[0], -1);

    /// <summary>Whether it is a call that never returns: it throws, or ends the process.</summary>
    private static bool IsTheLast(IOperation operation) =>
        operation is IInvocationOperation call
        && call.TargetMethod.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "DoesNotReturnAttribute" });

    private static IEnumerable<IOperation> OperationsOf(BasicBlock block) =>
        block.BranchValue is { } value ? block.Operations.Append(value) : block.Operations;

    private static IEnumerable<IOperation> OperationsOf(ControlFlowGraph graph, ControlFlowRegion region) =>
        graph.Blocks.Skip(region.FirstBlockOrdinal).Take(region.LastBlockOrdinal - region.FirstBlockOrdinal + 1).SelectMany(OperationsOf);
}

/// <summary>An operation's place in a graph.</summary>
/// <param name="Block">The block.</param>
/// <param name="Index">Which operation of the block; the one after the last is the value that it branches on.</param>
internal readonly record struct FlowPlace(BasicBlock Block, int Index);

/// <summary>What an operation means for a path that comes by.</summary>
internal enum FlowStep
{
    /// <summary>Nothing.</summary>
    On,

    /// <summary>The path has arrived.</summary>
    Goal,

    /// <summary>The path is of no interest from here on.</summary>
    Wall,
}
