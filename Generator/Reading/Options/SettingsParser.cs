using System.Globalization;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads the options of <c>[Nursery]</c> and <c>[Child]</c>, and what the assembly says where they don't.</summary>
internal static class SettingsParser
{
    private const int Inline = 2;
    private const int Group = 2;

    public static NurserySettingsSpec OfNursery(ParseContext context)
    {
        var limit = Option(context.Method, WellKnownNames.NurseryAttributeName, "MaxConcurrency");
        if (limit < 0)
        {
            var attribute = AttributeReader.Find(context.Method, WellKnownNames.NurseryAttributeName)!;
            var place = AttributeReader.LocationOfNamed(attribute, "MaxConcurrency", context.CancellationToken);
            var reason = $"MaxConcurrency cannot be {limit.ToString(CultureInfo.InvariantCulture)}; 0 is no limit";
            context.Report(DiagnosticDescriptors.OptionsContradict, place, context.Method.Name, reason);
        }

        CheckOptions(context, context.Method, WellKnownNames.NurseryAttributeName);
        return new NurserySettingsSpec(IsGrouping(context.Method, context.Compilation.Assembly), PolicyOf(context.Method), limit);
    }

    /// <summary>Reports numbers that are cast to an option and are none.</summary>
    public static bool CheckOptions(ParseContext context, IMethodSymbol method, string attributeName)
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
        type.GetMembers().OfType<IFieldSymbol>().Any(field => field.HasConstantValue && field.ConstantValue is int value && value == number);

    /// <summary>Whether the nursery throws a group even for a single failure.</summary>
    public static bool IsGrouping(IMethodSymbol nursery, IAssemblySymbol assembly)
    {
        var errors = Option(nursery, WellKnownNames.NurseryAttributeName, "Errors");
        return (errors != 0 ? errors : Option(assembly, WellKnownNames.NurseryDefaultsAttributeName, "Errors")) == Group;
    }

    public static NurseryPolicy PolicyOf(IMethodSymbol nursery) =>
        Option(nursery, WellKnownNames.NurseryAttributeName, "Policy") switch
        {
            (int)NurseryPolicy.Supervise => NurseryPolicy.Supervise,
            (int)NurseryPolicy.Race => NurseryPolicy.Race,
            _ => NurseryPolicy.FailFast,
        };

    /// <summary>The child's options in the nursery whose run it is.</summary>
    public static ChildOptionsSpec OfChild(ParseContext context, IMethodSymbol child, AwaitableKind kind)
    {
        var start = Option(AttributeOf(child), "Start");
        if (start == 0)
            start = Option(context.Method, WellKnownNames.NurseryAttributeName, "Start");
        if (start == 0)
            start = Default(context, "Start");

        // What the nursery or the assembly wishes for its children is not for those that have no await to return at.
        var isInline = start == Inline && kind != AwaitableKind.Synchronous;
        return new ChildOptionsSpec(isInline, IsShielded(child), IsDaemon(child));
    }

    public static bool IsShielded(IMethodSymbol child) => IsSet(child, "Shield");

    public static bool IsDaemon(IMethodSymbol child) => IsSet(child, "Daemon");

    public static bool IsInlineItself(IMethodSymbol child) => Option(AttributeOf(child), "Start") == Inline;

    private static bool IsSet(IMethodSymbol child, string name) =>
        AttributeOf(child) is { } attribute && AttributeReader.Named(attribute, name, otherwise: false);

    private static AttributeData? AttributeOf(IMethodSymbol child) => MethodFacts.Of(child).Attribute(WellKnownNames.ChildAttributeName);

    private static int Default(ParseContext context, string name) =>
        Option(context.Compilation.Assembly, WellKnownNames.NurseryDefaultsAttributeName, name);

    private static int Option(ISymbol symbol, string attributeName, string name) =>
        Option(AttributeReader.Find(symbol, attributeName), name);

    private static int Option(AttributeData? attribute, string name) =>
        attribute is null ? 0 : AttributeReader.Named(attribute, name, otherwise: 0);
}
