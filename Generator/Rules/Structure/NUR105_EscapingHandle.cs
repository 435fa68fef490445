using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR105: a nursery's handle that gets to where it outlives its nursery, after which it starts nothing but exceptions.</summary>
/// <remarks>
/// In a field or a property, of any type; out of the nursery's body or child as its result; and into a lambda that an event, a
/// timer, a field or another owner's token keeps. Arguments are how a handle is meant to travel, and object initializers are as good as
/// arguments.
/// </remarks>
internal static class NUR105_EscapingHandle
{
    // How methods are called that keep a delegate. By its name alone nothing is said of what takes one for the while of the call.
    private static readonly string[] s_keepers =
    [
        "Subscribe", "Register", "Listen", "Attach", "Observe", "Hook", "Watch", "AddHandler", "AddListener", "AddCallback", "SetHandler",
        "SetCallback", "MapGet", "MapPost", "MapPut", "MapDelete",
    ];

    private static readonly string[] s_removals =
        ["Remove", "TryRemove", "RemoveAll", "RemoveAt", "RemoveFirst", "RemoveLast", "Clear", "TryTake", "TryDequeue", "Dequeue"];

    public static void Register(RuleRegistry rules)
    {
        rules.OnOperation(CheckAssignment, OperationKind.SimpleAssignment, OperationKind.CoalesceAssignment);
        rules.OnOperation(CheckInitializer, OperationKind.FieldInitializer, OperationKind.PropertyInitializer);
        rules.OnOperation(CheckReturn, OperationKind.Return);
        rules.OnOperation(CheckLambda, OperationKind.AnonymousFunction);
        rules.OnOperation(CheckGroup, OperationKind.MethodReference);
        rules.OnOperation(CheckCollected, OperationKind.Argument);
        rules.OnOperation(CheckSubscription, OperationKind.EventAssignment);
    }

