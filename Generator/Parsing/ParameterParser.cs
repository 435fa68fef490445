using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Diagnostics;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Parsing;

/// <summary>Reads parameters, and refuses those that a concurrent task cannot hold.</summary>
internal static class ParameterParser
{
    // What the compiler fills in at the call must be filled in at the call of Start…, not inside it.
    private static readonly string[] CallerAttributes =
        ["CallerMemberNameAttribute", "CallerFilePathAttribute", "CallerLineNumberAttribute"];

    /// <summary>Whether every parameter can be carried, and written; reports those that can't be carried.</summary>
    public static bool Check(ParseContext context, IMethodSymbol method)
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
            if (WhyNotCarried(parameter) is not { } reason)
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
    public static bool CheckTokens(ParseContext context, IMethodSymbol method)
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
        _ when KnownTypes.IsBoundToTheStack(parameter.Type) => "is a pointer; take Memory<T> or a SafeHandle",
        _ => null,
    };

    /// <summary>A parameter of a nursery or a cancel scope, whose implementing part restates no default value.</summary>
    public static ParameterSpec ParseOwn(IParameterSymbol parameter, ParameterRole role, string prefix) =>
        Parse(parameter, role, TypeText.Qualified, prefix, defaultValue: null);

    /// <summary>A parameter of a child, which the method that starts it has too.</summary>
    public static ParameterSpec ParseCarried(IParameterSymbol parameter, TypeText text) =>
        Parse(parameter, ParameterRole.Value, text, CallerAttributesOf(parameter), DefaultValueText.Of(parameter, text));

    private static ParameterSpec Parse(
        IParameterSymbol parameter, ParameterRole role, TypeText text, string prefix, string? defaultValue) => new(
        Identifier.Escape(parameter.Name),
        text.Of(parameter.Type),
        prefix + (parameter.IsParams ? "params " : ""),
        defaultValue,
        role,
        StorageOf(parameter.Type));

    private static string CallerAttributesOf(IParameterSymbol parameter)
    {
        var names = parameter.GetAttributes()
            .Select(static attribute => attribute.AttributeClass?.Name)
            .Where(static name => name is not null && CallerAttributes.Contains(name, StringComparer.Ordinal))
            .Select(static name => $"[global::System.Runtime.CompilerServices.{name!.Substring(0, name.Length - "Attribute".Length)}] ");
        return string.Concat(names);
    }

    private static ParameterStorage StorageOf(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => ParameterStorage.Unknown,
        { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } => ParameterStorage.NullableReference,
        { IsReferenceType: true } => ParameterStorage.Reference,
        { IsUnmanagedType: true } => ParameterStorage.Unmanaged,
        { IsValueType: true } => ParameterStorage.Value,
        _ => ParameterStorage.Unknown,
    };
}
