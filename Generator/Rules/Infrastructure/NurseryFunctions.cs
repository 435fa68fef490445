using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>Answers which functions of a compilation are nursery code, each found out once for all analyzers.</summary>
/// <remarks>Operations live as long as their member is looked at, and are not kept alive here.</remarks>
internal sealed class NurseryFunctions(KnownSymbols known)
{
    private readonly ConcurrentDictionary<ISymbol, NurseryCode?> _members = new(SymbolEqualityComparer.Default);
    private readonly ConditionalWeakTable<IOperation, StrongBox<NurseryCode?>> _functions = new();

    /// <summary>A member itself; null where its code isn't nursery code.</summary>
    public NurseryCode? OfMember(ISymbol member, CancellationToken cancellationToken)
    {
        if (!_members.TryGetValue(member, out var code))
            _members[member] = code = OfMethod(member as IMethodSymbol, known, cancellationToken);

        return code;
    }

    /// <summary>The innermost function around an operation, or the function that it is; null where that isn't nursery code.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="owner">The member that it stands in.</param>
    /// <param name="cancellationToken">To stop.</param>
    public NurseryCode? Of(IOperation operation, ISymbol owner, CancellationToken cancellationToken)
    {
        if (operation.EnclosingFunction() is not { } function)
            return OfMember(owner, cancellationToken);
        if (!_functions.TryGetValue(function, out var code))
            code = _functions.GetValue(function, one => new StrongBox<NurseryCode?>(OfFunction(one, owner, cancellationToken)));

        return code.Value;
    }

    private NurseryCode? OfFunction(IOperation function, ISymbol owner, CancellationToken cancellationToken)
    {
        var symbol = function.FunctionSymbol()!;
        var use = FunctionUse.Of(function, known);
        switch (use.Kind)
        {
            case FunctionUseKind.Handed:
                var handle = use.Code == NurseryCodeKind.Child ? use.Handle : HandleOf(symbol, known, cancellationToken);
                return new NurseryCode(use.Code, symbol, handle, Outer: null);
            case FunctionUseKind.Here when function.Parent is { } parent && Of(parent, owner, cancellationToken) is { } outer:
                return new NurseryCode(outer.Kind, symbol, outer.Handle, outer);
            default:
                return null;
        }
    }

    /// <summary>What a method is by its attributes, or by those of the method that it is the body of.</summary>
    private static NurseryCode? OfMethod(IMethodSymbol? method, KnownSymbols known, CancellationToken cancellationToken)
    {
        if (method is { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.Constructor })
            return NurseryHelpers.Has(method, cancellationToken) ? Code(NurseryCodeKind.Helper) : null;
        if (method is not { MethodKind: MethodKind.Ordinary })
            return null;

        if (MethodRoles.IsChild(method))
        {
            // A child of the wrong shape isn't started, and is reported for that.
            return ReturnReader.OfChild(method) is { } returned
                ? Code(returned.Kind == AwaitableKind.Synchronous ? NurseryCodeKind.SynchronousChild : NurseryCodeKind.Child)
                : null;
        }

        if (method.IsPartialDefinition)
            return null;

        foreach (var entry in method.Parameters.IsEmpty ? [] : MethodRoles.Methods(method.ContainingType))
        {
            if (BodyOverloads.IsOne(method, entry, cancellationToken))
                return Code(KnownTypes.IsCancelScope(method.Parameters[0].Type) ? NurseryCodeKind.ScopeBody : NurseryCodeKind.NurseryBody);
        }

        return NurseryHelpers.Has(method, cancellationToken) ? Code(NurseryCodeKind.Helper) : null;

        NurseryCode Code(NurseryCodeKind kind) => new(kind, method, HandleOf(method, known, cancellationToken), Outer: null);
    }

    private static IParameterSymbol? HandleOf(IMethodSymbol function, KnownSymbols known, CancellationToken cancellationToken) =>
        function.Parameters.FirstOrDefault(parameter =>
            known.IsNurseryHandle(parameter, cancellationToken) || KnownSymbols.Is(parameter.Type, known.CancelScope));
}
