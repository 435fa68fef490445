using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>What becomes of a lambda or a local function: what runs it, and when.</summary>
/// <remarks>
/// A lambda runs <see cref="FunctionUseKind.Here"/> where it is called on the spot or through a local; where a LINQ operator, a collection
/// or <c>Parallel</c> takes it; and where the call that takes it is awaited or returned, since what is awaited can hardly go on
/// afterwards. Everything else is <see cref="FunctionUseKind.Elsewhere"/>, and no nursery code: an event's handler, what is stored or
/// returned, what a constructor or any other call keeps (a route, a timer, a registration), what a thread of the pool was given.
/// Some of that does run in time; a rule that says nothing about it is the lesser evil.
/// </remarks>
/// <param name="Kind">What runs it.</param>
/// <param name="Code">What it becomes where a nursery or scope runs it.</param>
/// <param name="Handle">The handle that a child was started through.</param>
internal readonly record struct FunctionUse(FunctionUseKind Kind, NurseryCodeKind Code = default, ISymbol? Handle = null)
{
    private static readonly FunctionUse Here = new(FunctionUseKind.Here);
    private static readonly FunctionUse Elsewhere = new(FunctionUseKind.Elsewhere);

    /// <summary>The use of a lambda or a local function.</summary>
    public static FunctionUse Of(IOperation function, KnownSymbols known) => function switch
    {
        IAnonymousFunctionOperation lambda => OfValue(lambda, known, followLocals: true),
        ILocalFunctionOperation local => Best(UsesOf(local, known)),
        _ => Elsewhere,
    };

    private static IEnumerable<FunctionUse> UsesOf(ILocalFunctionOperation function, KnownSymbols known)
    {
        foreach (var operation in function.Outermost().DescendantsAndSelf())
        {
            if (operation is IInvocationOperation call && IsIt(call.TargetMethod))
                yield return IsInForeignLambda(call, function, known) ? Elsewhere : Here;
            else if (operation is IMethodReferenceOperation reference && IsIt(reference.Method))
                yield return OfValue(reference, known, followLocals: true);
        }

        bool IsIt(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, function.Symbol);
    }

    /// <summary>Whether a call stands in a lambda that runs elsewhere, and so isn't made by the code around the function.</summary>
    private static bool IsInForeignLambda(IOperation call, ILocalFunctionOperation function, KnownSymbols known)
    {
        for (var node = call.Parent; node is not null and not ILocalFunctionOperation; node = node.Parent)
        {
            if (ReferenceEquals(node, function.Parent))
                return false;
            if (node is IAnonymousFunctionOperation && Of(node, known).Kind == FunctionUseKind.Elsewhere)
                return true;
        }

        return false;
    }

    /// <param name="value">The lambda, or a reference to the function.</param>
    /// <param name="known">The types to compare with.</param>
    /// <param name="followLocals">Whether to look where a local goes that holds the value; not from one local to the next.</param>
    private static FunctionUse OfValue(IOperation value, KnownSymbols known, bool followLocals)
    {
        var node = value;
        while (node.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            node = node.Parent;
            if (KnownSymbols.Is(node.Type, known.Expression))
                return Elsewhere;
        }

        return node.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } argument => OfArgument(call, argument, known),
            IArgumentOperation { Parent: IObjectCreationOperation timer } when KnownSymbols.Is(timer.Type, known.Timer) => Here,
            IInvocationOperation call when ReferenceEquals(call.Instance, node) => Here,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation local } when followLocals =>
                OfLocal(local.Symbol, local, known),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment
                when followLocals && ReferenceEquals(assignment.Value, node) => OfLocal(local.Local, local, known),
            _ when followLocals && ListOf(node) is { } list => IsRunThrough(list, node) ? Here : Elsewhere,
            _ => Elsewhere,
        };
    }

    /// <summary>The local whose array or list a function is written into.</summary>
    private static ILocalSymbol? ListOf(IOperation function)
    {
        var node = function.Parent;
        while (node is IArrayInitializerOperation or IArrayCreationOperation or IConversionOperation
            or { Syntax: CollectionExpressionSyntax })
        {
            node = node.Parent;
        }

        return node is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } && node != function.Parent
            ? declarator.Symbol
            : null;
    }

    /// <summary>Whether code calls what the list holds: each in a loop, or one by its index.</summary>
    private static bool IsRunThrough(ILocalSymbol list, IOperation place) => place.ReferencesTo(list).Any(reference =>
    {
        IOperation node = reference;
        while (node.Parent is IConversionOperation)
            node = node.Parent;

        return node.Parent switch
        {
            IForEachLoopOperation loop => loop.Locals.Any(item => loop.ReferencesTo(item).Any(static one => IsCalled(one))),
            IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } => IsCalled(node.Parent),
            _ => false,
        };

        static bool IsCalled(IOperation one) => one.Parent is IInvocationOperation call && ReferenceEquals(call.Instance, one);
    });

    private static FunctionUse OfLocal(ILocalSymbol local, IOperation place, KnownSymbols known)
    {
        var uses = place.Outermost().DescendantsAndSelf().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local) && !IsAssigned(reference));
        return Best(uses.Select(reference => OfValue(reference, known, followLocals: false)));

        static bool IsAssigned(IOperation reference) =>
            reference.Parent is ISimpleAssignmentOperation assignment && ReferenceEquals(assignment.Target, reference);
    }

    /// <summary>What a nursery runs is its code, whatever else uses it; what is called here at least once is code that runs here.</summary>
    private static FunctionUse Best(IEnumerable<FunctionUse> uses) =>
        uses.OrderBy(static use => use.Kind).Cast<FunctionUse?>().FirstOrDefault() ?? Elsewhere;

    private static FunctionUse OfArgument(IInvocationOperation call, IArgumentOperation argument, KnownSymbols known)
    {
        // What takes anything, a list's Add for one, keeps it.
        if (argument.Parameter?.OriginalDefinition.Type.TypeKind != TypeKind.Delegate)
            return Elsewhere;

        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (KnownSymbols.Is(type, known.Nursery) && method.Name is "Start" or "StartAsync")
            return new FunctionUse(FunctionUseKind.Handed, NurseryCodeKind.Child, call.Instance.ReferredSymbol());
        if ((KnownSymbols.Is(type, known.Nursery) || KnownSymbols.Is(type, known.NurseryHost)) && method.Name == "RunAsync")
            return new FunctionUse(FunctionUseKind.Handed, NurseryCodeKind.NurseryBody);
        if (KnownSymbols.Is(type, known.CancelScope) && method.Name is "FailAfterAsync" or "MoveOnAfterAsync")
            return new FunctionUse(FunctionUseKind.Handed, NurseryCodeKind.ScopeBody);

        var isRun = method.Name is "Run" or "StartNew" && (KnownSymbols.Is(type, known.Task) || KnownSymbols.Is(type, known.TaskFactory));
        return RunsItNow(type, known) || ((isRun || !IsOfThreads(type)) && IsWaitedFor(call)) ? Here : Elsewhere;
    }

    private static bool RunsItNow(INamedTypeSymbol type, KnownSymbols known)
    {
        var space = type.ContainingNamespace?.ToDisplayString() ?? "";
        return space == "System.Linq"
            || space.StartsWith("System.Collections.", StringComparison.Ordinal)
            || KnownSymbols.Is(type, known.Array)
            || KnownSymbols.Is(type, known.Parallel);
    }

    /// <summary>Whether the type's methods leave work to other threads: <c>Task.Run</c>, <c>ContinueWith</c>, <c>Register</c> …</summary>
    private static bool IsOfThreads(INamedTypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is "System.Threading" or "System.Threading.Tasks";

    /// <summary>Whether the code around the call waits for what it returns: awaits it, or returns it to a caller that does.</summary>
    private static bool IsWaitedFor(IInvocationOperation call)
    {
        var use = TaskUse.Of(call);
        return use.Kind == TaskUseKind.Awaited
            || (use.Place.Parent is IReturnOperation && call.Type is not null && KnownTypes.IsAwaitable(call.Type, out _, out _));
    }
}

/// <summary>What runs a function, the surest first.</summary>
internal enum FunctionUseKind
{
    /// <summary>A nursery or a cancel scope.</summary>
    Handed,

    /// <summary>The code around it, before that ends.</summary>
    Here,

    /// <summary>Other code, at some time, or never.</summary>
    Elsewhere,
}
