using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Attributes of a child's parameter that act where the child is called, and so have to act where it is started.</summary>
internal static class ParameterAttributes
{
    private const string Services = "System.Runtime.CompilerServices";
    private const string Interop = "System.Runtime.InteropServices";
    private const string Handler = "InterpolatedStringHandlerArgumentAttribute";
    private const string Expression = "CallerArgumentExpressionAttribute";
    private const string Optional = "OptionalAttribute";

    // Trimming reads it of the field that keeps the value, too.
    private const string KeptAttribute = "DynamicallyAccessedMembersAttribute";

    /// <summary>What is restated of a parameter, with a trailing space, and its default.</summary>
    /// <param name="context">The nursery's run.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="child">Its method.</param>
    /// <param name="text">Spells its type.</param>
    public static (string Restated, string Kept, string? Default) Of(
        ReadingContext context, IParameterSymbol parameter, IMethodSymbol child, TypeText text)
    {
        var (restated, kept, isOptional) = ("", "", false);
        foreach (var attribute in parameter.GetAttributes())
        {
            if (CallSiteAttributes.NameOf(attribute) is not { } name
                || !IsMeaningful(context, child, name, attribute)
                || AttributeText.Of(attribute) is not { } written)
            {
                continue;
            }

            restated += written + " ";
            isOptional |= name == Optional;
            if (name == KeptAttribute)
                kept += written + " ";
        }

        if (isOptional)
            return (restated, kept, null);

        // Of a child from another assembly, the attributes are no more: the compiler has read them.
        if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: DateTime moment })
        {
            var ticks = DefaultValueText.Literal(moment.Ticks);
            return ($"{restated}[global::{Interop}.Optional, global::{Services}.DateTimeConstant({ticks})] ", kept, null);
        }

        return parameter is { IsOptional: true, HasExplicitDefaultValue: false }
            ? ($"{restated}[global::{Interop}.Optional] ", kept, null)
            : (restated, kept, DefaultValueText.Of(parameter, text));
    }

    /// <summary>Whether an interpolated string that becomes the argument is handed the object that the method is called on.</summary>
    public static bool TakesInstance(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
        {
            if (CallSiteAttributes.NameOf(attribute) == Handler && NamesOf(attribute).Contains("", StringComparer.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>What names other parameters is of no use where those are not the starter's to supply.</summary>
    private static bool IsMeaningful(ReadingContext context, IMethodSymbol child, string name, AttributeData attribute)
    {
        if (name is not (Expression or Handler))
            return true;

        foreach (var other in NamesOf(attribute))
        {
            if (!IsSupplied(context, child, other))
                return false;
        }

        return true;
    }

    private static bool IsSupplied(ReadingContext context, IMethodSymbol child, string name)
    {
        foreach (var parameter in child.Parameters)
        {
            if (parameter.Name == name)
                return ParameterRoles.Of(context, parameter) == ParameterRole.Value;
        }

        return false;
    }

    private static IEnumerable<string> NamesOf(AttributeData attribute) => attribute.ConstructorArguments
        .SelectMany(static argument => argument.Kind == TypedConstantKind.Array ? argument.Values.AsEnumerable() : [argument])
        .Select(static argument => argument.Value as string ?? "");
}
