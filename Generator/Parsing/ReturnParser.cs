using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Parsing;

/// <summary>Reads what a method returns, and how its end is awaited.</summary>
internal static class ReturnParser
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

        return type.TypeKind != TypeKind.Error
            && !KnownTypes.IsBoundToTheStack(type)
            && !KnownTypes.IsStream(type, out _)
            && !type.GetMembers("GetAwaiter").Any(static member => member is IMethodSymbol { Parameters.Length: 0, IsStatic: false });
    }
}

/// <summary>What a method returns.</summary>
/// <param name="Kind">How its end is awaited.</param>
/// <param name="Result">The result, or a stream's element; or none.</param>
internal sealed record Return(AwaitableKind Kind, ITypeSymbol? Result);
