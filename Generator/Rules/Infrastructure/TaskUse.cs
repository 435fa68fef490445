using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>What becomes of a task where the expression stands that makes it, or reads it from where it is kept.</summary>
/// <remarks>
/// The way goes outwards, through all that still is the task or holds it: conversions, <c>ConfigureAwait</c>, a branch of a condition, an
/// element of a tuple or an array. It ends where the task is taken (awaited, returned, given away) or where nothing is done with it.
/// </remarks>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Place">The expression that decides it: the await, the assignment, or the outermost that is still the task.</param>
/// <param name="Keeper">The local, or the member of the code's own type, that it goes into.</param>
/// <param name="IsHeld">Whether the keeper holds more than the task: it is a tuple, an object, an array or a collection.</param>
internal readonly record struct TaskUse(TaskUseKind Kind, IOperation Place, ISymbol? Keeper = null, bool IsHeld = false)
{
    // What methods are called that start work and forget it.
    private static readonly string[] s_forgetting =
        ["Forget", "NoAwait", "NoWait", "RunInBackground", "FireAndLog", "DontAwait", "DoNotAwait", "Unawaited", "WithoutAwait"];

    // What a task has to say of itself. To read its result, or to wait, is to await it in another way.
    private static readonly HashSet<string> s_looks = ["Status", "Id", "AsyncState", "CreationOptions"];

    /// <summary>The local that it goes into.</summary>
    public ILocalSymbol? Local => Keeper as ILocalSymbol;

    public static TaskUse Of(IOperation task)
    {
        var node = task;
        var isHeld = IsSequenceOfTasks(task.Type);
        while (Outwards(node, ref isHeld) is { } outer)
            node = outer;

        return node.Parent switch
        {
            IExpressionStatementOperation => new TaskUse(TaskUseKind.Discarded, node),
            IUsingOperation statement when ReferenceEquals(statement.Resources, node) => new TaskUse(TaskUseKind.Discarded, node),
            IAwaitOperation awaited => new TaskUse(TaskUseKind.Awaited, awaited),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } =>
                new TaskUse(TaskUseKind.Declared, node, declarator.Symbol, isHeld),
            IAssignmentOperation assignment when ReferenceEquals(assignment.Value, node) => OfAssignment(assignment, node, isHeld),
            ITupleOperation tuple => OfElement(tuple, node),
            IForEachLoopOperation loop when isHeld && ReferenceEquals(loop.Collection, node) =>
                new TaskUse(TaskUseKind.Listed, loop, IsHeld: true),
            IBinaryOperation comparison when IsComparedWithAnother(comparison, node) => new TaskUse(TaskUseKind.LookedAt, node),
            _ when ArgumentOf(node) is { Parent: IInvocationOperation taker } argument
                && OfTaker(taker, argument, node, isHeld) is { } taken =>
                taken,
            IArgumentOperation { Parent: IInvocationOperation add } argument when Collection(add, argument) is { } keeper =>
                new TaskUse(TaskUseKind.Collected, node, keeper, IsHeld: true),
            IArgumentOperation argument when RecordPart(argument) is { } part => new TaskUse(TaskUseKind.Stored, node, part, isHeld),
            IPropertyReferenceOperation { Property.Name: var name } when s_looks.Contains(name) && TaskUse.IsTask(node.Type) =>
                new TaskUse(TaskUseKind.LookedAt, node),
            IPropertyReferenceOperation { Property.Name: "Count" or "Length" } when isHeld && task is IInvocationOperation =>
                new TaskUse(TaskUseKind.LookedAt, node),
            { } asker when IsMade(task) && TaskPolls.IsPoll(asker) => new TaskUse(TaskUseKind.LookedAt, node),
            IInterpolationOperation => new TaskUse(TaskUseKind.LookedAt, node),
            _ => new TaskUse(TaskUseKind.Other, node),
        };
    }

    /// <summary>Whether the expression makes the task: then nothing else knows of it.</summary>
    private static bool IsMade(IOperation task) => task is IInvocationOperation && IsTask(task.Type);

    /// <summary>Whether the type is that of a task that has to be awaited.</summary>
    public static bool IsTask(ITypeSymbol? type) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None } named
        && (KnownTypes.IsAwaitable(named, out _, out _)
            || named.OriginalDefinition.GetAttributes().Any(static attribute =>
                attribute.AttributeClass is { Name: "AsyncMethodBuilderAttribute" }));

    /// <summary>Whether a task of a task: what comes out of it is another one to await.</summary>
    public static bool IsTaskOfTask(ITypeSymbol? type) =>
        type is not null && KnownTypes.IsAwaitable(type, out _, out var result) && result is not null
        && KnownTypes.IsAwaitable(result, out _, out _);

    /// <summary>Whether the type is that of several tasks: an array or a collection of them.</summary>
    public static bool IsSequenceOfTasks(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => IsTask(array.ElementType),
        INamedTypeSymbol { Arity: 1 } named =>
            IsTask(named.TypeArguments[0]) && named.ContainingNamespace?.ToDisplayString() == "System.Collections.Generic",
        _ => false,
    };

    /// <summary>The argument that the task is, or is an element of: of a parameter array, an array or a collection expression.</summary>
    public static IArgumentOperation? ArgumentOf(IOperation task)
    {
        var node = task.Parent;
        while (node is not IArgumentOperation && node is IConversionOperation or IArrayInitializerOperation or IArrayCreationOperation
            or { IsImplicit: true } or { Syntax: CollectionExpressionSyntax })
        {
            node = node.Parent;
        }

        return node as IArgumentOperation;
    }

    /// <summary>What a call does with a task that it is given, where its name or its declaration says so.</summary>
    private static TaskUse? OfTaker(IInvocationOperation call, IArgumentOperation argument, IOperation node, bool isHeld)
    {
        var method = call.TargetMethod;
        if (method is { Name: "WhenAny", IsStatic: true } && KnownTypes.IsAwaitable(method.ContainingType, out _, out _))
            return IsRepeated(call) || IsWinnerKnown(call, node) ? null : new TaskUse(TaskUseKind.Raced, call, IsHeld: isHeld);
        if (argument.Parameter is { } parameter && IsForgetting(call, parameter))
            return new TaskUse(TaskUseKind.Forgotten, call, IsHeld: isHeld);
        if (KeptByExchange(call, argument) is { } field)
            return new TaskUse(TaskUseKind.Stored, call, field, isHeld);

        return null;
    }

    /// <summary>
    /// Whether a call sees to it that no code awaits what it is given: the project lists it; its method is <c>async void</c>, or by its
    /// text drops the task; or it is called like that where its source isn't at hand.
    /// </summary>
    public static bool IsForgetting(IInvocationOperation call, IParameterSymbol parameter)
    {
        var method = call.TargetMethod;
        if (method.ReturnsVoid && (parameter.Ordinal == 0 || parameter.Type.TypeKind == TypeKind.Delegate)
            && (method.IsAsync || IsForgettingName(method.Name) || IsForgettingName(method.ContainingType?.Name ?? "")))
        {
            return true;
        }

        return ForgetMethods.Lists(method, call) || (method.ReturnsVoid && GivenTask.IsForgotten(parameter));
    }

    /// <summary>Whether a method or a type is called like what starts work and forgets it.</summary>
    public static bool IsForgettingName(string name) =>
        s_forgetting.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The field of the code's own type that an atomic write puts the task into, where no code looks at what was in it.</summary>
    private static ISymbol? KeptByExchange(IInvocationOperation call, IArgumentOperation argument) =>
        call.TargetMethod is { Name: "Exchange" or "Write", IsStatic: true, ContainingType.Name: "Interlocked" or "Volatile" }
        && argument.Parameter?.Ordinal == 1
        && call.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation }
        && call.Arguments[0].Value is IFieldReferenceOperation field && IsOwn(field)
            ? field.Field
            : null;

    /// <summary>Whether a loop asks again and again: then it may come to all of them.</summary>
    private static bool IsRepeated(IOperation call)
    {
        for (var node = call.Parent; node is not null && node.FunctionSymbol() is null; node = node.Parent)
        {
            if (node is ILoopOperation)
                return true;
        }

        return false;
    }

    /// <summary>Whether the winner is compared with another of the tasks on the spot: then it is known where this one stands.</summary>
    private static bool IsWinnerKnown(IInvocationOperation call, IOperation node)
    {
        if (Of(call) is not { Kind: TaskUseKind.Awaited, Place: var awaited })
            return false;

        while (awaited.Parent is IConversionOperation or IParenthesizedOperation)
            awaited = awaited.Parent;

        return awaited.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
            && (ReferenceEquals(comparison.LeftOperand, awaited) ? comparison.RightOperand : comparison.LeftOperand)
                .ReferredSymbol() is { } winner
            && !SymbolEqualityComparer.Default.Equals(winner, node.ReferredSymbol());
    }

    private static bool IsComparedWithAnother(IBinaryOperation comparison, IOperation node) =>
        comparison.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
        && (ReferenceEquals(comparison.LeftOperand, node) ? comparison.RightOperand : comparison.LeftOperand)
            is not { ConstantValue: { HasValue: true, Value: null } };

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

            // An assignment is a value itself, and code may do with it what the target's readers don't.
            case IAssignmentOperation { Parent: not IExpressionStatementOperation } assignment when ReferenceEquals(assignment.Value, node):
                return assignment.Parent is IMemberInitializerOperation or IObjectOrCollectionInitializerOperation
                    or IAnonymousObjectCreationOperation ? Object(assignment, ref isHeld) : assignment;
            case IArgumentOperation
            {
                Parameter.Ordinal: 0,
                Parent: IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray" or "AsEnumerable" } made } list,
            }
                when isHeld && made.ContainingNamespace?.ToDisplayString() == "System.Linq":
                return list;
            case IArgumentOperation
                {
                    Parent: IInvocationOperation
                    {
                        TargetMethod.Name: "Add",
                        Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver },
                        Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation list },
                    },
                } when list.Type?.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true:
                isHeld = true;
                return list;
            case { Syntax: CollectionExpressionSyntax } list:
                isHeld = true;
                return list;
            case IArrayInitializerOperation { Parent: IArrayCreationOperation { IsImplicit: false } array }:
                isHeld = true;
                return array;
            case ITupleOperation
            {
                Parent: not IDeconstructionAssignmentOperation and not IConversionOperation { Parent: IDeconstructionAssignmentOperation },
            } tuple:
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
        IMemberReferenceOperation
        {
            Member: var part,
            Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver },
        }
            when IsOfInnerType(part) => new TaskUse(TaskUseKind.Stored, node, part, isHeld),
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
        call.TargetMethod
            is { Name: "Add" or "TryAdd" or "Enqueue" or "Push" or "Insert" or "AddLast" or "AddFirst", IsStatic: false } method
        && method.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true
        && !IsDelegate(argument.Parameter?.Type)
            ? KeeperOf(call.Instance)
            : null;

    private static bool IsDelegate(ITypeSymbol? type) => type is { TypeKind: TypeKind.Delegate };

    private static ISymbol? KeeperOf(IOperation? reference) => reference.Unwrapped() switch
    {
        ILocalReferenceOperation local => local.Local,
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member when IsOwn(member) =>
            member.Member,
        _ => null,
    };

    /// <summary>Whether only the type around can see the member's type.</summary>
    private static bool IsOfInnerType(ISymbol member) =>
        member.ContainingType is { DeclaredAccessibility: Accessibility.Private, ContainingType: not null };

    /// <summary>The property of a private record that its constructor keeps the task in.</summary>
    private static ISymbol? RecordPart(IArgumentOperation argument) =>
        argument is { Parent: IObjectCreationOperation { Type: INamedTypeSymbol { IsRecord: true } record }, Parameter: { } parameter }
        && record.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } part && IsOfInnerType(part)
            ? part
            : null;

    private static bool IsOwn(IMemberReferenceOperation target) =>
        target.Instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
}

/// <summary>What can become of a task.</summary>
internal enum TaskUseKind
{
    /// <summary>Something else, or nothing that can be told: it is handed on or returned.</summary>
    Other,

    /// <summary>It is not taken.</summary>
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

    /// <summary>A loop goes through the tasks.</summary>
    Listed,

    /// <summary>It is one of several of which the first is awaited.</summary>
    Raced,

    /// <summary>It is given to what promises never to await it.</summary>
    Forgotten,

    /// <summary>It is put into a collection, which a local or a member of the code's own type is.</summary>
    Collected,
}
