using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads parameters, and refuses those that a concurrent task cannot hold.</summary>
internal static class ParameterReader
{
    /// <summary>Whether every parameter can be carried, and written; reports those that can't be carried.</summary>
    /// <param name="context">Where to report.</param>
    /// <param name="method">A nursery, a scope or a child.</param>
    /// <param name="isStarted">Whether it is a child: its arguments are handed to the method that starts it.</param>
    public static bool Check(ReadingContext context, IMethodSymbol method, bool isStarted = false)
    {
        // Two of one name are the compiler's to report; nothing that generated code could call them would do.
        var isFine = IsWritable(method);
        if (method.IsVararg)
        {
            isFine = false;
            context.Report(
                DiagnosticDescriptors.ParameterNotCarried,
                SyntaxPlaces.IdentifierOf(method),
                "__arglist",
                method.Name,
                "cannot be kept; take 'params'");
        }

        foreach (var parameter in method.Parameters)
        {
            if ((WhyNotCarried(parameter) ?? (isStarted ? WhyNotRestated(parameter) : null)) is not { } reason)
                continue;

            isFine = false;
            context.Report(
                DiagnosticDescriptors.ParameterNotCarried, SyntaxPlaces.IdentifierOf(parameter), parameter.Name, method.Name, reason);
        }

        return isFine;
    }

    /// <summary>Whether another part of the method could restate the parameters.</summary>
    public static bool IsWritable(IMethodSymbol method) => !HasTwins(method.Parameters)
        && method.Parameters.All(static parameter => Identifier.IsValid(parameter.Name) && TypeText.IsWritable(parameter.Type))
        && method.TypeParameters.All(static parameter => Identifier.IsValid(parameter.Name) && ConstraintText.IsWritable(parameter));

    private static bool HasTwins(ImmutableArray<IParameterSymbol> parameters)
    {
        for (var index = 1; index < parameters.Length; index++)
        {
            for (var earlier = 0; earlier < index; earlier++)
            {
                if (parameters[earlier].Name == parameters[index].Name)
                    return true;
            }
        }

        return false;
    }

    /// <summary>Reports every token but the first: all would be bound to the same one.</summary>
    public static bool CheckTokens(ReadingContext context, IMethodSymbol method)
    {
        var count = 0;
        foreach (var parameter in method.Parameters)
        {
            if (KnownTypes.IsCancellationToken(parameter.Type) && ++count > 1)
                context.Report(DiagnosticDescriptors.SeveralTokens, SyntaxPlaces.IdentifierOf(parameter), parameter.Name, method.Name);
        }

        return count <= 1;
    }

    /// <summary>Why no task that outlives the call can hold the parameter; null where one can.</summary>
    public static string? WhyNotCarried(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: not RefKind.None } => "is passed by reference; pass it by value",
        { Type.IsRefLikeType: true } => $"is a ref struct, '{TypeText.Short.Of(parameter.Type)}'; take Memory<T>, an array or a class",
        { Type: ITypeParameterSymbol type } when KnownTypes.AllowsRefStruct(type) =>
            $"may be a ref struct, as '{type.Name}' allows one; remove 'allows ref struct'",
        _ when KnownTypes.IsBoundToTheStack(parameter.Type) => "is a pointer; take Memory<T> or a SafeHandle",
        _ => null,
    };

    /// <summary>Reports pointers in the types of parameters, where the implementing part has to await something.</summary>
    public static void CheckAwaited(ReadingContext context)
    {
        foreach (var parameter in context.Method.Parameters)
        {
            if (KnownTypes.HasPointer(parameter.Type))
            {
                const string reason = "has pointers in its type, beside which nothing can be awaited; take a class that holds them";
                context.Report(
                    DiagnosticDescriptors.ParameterNotCarried,
                    SyntaxPlaces.IdentifierOf(parameter),
                    parameter.Name,
                    context.Method.Name,
                    reason);
            }
        }
    }

    private static string? WhyNotRestated(IParameterSymbol parameter) => ParameterAttributes.TakesInstance(parameter)
        ? "is an interpolated string handler that takes the object of the call, which is the nursery where the child is started; "
            + "name a parameter instead of \"\""
        : null;

    /// <summary>A parameter of a nursery or a cancel scope, whose implementing part restates no default value.</summary>
    public static ParameterSpec ReadOwn(IParameterSymbol parameter, ParameterRole role, TypeText text, string prefix) =>
        new(Identifier.Escape(parameter.Name), text.Of(parameter.Type), prefix + Params(parameter), "", null, role);

    /// <summary>A parameter of a child, which the method that starts it has too.</summary>
    /// <param name="context">The nursery's run.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="child">Its method.</param>
    /// <param name="text">Spells its type.</param>
    public static ParameterSpec ReadCarried(ReadingContext context, IParameterSymbol parameter, IMethodSymbol child, TypeText text)
    {
        var (restated, kept, defaultValue) = ParameterAttributes.Of(context, parameter, child, text);
        return new ParameterSpec(
            Identifier.Escape(parameter.Name),
            text.StaticOf(parameter.Type),
            restated + Params(parameter),
            kept,
            defaultValue,
            ParameterRole.Value);
    }

    private static string Params(IParameterSymbol parameter) => parameter.IsParams ? "params " : "";
}
