using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR201: a child that takes no token, and calls what would take one.</summary>
/// <remarks>
/// A child whose calls have no use for a token gains nothing by taking one. One that takes its nursery's handle has the token with it; and
/// the parameters of an override or of an interface's method are not its own to choose.
/// </remarks>
internal static class NUR201_ChildWithoutToken
{
    public static void Register(RuleRegistry rules) => rules.OnFunction(Check);

    private static void Check(RuleContext context)
    {
        if (context.Code is not { Kind: NurseryCodeKind.Child, Outer: null, Function: { MethodKind: MethodKind.Ordinary } child }
            || child.Parameters.Any(parameter => HasToken(parameter, context))
            || child.IsOverride
            || ImplementsInterface(child))
        {
            return;
        }

        foreach (var operation in context.Operation.Descendants())
        {
            if (operation is IInvocationOperation call
                && IsAwaitableOrStream(call.TargetMethod.ReturnType)
                && SymbolEqualityComparer.Default.Equals(context.CodeOf(call)?.Root, child)
                && TokenAcceptance.Of(call, context) is not null
                && !ZeroDelay.Is(call, context.Known)
                && !IsLost(call, context)
                && !CleanupPlaces.IsCleanup(call, context.Known))
            {
                context.Report(
                    DiagnosticDescriptors.ChildWithoutToken,
                    child.Locations[0],
                    FixProperties.With(FixProperties.Token, "cancellationToken"),
                    child.Name,
                    call.TargetMethod.Name);
                return;
            }
        }
    }

    /// <summary>True if no code awaits the call: that is the bug, and NUR101 reports it. Mended, the call is looked at again.</summary>
    private static bool IsLost(IInvocationOperation call, RuleContext context) =>
        TaskUse.IsTask(call.Type) && TaskLife.IsLeft(context, TaskUse.Of(call), call);

    private static bool IsAwaitableOrStream(ITypeSymbol type) =>
        KnownTypes.IsAwaitable(type, out _, out _) || KnownTypes.IsStream(type, out _);

    private static bool HasToken(IParameterSymbol parameter, RuleContext context) =>
        KnownSymbols.Is(parameter.Type, context.Known.CancellationToken)
        || context.Known.IsNurseryHandle(parameter, context.CancellationToken)
        || parameter.Type.TypeKind == TypeKind.Error;

    private static bool ImplementsInterface(IMethodSymbol method) =>
        !method.ExplicitInterfaceImplementations.IsEmpty
        || method.ContainingType.AllInterfaces.SelectMany(face => face.GetMembers(method.Name)).Any(member =>
            SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));
}
