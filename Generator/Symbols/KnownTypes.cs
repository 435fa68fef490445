using System.Reflection;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Symbols;

/// <summary>Recognises the few types that the rules speak of, by name: the same in every compilation, with nothing to look up.</summary>
internal static class KnownTypes
{
    private static readonly PropertyInfo? s_allowsRefStruct = typeof(ITypeParameterSymbol).GetProperty("AllowsRefLikeType");

    public static bool IsCancellationToken(ITypeSymbol type) => Is(type, "System.Threading", "CancellationToken");

    public static bool IsTimeSpan(ITypeSymbol type) => Is(type, "System", "TimeSpan");

    public static bool IsUntypedNursery(ITypeSymbol type) => Is(type, WellKnownNames.Namespace, "Nursery");

    public static bool IsCancelScope(ITypeSymbol type) => Is(type, WellKnownNames.Namespace, "CancelScope");

    public static bool IsChildHandle(ITypeSymbol type) =>
        Is(type, WellKnownNames.Namespace, "Child") || Is(type, WellKnownNames.Namespace, "Child", arity: 1);

    public static bool IsTimeProvider(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (Is(current, "System", "TimeProvider"))
                return true;
        }

        return false;
    }

    /// <summary>Whether the type is IAsyncEnumerable&lt;T&gt;; then also of what.</summary>
    public static bool IsStream(ITypeSymbol type, out ITypeSymbol? element) =>
        IsOf(type, "System.Collections.Generic", "IAsyncEnumerable", out element);

    public static bool IsEnumerable(ITypeSymbol type, out ITypeSymbol? element) =>
        IsOf(type, "System.Collections.Generic", "IEnumerable", out element);

    public static bool IsReadOnlyList(ITypeSymbol type, out ITypeSymbol? element) =>
        IsOf(type, "System.Collections.Generic", "IReadOnlyList", out element);

    public static bool IsReadOnlyMemory(ITypeSymbol type, out ITypeSymbol? element) =>
        IsOf(type, "System", "ReadOnlyMemory", out element);

    public static bool IsChannelReader(ITypeSymbol type, out ITypeSymbol? element) =>
        IsOf(type, "System.Threading.Channels", "ChannelReader", out element);

    public static bool IsOutcome(ITypeSymbol type, out ITypeSymbol? result) =>
        IsOf(type, WellKnownNames.Namespace, "Outcome", out result);

    /// <summary>Whether the type is Ready or Ready&lt;T&gt;; then also of what.</summary>
    public static bool IsReady(ITypeSymbol type, out ITypeSymbol? value) =>
        IsOf(type, WellKnownNames.Namespace, "Ready", out value) || Is(type, WellKnownNames.Namespace, "Ready");

    /// <summary>Whether a value of the type can have something to dispose of: its own type says so, or leaves it open.</summary>
    public static bool MayBeDisposable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol => false,
        { SpecialType: SpecialType.System_String } => false,
        { IsValueType: true } or { IsSealed: true } => IsDisposable(
            type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
                ? nullable.TypeArguments[0]
                : type),
        _ => true,
    };

    private static bool IsDisposable(ITypeSymbol type) =>
        type is ITypeParameterSymbol
        || type.AllInterfaces.Any(static one => Is(one, "System", "IDisposable") || Is(one, "System", "IAsyncDisposable"));

    /// <summary>Whether the type is Task, Task&lt;T&gt;, ValueTask or ValueTask&lt;T&gt;; then also which, and of what.</summary>
    public static bool IsAwaitable(ITypeSymbol type, out bool isValueTask, out ITypeSymbol? result)
    {
        const string tasks = "System.Threading.Tasks";
        result = type is INamedTypeSymbol { Arity: 1 } generic ? generic.TypeArguments[0] : null;
        isValueTask = Is(type, tasks, "ValueTask") || Is(type, tasks, "ValueTask", arity: 1);
        return isValueTask || Is(type, tasks, "Task") || Is(type, tasks, "Task", arity: 1);
    }

    /// <summary>Whether a task that outlives the call can't hold a value of the type.</summary>
    public static bool IsBoundToTheStack(ITypeSymbol type) =>
        type.IsRefLikeType
        || type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer
        || (type is ITypeParameterSymbol parameter && AllowsRefStruct(parameter));

    /// <summary>Whether a type argument may be a ref struct. The oldest compiler has no such thing, nor a property to ask for it.</summary>
    public static bool AllowsRefStruct(ITypeParameterSymbol parameter) => s_allowsRefStruct?.GetValue(parameter) is true;

    /// <summary>Whether a pointer is part of the type, which can then be written in unsafe code only.</summary>
    public static bool HasPointer(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => true,
        IArrayTypeSymbol array => HasPointer(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(HasPointer) || (named.ContainingType is { } outer && HasPointer(outer)),
        _ => false,
    };

    /// <summary>Whether the type, or any part of it, doesn't exist: half typed, or generated from this very source.</summary>
    public static bool HasErrors(ITypeSymbol? type) => type switch
    {
        null => true,
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => HasErrors(array.ElementType),
        IPointerTypeSymbol pointer => HasErrors(pointer.PointedAtType),
        INamedTypeSymbol named => named.TypeArguments.Any(HasErrors) || (named.ContainingType is { } outer && HasErrors(outer)),
        _ => false,
    };

    private static bool IsOf(ITypeSymbol type, string ns, string name, out ITypeSymbol? argument)
    {
        argument = Is(type, ns, name, arity: 1) ? ((INamedTypeSymbol)type).TypeArguments[0] : null;
        return argument is not null;
    }

    private static bool Is(ITypeSymbol type, string ns, string name, int arity = 0) =>
        type is INamedTypeSymbol { ContainingType: null, TypeKind: not TypeKind.Error } named
        && named.Name == name
        && named.Arity == arity
        && IsNamed(named.ContainingNamespace, ns, ns.Length);

    /// <summary>Whether a namespace is the one that a dotted name begins with, up to that length: compared, not written out.</summary>
    private static bool IsNamed(INamespaceSymbol? space, string name, int length)
    {
        if (space is null or { IsGlobalNamespace: true })
            return length <= 0;

        var start = length - space.Name.Length;
        return start >= 0
            && (start == 0 || name[start - 1] == '.')
            && string.CompareOrdinal(name, start, space.Name, 0, space.Name.Length) == 0
            && IsNamed(space.ContainingNamespace, name, start - 1);
    }
}
