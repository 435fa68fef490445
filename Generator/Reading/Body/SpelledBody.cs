using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Recognises the usual body of a nursery by how it is spelled.</summary>
/// <remarks>
/// To bind a body, the compiler has to say that the nursery type doesn't exist, which it doesn't before the generator has run; to say it,
/// it searches all references for where such a type may have gone, for each body and after each edit. But in one part of a type, what is
/// spelled alike is of the same type. Whatever is not as plain as that is left to <see cref="BodyReader"/>, and all that is wrong.
/// </remarks>
internal static class SpelledBody
{
    private static readonly ArgumentSpec s_nursery = new(ArgumentKind.Nursery, "", Label: null, NeedsNullForgiving: false);
    private static readonly ArgumentSpec s_token = new(ArgumentKind.Token, "", Label: null, NeedsNullForgiving: false);

    /// <summary>The call of the only other method of the nursery's name, where that certainly is the body and fits; else null.</summary>
    public static CallSpec? Of(ReadingContext context)
    {
        var nursery = context.Declaration;

        // A directive could change, between the two, what a type means.
        if (nursery is not { TypeParameterList: null, Parent: TypeDeclarationSyntax { ContainsDirectives: false } part }
            || OnlyOther(context) is not { IsPartialDefinition: false } method
            || SyntaxPlaces.DeclarationOf(method, context.CancellationToken) is not { TypeParameterList: null } body
            || body.Parent != part
            || (context.Method.IsStatic && !method.IsStatic)
            || !IsAlike(nursery.ReturnType, body.ReturnType))
        {
            return null;
        }

        return Arguments(context, body.ParameterList.Parameters) is { } arguments
            ? new CallSpec(Identifier.Escape(method.Name), "", method.IsStatic, arguments, NeedsNullForgiving: false)
            : null;
    }

    private static IMethodSymbol? OnlyOther(ReadingContext context)
    {
        IMethodSymbol? found = null;
        var isNursery = false;
        foreach (var other in context.Facts.Methods)
        {
            if (other.Method.Name != context.Method.Name)
                continue;

            if (SymbolEqualityComparer.Default.Equals(other.Method, context.Method))
                isNursery = other.IsNursery;
            else if (found is null)
                found = other.Method;
            else
                return null;
        }

        return isNursery ? found : null;
    }

    /// <summary>What the body is given; null where that isn't plain.</summary>
    private static ArgumentSpec[]? Arguments(ReadingContext context, SeparatedSyntaxList<ParameterSyntax> parameters)
    {
        if (parameters.Count == 0 || !IsNurseryParameter(context, parameters[0]))
            return null;

        var arguments = new ArgumentSpec[parameters.Count];
        arguments[0] = s_nursery;
        var hasToken = false;
        for (var index = 1; index < arguments.Length; index++)
        {
            if (ArgumentOf(context, parameters[index]) is not { } argument || (argument.Kind == ArgumentKind.Token && hasToken))
                return null;

            arguments[index] = argument;
            hasToken |= argument.Kind == ArgumentKind.Token;
        }

        return arguments;
    }

    private static bool IsNurseryParameter(ReadingContext context, ParameterSyntax parameter)
    {
        if (!IsTypeAndName(parameter) || parameter.Type is not IdentifierNameSyntax { Identifier.ValueText: var name })
            return false;

        for (var type = context.Type; type is not null; type = type.ContainingType)
        {
            foreach (var typeParameter in type.TypeParameters)
            {
                if (typeParameter.Name == name)
                    return false;
            }
        }

        return name == MethodFacts.Of(context.Method).NurseryType;
    }

    /// <summary>The token, or the nursery's parameter of that name, if it is spelled like one of the nursery's.</summary>
    private static ArgumentSpec? ArgumentOf(ReadingContext context, ParameterSyntax parameter)
    {
        var own = context.Declaration.ParameterList.Parameters;
        var symbols = context.Method.Parameters;
        if (!IsTypeAndName(parameter) || own.Count != symbols.Length)
            return null;

        ArgumentSpec? named = null;
        for (var index = 0; index < symbols.Length; index++)
        {
            if (own[index] is not { Type: { } type, Modifiers.Count: 0 } || !IsAlike(type, parameter.Type!))
                continue;
            if (KnownTypes.IsCancellationToken(symbols[index].Type))
                return s_token;
            if (symbols[index].Type is IDynamicTypeSymbol)
                return null;

            if (symbols[index].Name == parameter.Identifier.ValueText)
            {
                var name = Identifier.Escape(symbols[index].Name);
                named = new ArgumentSpec(ArgumentKind.Parameter, name, Label: null, NeedsNullForgiving: false);
            }
        }

        return named;
    }

    private static bool IsTypeAndName(ParameterSyntax parameter) =>
        parameter is { Modifiers.Count: 0, Type: not null } && Identifier.IsValid(parameter.Identifier.ValueText);

    /// <summary>Whether two types are written with the same characters; the quick answer is for those that are one node inside.</summary>
    private static bool IsAlike(TypeSyntax one, TypeSyntax other) => one.IsEquivalentTo(other) || one.ToString() == other.ToString();
}
