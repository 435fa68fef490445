using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>
/// Finds the TimeProvider of a nursery or a scope (rule S26): a parameter of its own, else the one field, property or
/// primary-constructor parameter of its type.
/// </summary>
internal static class ClockReader
{
    public static ClockSpec? Read(ReadingContext context, ContainerSpec container)
    {
        var own = OwnParameters(context);
        if (own.Length > 0)
        {
            Check(context, own);
            return new ClockSpec(Identifier.Escape(own[0].Name), IsCaptured: false);
        }

        var members = NearestMembers(context);
        var parameter = PrimaryConstructorParameter(context, members);
        var clocks = parameter is null ? members : [.. members, parameter];
        Check(context, clocks);
        return clocks.Length == 0 ? null : Spec(context, clocks[0], container);
    }

    private static ISymbol[] OwnParameters(ReadingContext context)
    {
        List<ISymbol>? found = null;
        foreach (var parameter in context.Method.Parameters)
        {
            if (KnownTypes.IsTimeProvider(parameter.Type) && parameter.RefKind == RefKind.None && Identifier.IsValid(parameter.Name))
                (found ??= []).Add(parameter);
        }

        return found is null ? [] : [.. found];
    }

    /// <summary>The clocks of the nearest type that has any: an instance's own before those of all instances.</summary>
    private static ISymbol[] NearestMembers(ReadingContext context)
    {
        for (var type = context.Type; type is not null; type = type.BaseType)
        {
            context.ThrowIfCancelled();
            var usable = TypeFacts.Of(type).Clocks;
            if (usable.Length == 0)
                continue;

            usable = [.. usable.Where(clock => IsUsable(context, clock))];
            if (usable.Length > 1 && usable.Any(static clock => !clock.IsStatic))
                usable = [.. usable.Where(static clock => !clock.IsStatic)];

            if (usable.Length > 1)
                usable = [.. usable.Where(clock => !usable.Any(other => IsMadeOf(clock, other, context.CancellationToken)))];

            if (usable.Length > 0)
                return usable;
        }

        return [];
    }

    private static bool IsUsable(ReadingContext context, ISymbol member) =>
        (member.IsStatic || !context.Method.IsStatic)
        && context.Compilation.IsSymbolAccessibleWithin(member, context.Type);

    /// <summary>
    /// The parameter, unless it is no clock of its own but goes into a member or to the base type, or one of the method's own hides it:
    /// there is no qualifying that.
    /// </summary>
    private static IParameterSymbol? PrimaryConstructorParameter(ReadingContext context, ISymbol[] members)
    {
        if (context.Method.IsStatic)
            return null;

        foreach (var parameter in context.Facts.PrimaryParameters)
        {
            if (parameter.RefKind == RefKind.None
                && KnownTypes.IsTimeProvider(parameter.Type)
                && Identifier.IsValid(parameter.Name)
                && context.Method.Parameters.All(own => own.Name != parameter.Name))
            {
                return members.Length > 0 && IsHandedOn(context, parameter, members) ? null : parameter;
            }
        }

        return null;
    }

    private static bool IsHandedOn(ReadingContext context, IParameterSymbol parameter, ISymbol[] members) =>
        members.Any(member => IsMadeOf(member, parameter, context.CancellationToken))
        || context.Type.DeclaringSyntaxReferences.Any(part =>
            part.GetSyntax(context.CancellationToken) is TypeDeclarationSyntax { BaseList: { } bases }
            && bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>().Any(type => Names(type.ArgumentList, parameter.Name)));

    /// <summary>Whether the member is what the other is, by its initializer or its getter.</summary>
    private static bool IsMadeOf(ISymbol member, ISymbol other, CancellationToken cancellationToken)
    {
        if (SymbolEqualityComparer.Default.Equals(member, other))
            return false;

        return member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax { Initializer: { } initializer } => Names(initializer, other.Name),
            PropertyDeclarationSyntax property =>
                Names(property.Initializer, other.Name)
                || Names(property.ExpressionBody, other.Name)
                || (property.AccessorList?.Accessors.FirstOrDefault() is { } getter && Names(getter, other.Name)),
            _ => false,
        };
    }

    private static bool Names(SyntaxNode? node, string name) =>
        node is not null
            && node.DescendantNodes().Any(part => part is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name);

    private static void Check(ReadingContext context, ISymbol[] clocks)
    {
        if (clocks.Length < 2)
            return;

        var names = string.Join(" and ", clocks.Select(static clock => $"'{clock.Name}'"));
        var owner = clocks[0] is IParameterSymbol ? context.Method.Name : context.Type.Name;
        context.Report(DiagnosticDescriptors.SeveralClocks, null, context.Method.Name, owner, names);
    }

    private static ClockSpec Spec(ReadingContext context, ISymbol clock, ContainerSpec container) => clock is IParameterSymbol
        ? new ClockSpec(Identifier.Escape(clock.Name), IsCaptured: true)
        : new ClockSpec(Qualifier(context.Method, clock, container) + Identifier.Escape(clock.Name), IsCaptured: false);

    // A parameter of the method's own hides a member of the same name, which then has to be qualified.
    private static string Qualifier(IMethodSymbol method, ISymbol clock, ContainerSpec container)
    {
        if (method.Parameters.All(parameter => parameter.Name != clock.Name))
            return "";

        return clock.IsStatic ? container.Reference + "." : "this.";
    }
}
