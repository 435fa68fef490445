using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Diagnostics;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Parsing;

/// <summary>Reads a <c>[Child]</c> method as one nursery starts it.</summary>
internal static class ChildParser
{
    private const int Inline = 2;

    /// <summary>
    /// Everything that can be said of a child without regard to a nursery. A child with errors is left out of every spec.
    /// </summary>
    public static bool Check(ParseContext context, IMethodSymbol child)
    {
        var isAwaitable = KnownTypes.IsAwaitable(child.ReturnType, out _, out _) && child.RefKind == RefKind.None;
        if (!isAwaitable && child.ReturnType.TypeKind != TypeKind.Error)
        {
            var place = SyntaxPlaces.ReturnTypeOf(child, context.CancellationToken);
            context.Report(DiagnosticDescriptors.ChildNotAwaitable, place, child.Name, TypeText.Short.Of(child.ReturnType));
        }

        var isCarried = ParameterParser.Check(context, child);
        var hasOneToken = ParameterParser.CheckTokens(context, child);
        var isMember = Membership.Check(context, child);
        var isWritable = TypeText.IsWritable(child.ReturnType) && Identifier.IsValid(child.Name);
        return isAwaitable && isWritable && isCarried && hasOneToken && isMember;
    }

    /// <summary>What a child's own deadline breaks: for a child that no nursery starts.</summary>
    public static void CheckTimeout(ParseContext context, IMethodSymbol child)
    {
        KnownTypes.IsAwaitable(child.ReturnType, out _, out var result);
        TimeoutParser.ParseChild(context, new CallSource(child, result, TypeText.Qualified, static _ => ArgumentKind.Parameter));
    }

    /// <summary>The child's spec; null where it has errors.</summary>
    /// <param name="context">The nursery's run.</param>
    /// <param name="child">A member of the nursery that passed <see cref="Check"/>.</param>
    /// <param name="nodeName">The name of its node's class.</param>
    /// <param name="userPart">The user's own part of the nursery type.</param>
    public static ChildSpec? Parse(ParseContext context, IMethodSymbol child, string nodeName, INamedTypeSymbol? userPart)
    {
        var nursery = context.Method;
        if (Unification.Of(context, child, nursery) is not { } unified)
            return null;

        KnownTypes.IsAwaitable(child.ReturnType, out var isValueTask, out var result);
        var text = unified.Text;
        var source = new CallSource(child, result, text, parameter => Kind(RoleOf(context, parameter)));
        if (TimeoutParser.ParseChild(context, source) is not { } timeout)
            return null;

        return new ChildSpec(
            child.Name,
            $"{context.Type.Name}.{child.Name}",
            GeneratedNames.Start(child.Name),
            StartAccessibility.Of(child, userPart),
            nodeName,
            text.ListOf(unified.Own),
            ConstraintText.Of(unified.Own, text),
            child.Parameters.Where(parameter => RoleOf(context, parameter) == ParameterRole.Value)
                .Select(parameter =>
                    ParameterParser.Parse(parameter, ParameterRole.Value, text, ParameterParser.CallerAttributesOf(parameter)))
                .ToArray(),
            new AwaitableSpec(isValueTask, result is null ? null : text.Of(result)),
            Call(child, source),
            timeout,
            IsInline(child, nursery));
    }

    public static ParameterRole RoleOf(ParseContext context, IParameterSymbol parameter) =>
        KnownTypes.IsCancellationToken(parameter.Type) ? ParameterRole.Token
        : KnownTypes.IsUntypedNursery(parameter.Type) ? ParameterRole.UntypedNursery
        : NurseryType.IsTaken(parameter, context.Method, context.CancellationToken) ? ParameterRole.Nursery
        : ParameterRole.Value;

    private static CallSpec Call(IMethodSymbol child, CallSource source)
    {
        var arguments = child.Parameters.Select(parameter =>
            new ArgumentSpec(source.KindOf(parameter), Identifier.Escape(parameter.Name), Label: null, Forgive: false));
        return new CallSpec(
            Identifier.Escape(child.Name), source.Text.ListOf(child.TypeParameters), child.IsStatic, arguments.ToArray(), Forgive: false);
    }

    private static ArgumentKind Kind(ParameterRole role) => role switch
    {
        ParameterRole.Token => ArgumentKind.Token,
        ParameterRole.Nursery => ArgumentKind.Nursery,
        ParameterRole.UntypedNursery => ArgumentKind.UntypedNursery,
        _ => ArgumentKind.Parameter,
    };

    private static bool IsInline(IMethodSymbol child, IMethodSymbol nursery)
    {
        var own = StartOf(child, WellKnownNames.ChildAttributeName);
        return (own == 0 ? StartOf(nursery, WellKnownNames.NurseryAttributeName) : own) == Inline;
    }

    private static int StartOf(IMethodSymbol method, string attributeName) =>
        AttributeReader.Find(method, attributeName) is { } attribute ? AttributeReader.Named(attribute, "Start", otherwise: 0) : 0;
}
