using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// NUR106: what a <c>using</c> disposes of is given to a child that it doesn't wait for, or to a task that is returned out of it.
/// </summary>
/// <remarks>
/// A nursery's children go on after its body has ended, and with it every <c>using</c> in there. Nothing is said where the <c>using</c>
/// lies outside the nursery; where something in it waits for children after the start; or where the child's handle is used at all, for
/// its user may well await it.
/// </remarks>
internal static class NUR106_DisposedTooEarly
{
    public static void Register(RuleRegistry rules)
    {
        rules.OnOperation(CheckStart, OperationKind.Invocation);
        rules.OnOperation(CheckReturn, OperationKind.Return);
    }

    private static void CheckStart(RuleContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!call.TargetMethod.Name.StartsWith("Start", StringComparison.Ordinal)
            || call.Instance is null
            || !KnownTypes.IsChildHandle(call.Type ?? call.TargetMethod.ReturnType)
            || !context.Known.IsNurseryHandle(call.Instance.Type)
            || call.Instance.ReferredSymbol() is not IParameterSymbol nursery
            || call.Parent is not IExpressionStatementOperation and not ISimpleAssignmentOperation { Target: IDiscardOperation }
            || context.Code is null)
        {
            return;
        }

        CheckFinally(context, call, nursery);
        CheckLater(context, call, nursery);
        foreach (var scope in ScopesIn(nursery, call))
        {
            var resource = scope.Resources.Unwrapped() is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured
                ? configured.Instance ?? configured.Arguments[0].Value : scope.Resources;
            var named = resource.Unwrapped() is ILocalReferenceOperation reference ? [reference.Local]
                : scope.Variables.Select(static variable => variable.Symbol);
            foreach (var variable in named)
            {
                if (Given(variable, call) is { } given && !IsJoined(scope.Block, call) && !IsAwaitedBy(scope.Block, call))
                {
                    context.Report(
                        DiagnosticDescriptors.DisposedTooEarly, given.Syntax, variable.Name, "the child is",
                        $"await '{nursery.Name}.JoinAsync()' inside the using, or let the child dispose of it");
                    return;
                }
            }
        }
    }

    /// <summary>What a <c>finally</c> around a start disposes of, or gives back to its pool.</summary>
    private static void CheckFinally(RuleContext context, IInvocationOperation call, IParameterSymbol nursery)
    {
        IOperation inner = call;
        for (var node = call.Parent; node is not null && node.FunctionSymbol() is null; inner = node, node = node.Parent)
        {
            if (node is not ITryOperation { Finally: { } last, Body: var body } || !ReferenceEquals(body, inner) || IsJoined(body, call))
                continue;

            foreach (var end in last.Descendants().OfType<IInvocationOperation>())
            {
                if (DisposedBy(end) is { } local && Given(local, call) is { } given && !IsAwaitedBy(body, call))
                {
                    context.Report(
                        DiagnosticDescriptors.DisposedTooEarly, given.Syntax, local.Name, "the child is",
                        $"await '{nursery.Name}.JoinAsync()' inside the try, or let the child dispose of it");
                    return;
                }
            }
        }
    }

    /// <summary>What the code after a start disposes of, or gives back to its pool, in the same block or one around it.</summary>
    private static void CheckLater(RuleContext context, IInvocationOperation call, IParameterSymbol nursery)
    {
        IOperation inner = call;
        for (var node = call.Parent; node is not null && node.FunctionSymbol() is null; inner = node, node = node.Parent)
        {
            if (node is not IBlockOperation block || node.Parent is ICatchClauseOperation)
                continue;

            foreach (var statement in block.Operations.SkipWhile(one => !ReferenceEquals(one, inner)).Skip(1))
            {
                if (IsWait(statement, call))
                    return;

                var end = statement is IExpressionStatementOperation { Operation: var value }
                    ? (value is IAwaitOperation { Operation: var awaited } ? awaited : value) as IInvocationOperation
                    : null;
                if (end is not null && DisposedBy(end) is { } local && Given(local, call) is { } given)
                {
                    context.Report(
                        DiagnosticDescriptors.DisposedTooEarly, given.Syntax, local.Name, "the child is",
                        $"await '{nursery.Name}.JoinAsync()' before that, or let the child dispose of it");
                    return;
                }
            }
        }

        static bool IsWait(IOperation statement, IInvocationOperation start) =>
            statement.DescendantsAndSelf().Any(static one => one is IInvocationOperation { TargetMethod.Name: "JoinAsync" }
                or IPropertyReferenceOperation { Property.Name: "ChildCount" })
            || IsAwaitedBy(statement, start);
    }

    private static ILocalSymbol? DisposedBy(IInvocationOperation end) => (end.TargetMethod.Name switch
    {
        "Dispose" or "DisposeAsync" or "Close" => end.Instance.ReferredSymbol(),
        "Return" => end.Arguments.FirstOrDefault()?.Value.ReferredSymbol(),
        _ => null,
    }) as ILocalSymbol;

    /// <summary>
    /// Whether something that the child was given too is awaited, or read to its end, after the start: it may tell when the child is done.
    /// </summary>
    private static bool IsAwaitedBy(IOperation block, IInvocationOperation start)
    {
        var given = start.Arguments.Select(static argument => RootOf(argument.Value)?.Local).OfType<ILocalSymbol>().ToArray();
        return block.Descendants().OfType<IInvocationOperation>().Any(call =>
                call.Syntax.SpanStart > start.Syntax.SpanStart
                && call.TargetMethod.Name.StartsWith("Wait", StringComparison.Ordinal)
                && call.Instance.ReferredSymbol() is ILocalSymbol local && given.Contains(local, SymbolEqualityComparer.Default))
            || block.Descendants().Any(operation =>
            operation.Syntax.SpanStart > start.Syntax.SpanStart
            && operation is IAwaitOperation or IForEachLoopOperation { IsAsynchronous: true }
            && ((operation as IForEachLoopOperation)?.Collection ?? operation).DescendantsAndSelf().OfType<ILocalReferenceOperation>()
                .Any(local => given.Contains(local.Local, SymbolEqualityComparer.Default))
            && !IsDisposal(operation));
    }

    private static bool IsDisposal(IOperation operation) =>
        operation is IAwaitOperation { Operation: IInvocationOperation { TargetMethod.Name: "DisposeAsync" } };

    /// <summary>The local that an expression is, or is a part of that can't live without it.</summary>
    private static ILocalReferenceOperation? RootOf(IOperation? value)
    {
        while (true)
        {
            switch (value.Unwrapped())
            {
                case ILocalReferenceOperation local:
                    return local;
                case IPropertyReferenceOperation { Instance: { } whole } part when IsPart(part.Type):
                    value = whole;
                    break;
                case IInvocationOperation { TargetMethod.Name: "AsMemory" or "Slice" or "AsStream" } view:
                    value = view.Instance ?? view.Arguments.FirstOrDefault()?.Value;
                    break;
                case IObjectCreationOperation { Arguments.Length: > 0 } wrapper when IsWrapper(wrapper.Type):
                    value = wrapper.Arguments[0].Value;
                    break;
                default:
                    return null;
            }
        }
    }

    /// <summary>The local that owns what another one holds: a stream that was got from it, or what wraps it.</summary>
    private static ILocalSymbol? PartOf(ILocalReferenceOperation part)
    {
        var value = LocalValues.OnlyOf(part);
        if (value is IAwaitOperation { Operation: var awaited })
        {
            value = awaited.Unwrapped() is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: var configured }
                ? configured.Unwrapped()
                : awaited.Unwrapped();
        }

        return value switch
        {
            IInvocationOperation { Instance: { } whole, Type: { } type } when type.ToDisplayString().Contains("Stream")
                || IsWrapper(type) =>
                RootOf(whole)?.Local,
            IObjectCreationOperation => RootOf(value)?.Local,
            IPropertyReferenceOperation => RootOf(value)?.Local,
            _ => null,
        };
    }

    private static bool IsPart(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum } && (!type.IsValueType || type.Name.Contains("Memory"));

    private static bool IsWrapper(ITypeSymbol? type) =>
        type is { Name: var name }
            && (name.EndsWith("Reader", StringComparison.Ordinal) || name.EndsWith("Writer", StringComparison.Ordinal)
            || name.EndsWith("Stream", StringComparison.Ordinal));

    /// <summary>The <c>using</c> scopes around a start, as far as the function whose nursery it is.</summary>
    private static IEnumerable<UsingScope> ScopesIn(IParameterSymbol nursery, IOperation place)
    {
        for (IOperation? node = place; node is not null;)
        {
            foreach (var scope in UsingScope.Around(node))
                yield return scope;

            var function = node.EnclosingFunction();
            if (function is null || SymbolEqualityComparer.Default.Equals(function.FunctionSymbol(), nursery.ContainingSymbol))
                yield break;

            node = function.Parent;
        }
    }

    /// <summary>Where the variable goes to the child: as an argument, or captured by a lambda for one.</summary>
    private static IOperation? Given(ILocalSymbol variable, IInvocationOperation call) =>
        call.Arguments.Select(argument => argument.Value.Unwrapped() switch
        {
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda.Body.Descendants()
                .OfType<ILocalReferenceOperation>().FirstOrDefault(local => SymbolEqualityComparer.Default.Equals(local.Local, variable)),
            IDelegateCreationOperation
            {
                Target: IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function },
            } =>
                call.Outermost().Descendants().OfType<ILocalFunctionOperation>()
                    .Where(one => SymbolEqualityComparer.Default.Equals(one.Symbol, function)).SelectMany(static one => one.Descendants())
                    .OfType<ILocalReferenceOperation>().Any(local => SymbolEqualityComparer.Default.Equals(local.Local, variable))
                        ? argument.Value : null,
            var value => SymbolEqualityComparer.Default.Equals(RootOf(value)?.Local, variable)
                || (RootOf(value) is { } part && SymbolEqualityComparer.Default.Equals(PartOf(part), variable)) ? value : null,
        }).FirstOrDefault(static given => given is not null);

    /// <summary>Whether the scope waits for children after the start, or may do so when it comes round again.</summary>
    private static bool IsJoined(IOperation block, IInvocationOperation start) =>
        block.Descendants().Any(call =>
            call is IInvocationOperation { TargetMethod.Name: "JoinAsync" }
                or IPropertyReferenceOperation { Property.Name: "ChildCount" }
            && (call.Syntax.SpanStart > start.Syntax.SpanStart || Loops(call).Any(loop => loop.Syntax.Span.Contains(start.Syntax.Span))));

    private static IEnumerable<IOperation> Loops(IOperation operation)
    {
        for (var node = operation.Parent; node is not null; node = node.Parent)
        {
            if (node is ILoopOperation)
                yield return node;
        }
    }

    private static void CheckReturn(RuleContext context)
    {
        if (Maker(((IReturnOperation)context.Operation).ReturnedValue) is not { } call
            || !TaskUse.IsTask(call.Type)
            || call.TargetMethod is { IsStatic: true, Name: "FromResult" }
            || UsingScope.Around(context.Operation).SelectMany(static scope => scope.Variables)
                .Select(static variable => (ISymbol)variable.Symbol).Concat(EndedByFinally(context.Operation)).ToArray()
                is not { Length: > 0 } variables
            || context.Code is null)
        {
            return;
        }

        var used = call.Arguments.Select(static argument => argument.Value).Append(call.Instance)
            .Select(static value => RootOf(value)?.Local)
            .FirstOrDefault(local => variables.Contains(local, SymbolEqualityComparer.Default));
        if (used is not null)
        {
            context.Report(
                DiagnosticDescriptors.DisposedTooEarly, call.Syntax, used.Name, $"'{call.TargetMethod.Name}' is",
                "await it inside the using");
        }
    }

    /// <summary>The locals that a <c>finally</c> around disposes of, or gives back to their pool.</summary>
    private static IEnumerable<ISymbol> EndedByFinally(IOperation place)
    {
        IOperation inner = place;
        for (var node = place.Parent; node is not null && node.FunctionSymbol() is null; inner = node, node = node.Parent)
        {
            if (node is not ITryOperation { Finally: { } last, Body: var body } || !ReferenceEquals(body, inner))
                continue;

            foreach (var end in last.Operations.OfType<IExpressionStatementOperation>())
            {
                if (end.Operation is IInvocationOperation call && DisposedBy(call) is { } local)
                    yield return local;
            }
        }
    }

    /// <summary>The call that makes the task that is returned, as it is or in another form.</summary>
    private static IInvocationOperation? Maker(IOperation? returned)
    {
        var call = returned.Unwrapped() as IInvocationOperation;
        while (call is { TargetMethod.Name: "AsTask" or "Preserve" } form && form.Instance.Unwrapped() is IInvocationOperation maker)
            call = maker;

        return call;
    }
}
