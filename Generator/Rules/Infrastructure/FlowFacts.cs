using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>What a path through a function knows of its conditions: those that it went by, and flags that it set.</summary>
/// <remarks>
/// A condition is known by its text. It has to be made of variables, members and constants alone: what a call says may be another thing
/// the next time. An assignment to a variable takes back what was known of it.
/// </remarks>
internal sealed class FlowFacts
{
    private readonly ImmutableSortedDictionary<string, bool> _known;
    private string? _text;

    private FlowFacts(ImmutableSortedDictionary<string, bool> known) => _known = known;

    public static FlowFacts None { get; } = new(ImmutableSortedDictionary.Create<string, bool>(StringComparer.Ordinal));

    /// <summary>All that is known, to tell paths apart by.</summary>
    public string Text => _text ??= string.Join(";", _known.Select(static fact => $"{fact.Key}={fact.Value}"));

    /// <summary>What conditions around an operation make sure of there.</summary>
    public static FlowFacts Around(IOperation operation)
    {
        var known = None._known;
        IOperation inner = operation;
        for (var node = operation.Parent; node is not null && inner.FunctionSymbol() is null; inner = node, node = node.Parent)
        {
            if (node is IConditionalOperation choice && !ReferenceEquals(choice.Condition, inner))
                Add(choice.Condition, ReferenceEquals(choice.WhenTrue, inner));
        }

        return new FlowFacts(known);

        void Add(IOperation condition, bool outcome)
        {
            switch (condition.Unwrapped())
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }:
                    Add(operand, !outcome);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when outcome:
                    Add(both.LeftOperand, true);
                    Add(both.RightOperand, true);
                    break;
                case { } one when IsSteady(one):
                    known = known.SetItem(one.Syntax.ToString(), outcome);
                    break;
            }
        }
    }

    /// <summary>What is known where a block is left one way or the other; null where that can't be.</summary>
    public FlowFacts? When(BasicBlock block, bool isConditional)
    {
        if (block.ConditionKind == ControlFlowConditionKind.None || block.BranchValue is not { } condition || !IsSteady(condition))
            return this;

        var outcome = (block.ConditionKind == ControlFlowConditionKind.WhenTrue) == isConditional;
        var text = condition.Syntax.ToString();
        if (_known.TryGetValue(text, out var known))
            return known == outcome ? this : null;

        return new FlowFacts(_known.Add(text, outcome));
    }

    /// <summary>What is known after an operation.</summary>
    public FlowFacts After(IOperation operation)
    {
        var facts = this;
        foreach (var inner in operation.DescendantsAndSelf())
        {
            if (inner is IAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } assignment)
                facts = facts.Assigned(assignment.Target.ReferredSymbol()!.Name, assignment.Value.ConstantValue.Value as bool?);
            else if (inner is IIncrementOrDecrementOperation { Target: var target } && target.ReferredSymbol() is { } counted)
                facts = facts.Assigned(counted.Name, null);
        }

        return facts;
    }

    private FlowFacts Assigned(string name, bool? value)
    {
        var known = _known.RemoveRange(_known.Keys.Where(key => key.Contains(name)));
        return new FlowFacts(value is { } flag ? known.SetItem(name, flag) : known);
    }

    private static bool IsSteady(IOperation condition) => condition.DescendantsAndSelf().All(static part => part is
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation
        or IInstanceReferenceOperation or ILiteralOperation or IBinaryOperation or IUnaryOperation or IConversionOperation
        or IIsNullOperation or IIsTypeOperation or IIsPatternOperation or IPatternOperation);
}
