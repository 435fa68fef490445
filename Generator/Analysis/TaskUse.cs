using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Parsing;

namespace NurseryGen.Generator.Analysis;

/// <summary>What becomes of a task where the expression stands that makes it, or reads it from where it is kept.</summary>
/// <remarks>
/// The way goes outwards, through all that still is the task or holds it: conversions, <c>ConfigureAwait</c>, a branch of a condition, an
/// element of a tuple or an array. It ends where the task is taken (awaited, returned, given to somebody) or where nothing is done with it.
/// </remarks>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Place">The expression that decides it: the await, the assignment, or the outermost that is still the task.</param>
/// <param name="Keeper">The local, or the member of the code's own type, that it goes into.</param>
/// <param name="IsHeld">Whether the keeper holds more than the task: it is a tuple, an object, an array or a collection.</param>
internal readonly record struct TaskUse(TaskUseKind Kind, IOperation Place, ISymbol? Keeper = null, bool IsHeld = false)
{
    // What a task has to say of itself. To read its result, or to wait, is to await it in another way.
    private static readonly HashSet<string> s_looks = ["Status", "Id", "AsyncState", "CreationOptions"];

    /// <summary>The local that it goes into.</summary>
    public ILocalSymbol? Local => Keeper as ILocalSymbol;

    public static TaskUse Of(IOperation task)
    {
        var node = task;
        var isHeld = false;
        while (Outwards(node, ref isHeld) is { } outer)
            node = outer;

        return node.Parent switch
        {
            IExpressionStatementOperation => new TaskUse(TaskUseKind.Discarded, node),
            IUsingOperation statement when ReferenceEquals(statement.Resources, node) => new TaskUse(TaskUseKind.Discarded, node),
            IAwaitOperation awaited => new TaskUse(TaskUseKind.Awaited, awaited),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } when !IsUsed(declarator) =>
                new TaskUse(TaskUseKind.Declared, node, declarator.Symbol, isHeld),
            IAssignmentOperation assignment when ReferenceEquals(assignment.Value, node) => OfAssignment(assignment, node, isHeld),
            ITupleOperation tuple => OfElement(tuple, node),
            IArgumentOperation { Parent: IInvocationOperation add } argument when Collection(add, argument) is { } keeper =>
                new TaskUse(TaskUseKind.Collected, node, keeper, IsHeld: true),
            IPropertyReferenceOperation { Property.Name: var name } when s_looks.Contains(name) && TaskUse.IsTask(node.Type) =>
                new TaskUse(TaskUseKind.LookedAt, node),
            IInterpolationOperation => new TaskUse(TaskUseKind.LookedAt, node),
            _ => new TaskUse(TaskUseKind.Other, node),
        };
    }

    /// <summary>Whether the type is that of a task that somebody has to await.</summary>
    public static bool IsTask(ITypeSymbol? type) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None } named
        && (KnownTypes.IsAwaitable(named, out _, out _)
            || named.OriginalDefinition.GetAttributes().Any(static attribute =>
                attribute.AttributeClass is { Name: "AsyncMethodBuilderAttribute" }));

    /// <summary>Whether a task of a task: what comes out of it is another one to await.</summary>
    public static bool IsTaskOfTask(ITypeSymbol? type) =>
        type is not null && KnownTypes.IsAwaitable(type, out _, out var result) && result is not null
        && KnownTypes.IsAwaitable(result, out _, out _);

    /// <summary>The expression around one that is the same task, or holds it; null where its way ends.</summary>
    private static IOperation? Outwards(IOperation node, ref bool isHeld)
    {
        switch (node.Parent)
        {
            case IConversionOperation or IParenthesizedOperation:
                return node.Parent;
            case IConditionalAccessOperation access when ReferenceEquals(access.WhenNotNull, node):
                return access;
            case IConditionalOperation { Type: not null } choice when !ReferenceEquals(choice.Condition, node):
                return choice;
            case ICoalesceOperation choice:
                return choice;
            case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm when ReferenceEquals(arm.Value, node):
                return choice;
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Preserve" } form
                when ReferenceEquals(form.Instance, node):
                return form;

            // An assignment is a value itself, and somebody may do with it what the target's readers don't.
            case IAssignmentOperation { Parent: not IExpressionStatementOperation } assignment when ReferenceEquals(assignment.Value, node):
                return assignment.Parent is IMemberInitializerOperation or IObjectOrCollectionInitializerOperation
                    or IAnonymousObjectCreationOperation ? Object(assignment, ref isHeld) : assignment;
            case IArrayInitializerOperation { Parent: IArrayCreationOperation { IsImplicit: false } array }:
                isHeld = true;
                return array;
            case ITupleOperation { Parent: not IDeconstructionAssignmentOperation and not IConversionOperation { Parent: IDeconstructionAssignmentOperation } } tuple:
                isHeld = true;
                return tuple;
            default:
                return null;
        }
    }

    /// <summary>The anonymous object that a property is made with. Other objects have their own ways with what they are given.</summary>
    private static IOperation? Object(IAssignmentOperation assignment, ref bool isHeld)
    {
        isHeld = true;
        return assignment.Parent as IAnonymousObjectCreationOperation;
    }

    private static TaskUse OfAssignment(IAssignmentOperation assignment, IOperation node, bool isHeld) => assignment.Target switch
    {
        IDiscardOperation => new TaskUse(TaskUseKind.Discarded, assignment),
        ILocalReferenceOperation local => new TaskUse(TaskUseKind.Assigned, assignment, local.Local, isHeld),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member when IsOwn(member) =>
            new TaskUse(TaskUseKind.Stored, assignment, member.Member, isHeld),
        IArrayElementReferenceOperation { ArrayReference: var array } when KeeperOf(array) is { } keeper =>
            new TaskUse(TaskUseKind.Collected, node, keeper, IsHeld: true),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } when KeeperOf(collection) is { } keeper =>
            new TaskUse(TaskUseKind.Collected, node, keeper, IsHeld: true),
        _ => new TaskUse(TaskUseKind.Other, node),
    };

    /// <summary>Of a tuple that is taken apart at once: where the element goes.</summary>
    private static TaskUse OfElement(ITupleOperation tuple, IOperation node)
    {
        var whole = tuple.Parent is IConversionOperation conversion ? conversion : (IOperation)tuple;
        var index = tuple.Elements.IndexOf(node);
        if (whole.Parent is not IDeconstructionAssignmentOperation apart || !ReferenceEquals(apart.Value, whole) || index < 0)
            return new TaskUse(TaskUseKind.Other, node);

        var targets = (apart.Target is IDeclarationExpressionOperation declared ? declared.Expression : apart.Target) as ITupleOperation;
        var target = targets is not null && index < targets.Elements.Length ? targets.Elements[index] : null;
        return (target is IDeclarationExpressionOperation one ? one.Expression : target) switch
        {
            IDiscardOperation => new TaskUse(TaskUseKind.Discarded, node),
            ILocalReferenceOperation local => new TaskUse(TaskUseKind.Assigned, node, local.Local),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member when IsOwn(member) =>
                new TaskUse(TaskUseKind.Stored, node, member.Member),
            _ => new TaskUse(TaskUseKind.Other, node),
        };
    }

    /// <summary>The collection that a call puts the task into, where that is a local or a member of the code's own type.</summary>
    private static ISymbol? Collection(IInvocationOperation call, IArgumentOperation argument) =>
        call.TargetMethod is { Name: "Add" or "TryAdd" or "Enqueue" or "Push" or "Insert" or "AddLast" or "AddFirst", IsStatic: false } method
        && method.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true
        && !IsDelegate(argument.Parameter?.Type)
            ? KeeperOf(call.Instance)
            : null;

    private static bool IsDelegate(ITypeSymbol? type) => type is { TypeKind: TypeKind.Delegate };

    private static ISymbol? KeeperOf(IOperation? reference) => reference.Unwrapped() switch
    {
        ILocalReferenceOperation local => local.Local,
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member when IsOwn(member) => member.Member,
        _ => null,
    };

    private static bool IsOwn(IMemberReferenceOperation target) =>
        target.Instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    /// <summary>Whether it is a <c>using</c> that declares the local.</summary>
    private static bool IsUsed(IVariableDeclaratorOperation declarator) =>
        declarator.Parent?.Parent?.Parent is IUsingOperation or IUsingDeclarationOperation;
}

/// <summary>What can become of a task.</summary>
internal enum TaskUseKind
{
    /// <summary>Something else, or nothing that can be told: it is handed on or returned.</summary>
    Other,

    /// <summary>Nobody takes it.</summary>
    Discarded,

    /// <summary>It is asked for its number or its text, and nothing else.</summary>
    LookedAt,

    /// <summary>It is awaited on the spot.</summary>
    Awaited,

    /// <summary>A local is declared with it.</summary>
    Declared,

    /// <summary>It is assigned to a local.</summary>
    Assigned,

    /// <summary>A field or a property of the code's own type keeps it.</summary>
    Stored,

    /// <summary>It is put into a collection, which a local or a member of the code's own type is.</summary>
    Collected,
}
