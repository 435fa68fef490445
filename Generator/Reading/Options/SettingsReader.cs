using System.Globalization;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads the options of <c>[Nursery]</c> and <c>[Child]</c>, and reports those that make no sense.</summary>
internal static class SettingsReader
{
    public static NurserySettingsSpec OfNursery(ReadingContext context)
    {
        var limit = MethodOptions.Number(context.Method, WellKnownNames.NurseryAttributeName, "MaxConcurrency");
        if (limit < 0)
        {
            var attribute = AttributeReader.Find(context.Method, WellKnownNames.NurseryAttributeName)!;
            var place = AttributeReader.LocationOfNamed(attribute, "MaxConcurrency", context.CancellationToken);
            var reason = $"MaxConcurrency cannot be {limit.ToString(CultureInfo.InvariantCulture)}; 0 is no limit";
            context.Report(DiagnosticDescriptors.OptionsContradict, place, context.Method.Name, reason);
        }

        CheckOptions(context, context.Method, WellKnownNames.NurseryAttributeName);
        return new NurserySettingsSpec(
            MethodOptions.IsGrouping(context.Method, context.Compilation.Assembly), MethodOptions.PolicyOf(context.Method), limit);
    }

    /// <summary>Reports numbers that are cast to an option and are none.</summary>
    public static bool CheckOptions(ReadingContext context, IMethodSymbol method, string attributeName)
    {
        if (MethodFacts.Of(method).Attribute(attributeName) is not { } attribute)
            return true;

        var isFine = true;
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Value is not { Kind: TypedConstantKind.Enum, Value: int number, Type: { } type } || IsMember(type, number))
                continue;

            isFine = false;
            var place = AttributeReader.LocationOfNamed(attribute, argument.Key, context.CancellationToken);
            var reason = $"{argument.Key} cannot be {number.ToString(CultureInfo.InvariantCulture)}; use a member of {type.Name}";
            context.Report(DiagnosticDescriptors.OptionsContradict, place, method.Name, reason);
        }

        return isFine;
    }

    private static bool IsMember(ITypeSymbol type, int number) =>
        type.GetMembers().OfType<IFieldSymbol>()
            .Any(field => field.HasConstantValue && field.ConstantValue is int value && value == number);

    /// <summary>The child's options in the nursery whose run it is.</summary>
    public static ChildOptionsSpec OfChild(ReadingContext context, IMethodSymbol child, AwaitableKind kind)
    {
        // What the nursery or the assembly wishes for its children is not for those that have no await to return at.
        var isInline = kind != AwaitableKind.Synchronous && MethodOptions.IsInline(child, context.Method, context.Compilation.Assembly);
        return new ChildOptionsSpec(isInline, MethodOptions.IsShielded(child), MethodOptions.IsDaemon(child));
    }
}
