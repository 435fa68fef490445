using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Follows a task from the expression that makes it, by way of what keeps it, to its taker.</summary>
/// <remarks>
/// A task is left where it is dropped on the spot; where its local is read on no path, or on some path to the function's end isn't; where
/// it goes into a collection, a field or a property of the type's own that no code takes tasks from. All rules about orphans ask here.
/// </remarks>
internal static class TaskLife
{
    private const int Longest = 3;

    /// <summary>Whether the task is left to itself, at least on one path to the function's end.</summary>
    public static bool IsLeft(RuleContext context, TaskUse use, IOperation task) => use switch
    {
        { Kind: TaskUseKind.Discarded or TaskUseKind.LookedAt or TaskUseKind.Raced or TaskUseKind.Forgotten } => true,
        { Kind: TaskUseKind.Listed, Place: IForEachLoopOperation loop } =>
            loop.Locals.All(item => !IsTaken(item, loop, Longest)),
        { Kind: TaskUseKind.Declared or TaskUseKind.Assigned, Local: { } local } =>
            UnawaitedLocal.IsLeft(context, local, use.IsHeld, use.Place, task),
        { Kind: TaskUseKind.Collected, Local: { } collection } => !IsTaken(collection, isHeld: true, task, Longest),
        { Kind: TaskUseKind.Stored or TaskUseKind.Collected, Keeper: { } member } =>
            MemberReaders.AreNone(member, context.CancellationToken),
        _ => false,
    };

    /// <summary>
    /// The nursery code that a task is left in. A lambda that only drops it, for a delegate that returns nothing, is as good as an
    /// <c>async void</c> one: it may run elsewhere, but it is written here.
    /// </summary>
    public static NurseryCode? CodeAround(RuleContext context, TaskUse use)
    {
        if (context.Code is { } code)
            return code;

        return use is
        {
            Kind: TaskUseKind.Discarded,
            Place.Parent: IExpressionStatementOperation
            {
                Parent: IBlockOperation
                {
                    Parent: IAnonymousFunctionOperation { Symbol.ReturnsVoid: true, Parent: { } around } lambda,
                },
            },
        }
            && lambda.Syntax is LambdaExpressionSyntax { ExpressionBody: not null }
            && !NUR103_AsyncVoid.IsOfEvent(lambda)
            && !IsOnlyRead(around, context.Known)
                ? context.CodeOf(around)
                : null;
    }

    /// <summary>Whether the lambda is an expression tree, or tells a library for tests which call is meant.</summary>
    private static bool IsOnlyRead(IOperation place, KnownSymbols known)
    {
        while (place is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
        {
            if (KnownSymbols.Is(place.Type, known.Expression))
                return true;

            place = place.Parent!;
        }

        return place is IInvocationOperation { TargetMethod.ContainingNamespace: { } space }
            && space.ToDisplayString().StartsWith("NSubstitute", StringComparison.Ordinal);
    }

    /// <summary>Whether anything that is done with the local takes the task that is in it.</summary>
    private static bool IsTaken(ILocalSymbol local, bool isHeld, IOperation place, int depth) =>
        place.ReferencesTo(local).Any(reference => IsTaken(reference, isHeld, depth));

    /// <summary>Whether this reference to a local takes the task that is in it, or one of the tasks.</summary>
    public static bool IsTaken(ILocalReferenceOperation reference, bool isHeld, int depth = Longest)
    {
        if (IsTarget(reference) || reference.Parent is INameOfOperation || (isHeld && IsLookIntoHolder(reference)))
            return false;

        if (isHeld && Loop(reference) is { } loop)
            return loop.Locals.Any(item => depth == 0 || IsTaken(item, loop, depth - 1));

        var use = TaskUse.Of(reference);
        return use.Kind switch
        {
            TaskUseKind.Discarded or TaskUseKind.LookedAt or TaskUseKind.Raced or TaskUseKind.Forgotten => false,
            TaskUseKind.Declared or TaskUseKind.Assigned when use.Local is { } next && depth > 0 =>
                SymbolEqualityComparer.Default.Equals(next, reference.Local) || IsTaken(next, isHeld || use.IsHeld, reference, depth - 1),
            _ => true,
        };
    }

    /// <summary>Whether the reference asks the task no more than whether it is done: what went wrong in it is lost.</summary>
    public static bool IsPolled(ILocalReferenceOperation reference) => reference.Parent is { } asker && TaskPolls.IsPoll(asker);

    /// <summary>Whether anything takes the task in what a loop goes through: the item itself, or what it holds.</summary>
    private static bool IsTaken(ILocalSymbol item, IOperation loop, int depth) =>
        HoldsTasks(item.Type) && IsTaken(item, isHeld: !TaskUse.IsTask(item.Type), loop, depth);

    /// <summary>Whether the reference is what an assignment writes to.</summary>
    public static bool IsTarget(ILocalReferenceOperation reference)
    {
        IOperation node = reference;
        while (node.Parent is ITupleOperation or IDeclarationExpressionOperation)
            node = node.Parent;

        return node.Parent is IAssignmentOperation assignment && ReferenceEquals(assignment.Target, node);
    }

    /// <summary>
    /// Whether a collection or an object is only filled, counted, or asked for something that is no task. Code that gets it as an argument,
    /// or gives it a delegate, may take anything out of it.
    /// </summary>
    private static bool IsLookIntoHolder(IOperation reference)
    {
        var node = reference;
        while (node.Parent is IConversionOperation or IParenthesizedOperation)
            node = node.Parent;

        return node.Parent switch
        {
            IMemberReferenceOperation member => ReferenceEquals(member.Instance, node) && (IsFilled(member) || !HoldsTasks(member.Type)),
            IInvocationOperation call => ReferenceEquals(call.Instance, node) && IsLook(call),
            IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call } =>
                call.TargetMethod.ContainingNamespace?.ToDisplayString() == "System.Linq" && IsLook(call),
            IArrayElementReferenceOperation element => IsFilled(element),
            _ => false,
        };
    }

    private static bool IsLook(IInvocationOperation call) =>
        !HoldsTasks(call.Type)
        && !call.Arguments.Any(static argument =>
            (argument.Parameter?.Type.TypeKind == TypeKind.Delegate
                && !(argument.Value.Syntax is LambdaExpressionSyntax lambda && TaskPolls.IsPoll(lambda)))
            || (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref && !IsDiscard(argument.Value)));

    private static bool IsDiscard(IOperation value) =>
        value is IDiscardOperation or IDeclarationExpressionOperation { Expression: IDiscardOperation };

    private static bool IsFilled(IOperation element) =>
        element.Parent is IAssignmentOperation { Parent: IExpressionStatementOperation } assignment
            && ReferenceEquals(assignment.Target, element);

    private static IForEachLoopOperation? Loop(IOperation reference)
    {
        var node = reference;
        while (node.Parent is IConversionOperation or IParenthesizedOperation)
            node = node.Parent;

        return node.Parent is IForEachLoopOperation loop && ReferenceEquals(loop.Collection, node) ? loop : null;
    }

    /// <summary>Whether a value of the type may be a task, or give one.</summary>
    private static bool HoldsTasks(ITypeSymbol? type) => type switch
    {
        null or
        {
            SpecialType: SpecialType.System_Void or SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Int32,
        } => false,
        INamedTypeSymbol { EnumUnderlyingType: not null } => false,
        _ => !type.IsValueType || type is not INamedTypeSymbol { Arity: 0 },
    };
}
