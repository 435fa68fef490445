using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR203: a call is given no real token, or that of a scope further out, where the scope's own is at hand.</summary>
/// <remarks>
/// On the way out (see <see cref="CleanupPlaces"/>, and any catch clause or Dispose method) it may well be right, and so it may where the
/// same call has the scope's own token as well. A scope opened by a <c>using</c> declaration lasts to the end of its block whether the
/// code after it is meant or not; only a <c>using</c> statement says what it is for.
/// </remarks>
internal static class NUR203_ForeignToken
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Argument);

    private static void Check(RuleContext context)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (!argument.IsToken(context.Known)
            || argument.Parent is not IInvocationOperation call
            || context.Code is null
            || context.OwnToken is not { } own
            || TokenAcceptance.MeansSomethingElse(call, context.Known)
            || IsDeliberate(call, argument, context))
        {
            return;
        }

        var value = argument.Value.Syntax;
        if (IsOthers(argument.Value, context) && !IsSignal(call, context.Known))
        {
            // It may well mean to end with either: to write only the own one would lose the other.
            context.Report(
                DiagnosticDescriptors.ForeignToken, value.GetLocation(), FixProperties.None, value.ToString(), call.TargetMethod.Name,
                $"{own}' or that of a source linked to both, 'CancellationTokenSource.CreateLinkedTokenSource");
            return;
        }

        if (!IsForeign(argument, context))
            return;

        var properties = FixProperties.With(FixProperties.Token, own).Add(FixProperties.Replacement, own);
        context.Report(DiagnosticDescriptors.ForeignToken, value.GetLocation(), properties, value.ToString(), call.TargetMethod.Name, own);
    }

    /// <summary>
    /// Whether the token is another owner's: a field's or property's of the type, a source's that is linked to nothing, the
    /// constructor's, a request's or an application's.
    /// </summary>
    private static bool IsOthers(IOperation value, RuleContext context) => value.Unwrapped() switch
    {
        IPropertyReferenceOperation { Property.Name: "RequestAborted" or "ApplicationStopping" or "ApplicationStopped" } => true,
        IPropertyReferenceOperation { Property: { Name: "Token", ContainingType: var type }, Instance: { } source }
            when KnownSymbols.Is(type, context.Known.CancellationTokenSource) => source.Unwrapped() switch
            {
                IMemberReferenceOperation member => IsOwnMember(member),
                ILocalReferenceOperation local => IsUnlinked(local, context),
                IObjectCreationOperation => true,
                _ => false,
            },
        IPropertyReferenceOperation { Instance: { } service } property when KnownTypes.IsCancellationToken(property.Type!) =>
            IsOfService(service),
        IFieldReferenceOperation { Instance: not (null or IInstanceReferenceOperation) } field
            when KnownTypes.IsCancellationToken(field.Type!) =>
            IsOfService(field.Instance!),
        IFieldReferenceOperation field => IsOwnMember(field) && KnownTypes.IsCancellationToken(field.Field.Type),
        IParameterReferenceOperation
        {
            Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } parameter,
        } => KnownTypes.IsCancellationToken(parameter.Type) && !SymbolEqualityComparer.Default.Equals(constructor, context.Owner),
        ILocalReferenceOperation local =>
            LocalValues.OnlyOf(local) is { } given and not ILocalReferenceOperation && IsOthers(given, context),
        _ => false,
    };

    /// <summary>
    /// Whether an object is there longer than the scope: a field or property of the type's own, or given to its constructor.
    /// </summary>
    private static bool IsOfService(IOperation service) => service.Unwrapped() switch
    {
        _ when service.Type?.Name is "CancellationTokenSource" or "CancelScope"
            || service.Type?.Name.EndsWith("Nursery", StringComparison.Ordinal) == true => false,
        IFieldReferenceOperation field => IsOwnMember(field) && field.Field.IsReadOnly,
        IPropertyReferenceOperation property => IsOwnMember(property) && property.Property.IsReadOnly,
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => true,
        _ => false,
    };

    private static bool IsOwnMember(IMemberReferenceOperation member) =>
        member.Instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    /// <summary>
    /// Whether a local's source is new, and nothing but its time and its token are used: no code cancels it for the scope.
    /// </summary>
    private static bool IsUnlinked(ILocalReferenceOperation local, RuleContext context) =>
        (LocalValues.OnlyOf(local) is IObjectCreationOperation
            || TokenReference.LinkedTo(local)?.All(one => one.Unwrapped() is IFieldReferenceOperation || IsOthers(one, context)) == true)
        && local.ReferencesTo(local.Local).All(static reference => reference.Parent is
            IPropertyReferenceOperation or IInvocationOperation { TargetMethod.Name: "CancelAfter" or "Dispose" });

    /// <summary>Whether the call waits for the token, as for an event.</summary>
    private static bool IsSignal(IInvocationOperation call, KnownSymbols known) =>
        (call.TargetMethod.Name == "Delay" && KnownSymbols.Is(call.TargetMethod.ContainingType, known.Task)
            && call.Arguments.FirstOrDefault()?.Value.Syntax.ToString().Contains("Infinite") == true)
        || call.TargetMethod.Name.StartsWith("Register", StringComparison.Ordinal);

    private static bool IsForeign(IArgumentOperation argument, RuleContext context)
    {
        if (IsNone(argument.Value.Unwrapped(), context.Known))
            return true;

        var sources = context.Tokens.ToArray();
        if (TokenReference.Of(argument.Value, sources) is not { } given)
            return false;

        var nearest = sources.First(static source => source.IsOwn);
        if (given.IsOwn)
            return given != nearest && nearest.Kind == TokenSourceKind.Scope && IsOfUsingStatement(nearest.Symbol, context);

        // A child's nursery has the very token that the child has, unless the child has a timeout of its own.
        return nearest.Kind != TokenSourceKind.Token
            || !SymbolEqualityComparer.Default.Equals(given.Symbol.ContainingSymbol, nearest.Symbol.ContainingSymbol)
            || MethodRoles.HasTimeout(given.Symbol.ContainingSymbol);
    }

    private static bool IsNone(IOperation? value, KnownSymbols known) => value switch
    {
        IPropertyReferenceOperation { Property: { Name: "None", ContainingType: { } type } } =>
            KnownSymbols.Is(type, known.CancellationToken),
        IDefaultValueOperation => true,
        IObjectCreationOperation created => KnownSymbols.Is(created.Type, known.CancellationToken) && created.Arguments.Length == 0,
        _ => false,
    };

    /// <summary>Whether a condition around asks if there is a token that can be cancelled at all.</summary>
    private static bool IsUnderOther(IOperation call)
    {
        for (var node = call.Parent; node is not null && node.FunctionSymbol() is null; node = node.Parent)
        {
            if (node is IConditionalOperation { Condition: { } condition }
                && condition.DescendantsAndSelf().Any(static one => one is IPropertyReferenceOperation { Property.Name: "CanBeCanceled" }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the function has said, before the call, what is to happen when its own token is cancelled.</summary>
    private static bool IsRegisteredOn(IInvocationOperation call, RuleContext context) =>
        call.Outermost().Descendants().OfType<IInvocationOperation>().Any(other =>
            other.TargetMethod.Name is "Register" or "UnsafeRegister"
            && other.Syntax.SpanStart < call.Syntax.SpanStart
            && ReferenceEquals(other.EnclosingFunction(), call.EnclosingFunction())
            && TokenReference.Of(other.Instance, context.Tokens) is { IsOwn: true });

    private static bool IsOfUsingStatement(ISymbol scope, RuleContext context) =>
        scope.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.CancellationToken).Parent?.Parent
            .IsKind(SyntaxKind.UsingStatement) == true;

    /// <summary>Whether the function around is an end.</summary>
    private static bool IsToEnd(IInvocationOperation call, RuleContext context) =>
        EndingNames.IsEnd(call.EnclosingFunction()?.FunctionSymbol() is { Name.Length: > 0 } function ? function : context.Owner);

    private static bool IsDeliberate(IInvocationOperation call, IArgumentOperation argument, RuleContext context)
    {
        var known = context.Known;
        return CleanupPlaces.Around(call, known).Any()
            || SharedWork.IsIn(call)
            || TokenAcceptance.IsToFinish(call)
            || CleanupPlaces.IsUnderCheck(call, call.Outermost())
            || IsUnderOther(call)
            || (IsNone(argument.Value.Unwrapped(), known)
                && (IsRegisteredOn(call, context) || call.TargetMethod.Name.Contains("Shutdown") || IsToEnd(call, context)))
            || context.Owner.Name is "Dispose" or "DisposeAsync" or "DisposeCore" or "DisposeAsyncCore"
            || call.Arguments.Any(other =>
                other != argument && other.IsToken(known) && TokenReference.Of(other.Value, context.Tokens) is { IsOwn: true });
    }
}
