using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Symbols;

/// <summary>Reads what a method returns, and how its end is awaited.</summary>
internal static class ReturnReader
{
    /// <summary>Of a nursery or a cancel scope; null where it can't be one.</summary>
    public static Return? OfEntry(IMethodSymbol method)
    {
        if (method.RefKind != RefKind.None)
            return null;

        return OfTask(method.ReturnType)
            ?? (KnownTypes.IsStream(method.ReturnType, out var element) ? new Return(AwaitableKind.Stream, element) : null);
    }

    /// <summary>Of a child; null where it can't be one.</summary>
    public static Return? OfChild(IMethodSymbol method)
    {
        if (method.RefKind != RefKind.None)
            return null;

        return OfTask(method.ReturnType) ?? (IsSynchronous(method) ? new Return(AwaitableKind.Synchronous, Synchronous(method)) : null);
    }

    /// <summary>Why the child's work, or some of it, is still to be done when it ends; null where nothing says so.</summary>
    public static string? WhyLater(IMethodSymbol child, CancellationToken cancellationToken)
    {
        if (OfChild(child) is not { Result: { } result } returned)
            return null;

        if (KnownTypes.IsAwaitable(result, out _, out var inner))
        {
            var task = TypeText.Short.Of(child.ReturnType);
            var awaited = (returned.Kind == AwaitableKind.ValueTask
                ? "ValueTask"
                : "Task") + (inner is null ? "" : $"<{TypeText.Short.Of(inner)}>");
            return $"nobody would wait for the task inside '{task}'; await it, and return '{awaited}'";
        }

        return IsIterator(child, cancellationToken)
            ? "it is an iterator, which does its work where it is read, after the nursery; return a list or an array"
            : null;
    }

    /// <summary>Whether the method's body has to be read, to tell if it is an iterator.</summary>
    public static bool MayBeIterator(IMethodSymbol child) =>
        child.ReturnType.SpecialType is SpecialType.System_Collections_IEnumerable or SpecialType.System_Collections_IEnumerator
        || child.ReturnType.OriginalDefinition.SpecialType
            is SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_Generic_IEnumerator_T;

    private static bool IsIterator(IMethodSymbol child, CancellationToken cancellationToken)
    {
        if (!MayBeIterator(child))
            return false;

        // Of another assembly's, the compiler has left a note.
        return SyntaxPlaces.DeclarationOf(child, cancellationToken) is { } declaration
            ? declaration.Body is { } body && Yields(body)
            : child.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "IteratorStateMachineAttribute");
    }

    private static bool Yields(SyntaxNode body) => body
        .DescendantNodes(static node => node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or ExpressionSyntax))
        .Any(static node => node is YieldStatementSyntax);

    private static Return? OfTask(ITypeSymbol type) =>
        KnownTypes.IsAwaitable(type, out var isValueTask, out var result)
            ? new Return(isValueTask ? AwaitableKind.ValueTask : AwaitableKind.Task, result)
            : null;

    private static ITypeSymbol? Synchronous(IMethodSymbol method) => method.ReturnsVoid ? null : method.ReturnType;

    /// <summary>Whether the method has ended when it returns. What can be awaited some other way has not, nor has an iterator.</summary>
    private static bool IsSynchronous(IMethodSymbol method)
    {
        var type = method.ReturnType;
        if (method.ReturnsVoid)
            return !method.IsAsync;

        // What another generator makes is hardly a task; a name that looks like one has a slip, or lacks its using.
        if (type.TypeKind == TypeKind.Error)
            return !method.IsAsync && !method.Name.EndsWith("Async", StringComparison.Ordinal) && !type.Name.Contains("Task");

        return !KnownTypes.IsBoundToTheStack(type)
            && !KnownTypes.IsStream(type, out _)
            && !type.GetMembers("GetAwaiter").Any(static member => member is IMethodSymbol { Parameters.Length: 0, IsStatic: false });
    }
}

/// <summary>What a method returns.</summary>
/// <param name="Kind">How its end is awaited.</param>
/// <param name="Result">The result, or a stream's element; or none.</param>
internal sealed record Return(AwaitableKind Kind, ITypeSymbol? Result);
