using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Parsing;

namespace NurseryGen.Generator.Analysis;

/// <summary>What becomes of a task where the expression stands that makes it.</summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Place">The expression that decides it: the await, the assignment, or the outermost that is still the task.</param>
/// <param name="Local">The local that it goes into.</param>
internal readonly record struct TaskUse(TaskUseKind Kind, IOperation Place, ILocalSymbol? Local = null)
{
    public static TaskUse Of(IOperation task)
    {
        var node = task;
        while (IsTransparent(node.Parent, node))
            node = node.Parent!;

        return node.Parent switch
        {
            IExpressionStatementOperation => new TaskUse(TaskUseKind.Discarded, node),
            ISimpleAssignmentOperation { Target: IDiscardOperation } assignment => new TaskUse(TaskUseKind.Discarded, assignment),
            IUsingOperation statement when ReferenceEquals(statement.Resources, node) => new TaskUse(TaskUseKind.Discarded, node),
            IAwaitOperation awaited => new TaskUse(TaskUseKind.Awaited, awaited),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } when !IsUsed(declarator) =>
                new TaskUse(TaskUseKind.Declared, node, declarator.Symbol),
            ISimpleAssignmentOperation assignment when ReferenceEquals(assignment.Value, node) && IsOwnMember(assignment.Target) =>
                new TaskUse(TaskUseKind.Stored, assignment),
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

    private static bool IsTransparent(IOperation? parent, IOperation node) => parent switch
    {
        IConversionOperation or IParenthesizedOperation => true,
        IConditionalAccessOperation access => ReferenceEquals(access.WhenNotNull, node),
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } call => ReferenceEquals(call.Instance, node),
        _ => false,
    };

    private static bool IsOwnMember(IOperation target) => target is IMemberReferenceOperation
    {
        Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance },
    };

    /// <summary>Whether it is a <c>using</c> that declares the local.</summary>
    private static bool IsUsed(IVariableDeclaratorOperation declarator) =>
        declarator.Parent?.Parent?.Parent is IUsingOperation or IUsingDeclarationOperation;
}

/// <summary>What can become of a task.</summary>
internal enum TaskUseKind
{
    /// <summary>Something else, or nothing that can be told: it is handed on, returned, looked at.</summary>
    Other,

    /// <summary>Nobody takes it.</summary>
    Discarded,

    /// <summary>It is awaited on the spot.</summary>
    Awaited,

    /// <summary>A local is declared with it.</summary>
    Declared,

    /// <summary>A field or a property of the code's own type keeps it.</summary>
    Stored,
}