    private static void CheckAssignment(RuleContext context)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        if (KeptIn(assignment.Target) is { ContainingType.IsRefLikeType: false } member && !IsSession(context, assignment.Value, member))
            Check(context, assignment.Value, member);
    }

    private static void CheckInitializer(RuleContext context) =>
        Check(context, ((ISymbolInitializerOperation)context.Operation).Value, context.Owner);

    private static void Check(RuleContext context, IOperation value, ISymbol member)
    {
        // An object that is made with it keeps it as well.
        if (value.Unwrapped() is IObjectCreationOperation made && context.Owner is not IMethodSymbol { MethodKind: MethodKind.Constructor })
        {
            foreach (var part in made.Arguments.Select(static argument => argument.Value)
                .Concat(made.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(static one => one.Value) ?? []))
            {
                if (part.Unwrapped() is not IObjectCreationOperation)
                    Check(context, part, member);
            }

            return;
        }

        if (HandleIn(value, context.Known) is { } handle || (handle = TokenOf(value, context.Known)) is not null)
        {
            context.Report(
                DiagnosticDescriptors.EscapingHandle, value.Syntax, handle.Name,
                $"pass it on as an argument instead of keeping it in '{member.Name}'");
        }
    }

    /// <summary>A field's collection that the handle is put into.</summary>
    private static void CheckCollected(RuleContext context)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument.Parent is IInvocationOperation
            {
                TargetMethod.Name: "Add" or "TryAdd" or "Enqueue" or "Push" or "SetResult" or "TrySetResult" or "AddLast" or "AddFirst",
                Instance: IFieldReferenceOperation field,
            })
        {
            Check(context, argument.Value, field.Field);
        }
    }

    /// <summary>
    /// Whether a private type's constructor keeps a handle of one nursery alone: an object that is made for it, and goes with it.
    /// </summary>
    private static bool IsSession(RuleContext context, IOperation value, ISymbol member) =>
        !KnownSymbols.Is(value.Type, context.Known.Nursery)
        && context.Owner is IMethodSymbol { MethodKind: MethodKind.Constructor }
        && member.ContainingType is { ContainingType: not null, DeclaredAccessibility: Accessibility.Private };

    /// <summary>The nursery whose token an expression is.</summary>
    private static IParameterSymbol? TokenOf(IOperation value, KnownSymbols known) =>
        value.Unwrapped() is IPropertyReferenceOperation { Property.Name: "Token", Instance: { } nursery }
            ? HandleIn(nursery, known)
            : null;

    private static void CheckReturn(RuleContext context)
    {
        var returned = ((IReturnOperation)context.Operation).ReturnedValue;
        if (returned is null
            || HandleIn(returned, context.Known) is not { } handle
            || context.Code is not { Outer: null, Kind: not (NurseryCodeKind.ScopeBody or NurseryCodeKind.Helper) })
        {
            return;
        }

        context.Report(
            DiagnosticDescriptors.EscapingHandle, returned.Syntax, handle.Name, "return what comes of the children, not their nursery");
    }

    private static void CheckLambda(RuleContext context)
    {
        var lambda = (IAnonymousFunctionOperation)context.Operation;
        if (Keeper(lambda, context) is not { } advice)
            return;

        if (Captured(lambda, context.Known) is { } captured)
            context.Report(DiagnosticDescriptors.EscapingHandle, captured.Syntax, captured.Parameter.Name, advice);
    }

    /// <summary>A method of an object that was made with the handle, in place of a lambda that captures it.</summary>
    private static void CheckGroup(RuleContext context)
    {
        var group = (IMethodReferenceOperation)context.Operation;
        if (group.Instance.Unwrapped() is IObjectCreationOperation made
            && made.Arguments.Select(argument => (argument.Value, Handle: HandleIn(argument.Value, context.Known)))
                .FirstOrDefault(static pair => pair.Handle is not null) is { Handle: { } handle } given
            && Keeper(group, context) is { } advice)
        {
            context.Report(DiagnosticDescriptors.EscapingHandle, given.Value.Syntax, handle.Name, advice);
        }
    }

    /// <summary>A lambda that a variable holds is given to an event, and never taken away again.</summary>
    private static void CheckSubscription(RuleContext context)
    {
        var subscription = (IEventAssignmentOperation)context.Operation;
        if (!subscription.Adds
            || subscription.EventReference is not IEventReferenceOperation happening
            || HandlerOf(subscription, out var symbol) is not { } handler
            || Captured(handler, context.Known) is not { } handle
            || IsDisposedHere(happening)
            || subscription.Outermost().Descendants().OfType<IEventAssignmentOperation>().Any(other => !other.Adds
                && SymbolEqualityComparer.Default.Equals(HandlerSymbol(other), symbol)))
        {
            return;
        }

        context.Report(
            DiagnosticDescriptors.EscapingHandle, subscription.HandlerValue.Syntax, handle.Parameter.Name,
            $"unsubscribe from '{happening.Event.Name}' before the nursery exits, or hand the events over in a channel");
    }

    /// <summary>The lambda that a variable holds, or the local function.</summary>
    private static IOperation? HandlerOf(IEventAssignmentOperation subscription, out ISymbol? symbol)
    {
        symbol = HandlerSymbol(subscription);
        if (symbol is IMethodSymbol function)
        {
            return subscription.Outermost().Descendants().OfType<ILocalFunctionOperation>()
                .FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.Symbol, function));
        }

        return subscription.HandlerValue.Unwrapped() is ILocalReferenceOperation local
            && LocalValues.OnlyOf(local) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } ? lambda : null;
    }

    private static ISymbol? HandlerSymbol(IEventAssignmentOperation subscription) => subscription.HandlerValue.Unwrapped() switch
    {
        ILocalReferenceOperation local => local.Local,
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function } } =>
            function,
        _ => null,
    };

    private static IParameterReferenceOperation? Captured(IOperation function, KnownSymbols known) =>
        function.Descendants().OfType<IParameterReferenceOperation>().FirstOrDefault(reference =>
            known.IsNurseryHandle(reference.Type) && IsDeclaredOutside(reference.Parameter, function));

    /// <summary>Whether the event's object is disposed of by a <c>using</c> around, and so before the nursery exits.</summary>
    private static bool IsDisposedHere(IEventReferenceOperation happening) =>
        happening.Instance.ReferredSymbol() is ILocalSymbol source
        && UsingScope.Around(happening).SelectMany(static scope => scope.Variables)
            .Any(variable => SymbolEqualityComparer.Default.Equals(variable.Symbol, source));

    /// <summary>
    /// Whether a call is one by whose name something is kept to be called later, for as long as what it gives isn't disposed of.
    /// </summary>
    private static bool IsKeptBy(IInvocationOperation call, RuleContext context)
    {
        var method = call.TargetMethod;
        var name = method.Name;
        var keeps = (name.StartsWith("On", StringComparison.Ordinal) && (name.Length == 2 || char.IsUpper(name[2])))
            || s_keepers.Any(word => name.StartsWith(word, StringComparison.Ordinal));
        if (!keeps
            || KnownSymbols.Is(method.ContainingType, context.Known.CancellationToken)
            || method.ContainingNamespace?.ToDisplayString().StartsWith("System.Runtime", StringComparison.Ordinal) == true
            || TaskUse.Of(call).Kind == TaskUseKind.Awaited)
        {
            return false;
        }

        var isDisposable = call.Type is { } type
            && type.AllInterfaces.Append(type).Any(static one => one.Name is "IDisposable" or "IAsyncDisposable");
        return !isDisposable || IsKept(call);
    }

    /// <summary>What to do about what keeps the function; null where nothing is known to.</summary>
    private static string? Keeper(IOperation function, RuleContext context)
    {
        var node = function;
        while (node.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            node = node.Parent;

        return node.Parent switch
        {
            // Code that takes a handler away again has kept it in a variable.
            IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation happening } when !IsDisposedHere(happening) =>
                $"unsubscribe from '{happening.Event.Name}' before the nursery exits, or hand the events over in a channel",
            ISimpleAssignmentOperation assignment when ReferenceEquals(assignment.Value, node) && KeptIn(assignment.Target) is { } member =>
                $"don't keep a lambda that uses it in '{member.Name}'",
            IArgumentOperation { Parent: IObjectCreationOperation timer }
                when KnownSymbols.Is(timer.Type, context.Known.Timer) && IsKept(timer) => "start a child with a PeriodicTimer instead",
            IReturnOperation returned when context.CodeOf(returned) is
            {
                Outer: null,
                Kind: not (NurseryCodeKind.ScopeBody or NurseryCodeKind.Helper),
            } => "return what comes of the children, not what starts them",
            IArgumentOperation { Parent: IInvocationOperation { Instance: IFieldReferenceOperation field } add }
                when IsCollecting(add) && !IsEmptied(field.Field, context.CancellationToken) =>
                $"don't keep a lambda that uses it in '{field.Field.Name}'",
            IArgumentOperation { Parent: IInvocationOperation call } when IsRegisteredForGood(call, context) =>
                "dispose of the registration before the nursery exits",
            IArgumentOperation { Parent: IInvocationOperation call } when IsKeptBy(call, context) =>
                $"'{call.TargetMethod.Name}' may keep it for longer: hand over what comes in a channel, "
                + "or end that before the nursery exits",
            _ => null,
        };
    }

    private static bool IsCollecting(IInvocationOperation add) =>
        add.TargetMethod is { Name: "Add" or "TryAdd" or "Enqueue" or "Push" or "AddLast" or "AddFirst", ContainingNamespace: { } space }
        && space.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal);

    /// <summary>Whether the type takes out of the collection what it has put in.</summary>
    private static bool IsEmptied(IFieldSymbol collection, CancellationToken cancellationToken) =>
        s_removals.Any(method => MemberReaders.IsCalled(collection, method, cancellationToken));

    /// <summary>The field or property that an assignment is to; none where it makes a new object ready, or fills a collection.</summary>
    private static ISymbol? KeptIn(IOperation target) => target switch
    {
        IMemberReferenceOperation
        {
            Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver },
        } => null,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } => property,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IFieldReferenceOperation collection } => collection.Field,
        _ => null,
    };

    /// <summary>True if what is made isn't disposed of: it is thrown away, or kept.</summary>
    private static bool IsKept(IOperation made)
    {
        while (made.Parent is IConversionOperation or IParenthesizedOperation)
            made = made.Parent;

        return made.Parent is IExpressionStatementOperation
            or ISimpleAssignmentOperation { Target: IDiscardOperation or IFieldReferenceOperation or IPropertyReferenceOperation };
    }

    /// <summary>Whether a callback is left with a token that isn't the nursery's own: that one ends with the nursery.</summary>
    private static bool IsRegisteredForGood(IInvocationOperation call, RuleContext context) =>
        call.TargetMethod.Name is "Register" or "UnsafeRegister"
        && KnownSymbols.Is(call.TargetMethod.ContainingType, context.Known.CancellationToken)
        && IsKept(call)
        && call.Instance.ReferredSymbol() is { } token
        && (token is IFieldSymbol
            || context.TokensAt(call).Any(source => !source.IsOwn && SymbolEqualityComparer.Default.Equals(source.Symbol, token)));

    private static IParameterSymbol? HandleIn(IOperation value, KnownSymbols known) => value.Unwrapped() switch
    {
        IParameterReferenceOperation { Parameter: { } parameter } when known.IsNurseryHandle(parameter.Type) => parameter,
        ILocalReferenceOperation local when known.IsNurseryHandle(local.Type) =>
            (LocalValues.OnlyOf(local) as IParameterReferenceOperation)?.Parameter,
        _ => null,
    };

    private static bool IsDeclaredOutside(IParameterSymbol parameter, IOperation lambda)
    {
        for (var node = lambda.Parent; node is not null; node = node.Parent)
        {
            if (SymbolEqualityComparer.Default.Equals(node.FunctionSymbol(), parameter.ContainingSymbol))
                return true;
        }

        return parameter.ContainingSymbol is IMethodSymbol { MethodKind: not (MethodKind.AnonymousFunction or MethodKind.LocalFunction) };
    }
}
