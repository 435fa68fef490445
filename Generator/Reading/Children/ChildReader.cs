using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads a <c>[Child]</c> method as one nursery starts it.</summary>
internal static class ChildReader
{
    /// <summary>What a child's own deadline breaks: for a child that no nursery starts.</summary>
    public static void CheckTimeout(ReadingContext context, IMethodSymbol child)
    {
        var result = ReturnReader.OfChild(child)?.Result;
        TimeoutReader.ReadChild(context, new CallSource(child, result, TypeText.Qualified, static _ => ArgumentKind.Parameter));
    }

    /// <summary>The spec of a child that the nursery's handle starts; null where it has errors.</summary>
    /// <param name="context">The nursery's run.</param>
    /// <param name="child">A member of the nursery that passed <see cref="ChildChecker.Check"/>.</param>
    /// <param name="nodeName">The name of its node's class.</param>
    /// <param name="userPart">The user's own part of the nursery type.</param>
    public static ChildSpec? Read(ReadingContext context, IMethodSymbol child, string nodeName, INamedTypeSymbol? userPart) =>
        TypeParameterMap.Of(context, child, context.Method) is { } map && AccessibilityOf(context, child, userPart) is { } accessibility
            ? Read(context, child, map, nodeName, accessibility)
            : null;

    /// <summary>The spec of a child that the nursery starts by itself; null where it has errors.</summary>
    /// <param name="context">The nursery's run.</param>
    /// <param name="closed">The child, with the nursery's type parameters in place of its own.</param>
    /// <param name="nodeName">The name of its node's class.</param>
    public static ChildSpec? ReadClosed(ReadingContext context, IMethodSymbol closed, string nodeName) =>
        AccessibilityOf(context, closed, context.UserPart) is null
            ? null
            : Read(context, closed, new TypeParameterMap(context.Text, ImmutableArray<ITypeParameterSymbol>.Empty), nodeName, "internal");

    private static string? AccessibilityOf(ReadingContext context, IMethodSymbol child, INamedTypeSymbol? userPart)
    {
        var accessibility = StartAccessibility.Of(child, userPart, out var hidden);
        // The user's own part can start what it alone can see.
        context.ReadsBodies |= hidden is not null;
        var start = MethodFacts.Of(child).Start;
        if (hidden is not null && NurseryType.UserDeclarations(userPart!, context.CancellationToken).Any(part =>
            part.DescendantTokens().Any(token => token.ValueText == start)))
        {
            return "private";
        }

        if (hidden is not null)
        {
            context.Report(
                DiagnosticDescriptors.OutOfReach,
                SyntaxPlaces.IdentifierOf(child),
                TypeText.Short.Of(hidden),
                userPart!.Name,
                start);
        }

        return accessibility;
    }

    private static ChildSpec? Read(
        ReadingContext context, IMethodSymbol child, TypeParameterMap map, string nodeName, string startAccessibility)
    {
        if (ReturnReader.OfChild(child) is not { } returned)
            return null;

        // Nothing of such a child depends on the nursery but its names and options: one spec serves all nurseries of the type.
        var facts = MethodFacts.Of(child);
        var options = SettingsReader.OfChild(context, child, returned.Kind);
        var isShared = child.Arity == 0
            && !facts.MayTakeNursery(context.CancellationToken)
            && ReferenceEquals(child, facts.Method)
            && SymbolEqualityComparer.Default.Equals(child.ContainingType, context.Type);
        if (!isShared)
            return Read(context, child, returned, map, options, nodeName, startAccessibility);

        var spec = facts.SharedSpec ??= Read(context, child, returned, map, options, nodeName, startAccessibility);
        return spec is null || (spec.NodeName == nodeName && spec.StartAccessibility == startAccessibility && spec.Options == options)
            ? spec
            : spec with { NodeName = nodeName, StartAccessibility = startAccessibility, Options = options };
    }

    private static ChildSpec? Read(
        ReadingContext context,
        IMethodSymbol child,
        Return returned,
        TypeParameterMap map,
        ChildOptionsSpec options,
        string nodeName,
        string startAccessibility)
    {
        var text = map.Text;
        var source = new CallSource(child, returned.Result, text, parameter => Kind(ParameterRoles.Of(context, parameter)));
        if (TimeoutReader.ReadChild(context, source) is not { } timeout)
            return null;

        return new ChildSpec(
            child.Name,
            $"{child.ContainingType.Name}.{child.Name}",
            MethodFacts.Of(child).Start,
            startAccessibility,
            nodeName,
            text.ListOf(map.Own),
            TypeParameterText.Declared(map.Own, text),
            ConstraintText.Of(map.Own, text),
            Carried(context, child, text),
            new AwaitableSpec(returned.Kind, returned.Result is null ? null : text.Of(returned.Result)),
            Call(child, source),
            timeout,
            options,
            Ready(child, text),
            Forewarning.Of(MethodFacts.Of(child).Method, timeout.Fallback));
    }

    private static ParameterSpec[] Carried(ReadingContext context, IMethodSymbol child, TypeText text)
    {
        var carried = new List<ParameterSpec>(child.Parameters.Length);
        foreach (var parameter in child.Parameters)
        {
            if (ParameterRoles.Of(context, parameter) == ParameterRole.Value)
                carried.Add(ParameterReader.ReadCarried(context, parameter, child, text));
        }

        return carried.ToArray();
    }

    private static CallSpec Call(IMethodSymbol child, CallSource source)
    {
        var arguments = new ArgumentSpec[child.Parameters.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            var parameter = child.Parameters[index];
            var name = Identifier.Escape(parameter.Name);
            arguments[index] = new ArgumentSpec(source.KindOf(parameter), name, Label: null, NeedsNullForgiving: false);
        }

        // A task that may be null is the engine's to complain about.
        var mayBeNull = child.ReturnType is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated }
            && ReturnReader.OfChild(child) is { Kind: AwaitableKind.Task };
        return new CallSpec(Identifier.Escape(child.Name), source.TypeArguments, child.IsStatic, arguments, mayBeNull);
    }

    private static ArgumentKind Kind(ParameterRole role) => role switch
    {
        ParameterRole.Token => ArgumentKind.Token,
        ParameterRole.Nursery => ArgumentKind.Nursery,
        ParameterRole.UntypedNursery => ArgumentKind.UntypedNursery,
        ParameterRole.Ready => ArgumentKind.Ready,
        _ => ArgumentKind.Parameter,
    };

    private static ReadySpec? Ready(IMethodSymbol child, TypeText text)
    {
        foreach (var parameter in child.Parameters)
        {
            if (KnownTypes.IsReady(parameter.Type, out var value))
                return new ReadySpec(value is null ? null : text.Of(value));
        }

        return null;
    }
}
