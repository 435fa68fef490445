using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads what the generated nursery type is to look like, and whether its name is free.</summary>
internal static class NurseryStructReader
{
    /// <param name="context">The nursery's run.</param>
    /// <param name="isHandle">Whether a method takes the type.</param>
    public static NurseryStructSpec? Read(ReadingContext context, bool isHandle)
    {
        var nursery = context.Method;
        var name = MethodFacts.Of(nursery).NurseryType;
        if (WhyTaken(context, name) is { } reason)
        {
            context.Report(DiagnosticDescriptors.DuplicateName, null, nursery.Name, name, reason);
            return null;
        }

        var part = context.UserPart;
        if (part is not null && !(CheckUserMembers(context, part) & CheckTypeParameters(context, part)))
            return null;

        var hides = HidesInherited(context, name) ? "new " : "";
        return new NurseryStructSpec(
            Identifier.Escape(name),
            nursery.Name,
            $"{context.Type.Name}.{nursery.Name}",
            part is null ? hides + AccessIn(context.Type) : hides,
            context.Text.ListOf(nursery.TypeParameters),
            TypeParameterText.Declared(nursery.TypeParameters, context.Text),
            ConstraintText.Of(nursery.TypeParameters, context.Text),
            HasOwner: !nursery.IsStatic,
            isHandle,
            StructPlace.Nested,
            FrameOf(context, name));
    }

    /// <summary>
    /// What the type's name means where a member that is no type has it: a struct outside, lest the body's parameter be an error too.
    /// </summary>
    public static NurseryStructSpec StandIn(ReadingContext context)
    {
        var nursery = context.Method;
        var name = MethodFacts.Of(nursery).NurseryType;
        var isType = context.Type.Name == name
            || HasParameter(context.Type, name)
            || !context.Type.GetTypeMembers(name, nursery.Arity).IsEmpty
            || context.Facts.Nurseries.Any(other => !SymbolEqualityComparer.Default.Equals(other.Method, nursery)
                && other.NurseryType == name && other.Method.Arity == nursery.Arity);
        var isTaken = isType || !context.Type.ContainingNamespace.GetTypeMembers(name, nursery.Arity).IsEmpty;
        return new NurseryStructSpec(
            Identifier.Escape(name),
            nursery.Name,
            nursery.Name,
            "internal ",
            context.Text.ListOf(nursery.TypeParameters),
            context.Text.ListOf(nursery.TypeParameters),
            Array.Empty<string>(),
            HasOwner: false,
            IsHandle: false,
            isTaken ? StructPlace.None : StructPlace.Beside,
            FrameName: "");
    }

    /// <summary>
    /// Nurseries whose types differ in type parameters alone have a frame each, and the user's own members keep their names.
    /// </summary>
    private static string FrameOf(ReadingContext context, string nursery)
    {
        var arity = context.Method.Arity;
        var name = $"__{nursery}Frame{(arity == 0 ? "" : arity)}";
        while (!context.Type.GetMembers(name).IsEmpty || context.Type.Name == name || HasParameter(context.Type, name))
            name += "_";

        return name;
    }

    // A body in an interface, which is an error, is public like all that it holds.
    private static string AccessIn(INamedTypeSymbol type) => type.TypeKind == TypeKind.Interface ? "public " : "private ";

    private static string? WhyTaken(ReadingContext context, string name)
    {
        var type = context.Type;
        if (type.Name == name || HasParameter(type, name))
            return "which is the containing type's own name or its type parameter's";

        foreach (var other in context.Facts.Nurseries)
        {
            if (SymbolEqualityComparer.Default.Equals(other.Method, context.Method))
                break;
            if (other.NurseryType == name && other.Method.Arity == context.Method.Arity)
                return $"which the nursery '{other.Method.Name}' generates already; overloads of a nursery need names of their own";
        }

        foreach (var member in type.GetMembers(name))
        {
            if (IsInTheWay(context, member))
                return $"and '{type.Name}' has a member of that name";
        }

        return null;
    }

    private static bool HasParameter(INamedTypeSymbol type, string name)
    {
        foreach (var parameter in type.TypeParameters)
        {
            if (parameter.Name == name)
                return true;
        }

        return false;
    }

    private static bool IsInTheWay(ReadingContext context, ISymbol member)
    {
        if (member is not INamedTypeSymbol type)
            return true;
        if (type.Arity != context.Method.Arity)
            return false;

        // The user's own part of the struct is welcome; anything else of the name is in the way.
        return NurseryType.UserDeclarations(type, context.CancellationToken)
            .Any(part => !part.IsKind(SyntaxKind.StructDeclaration) || !part.Modifiers.Any(SyntaxKind.PartialKeyword));
    }

    /// <summary>Refuses user members that the generator declares too. Those named like a <c>Start…</c> are the children's matter.</summary>
    private static bool CheckUserMembers(ReadingContext context, INamedTypeSymbol part)
    {
        var isFine = true;
        foreach (var member in UserMembers(part, context.CancellationToken))
        {
            if (!GeneratedNames.NurseryMembers.Contains(member.Name, StringComparer.Ordinal))
                continue;

            isFine = false;
            var place = SyntaxPlaces.IdentifierOf(member);
            var reason = $"which every nursery type has: '{part.Name}' gets it too";
            context.Report(DiagnosticDescriptors.DuplicateName, place, member.Name, member.Name, reason);
        }

        return isFine;
    }

    /// <summary>The user's part decides the names of type parameters, and so must not have one that is a member's.</summary>
    private static bool CheckTypeParameters(ReadingContext context, INamedTypeSymbol part)
    {
        foreach (var parameter in part.TypeParameters)
        {
            if (!GeneratedNames.NurseryMembers.Contains(parameter.Name, StringComparer.Ordinal))
                continue;

            var reason = $"which every nursery type has, and so has '{part.Name}', by the name of its type parameter";
            context.Report(DiagnosticDescriptors.DuplicateName, null, context.Method.Name, parameter.Name, reason);
            return false;
        }

        return true;
    }

    /// <summary>Members of the struct that the user wrote.</summary>
    public static IEnumerable<ISymbol> UserMembers(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.GetMembers().Where(member => !member.IsImplicitlyDeclared && member.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellationToken).FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax>(
                declaration => declaration.Identifier.ValueText == type.Name) is { } part
            && !NurseryType.IsGenerated(part)));

    private static bool HidesInherited(ReadingContext context, string name)
    {
        for (var type = context.Type.BaseType; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(name))
            {
                var isAlike = member is not INamedTypeSymbol named || named.Arity == context.Method.Arity;
                if (isAlike && context.Compilation.IsSymbolAccessibleWithin(member, context.Type))
                    return true;
            }
        }

        return false;
    }
}
