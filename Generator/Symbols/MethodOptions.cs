using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Symbols;

/// <summary>What the attributes of a nursery or a child choose, and what the assembly says where they don't.</summary>
internal static class MethodOptions
{
    private const int Inline = 2;
    private const int Group = 2;

    /// <summary>The names in <c>[Nursery(…)]</c>.</summary>
    public static string?[] ListedChildren(IMethodSymbol nursery) =>
        AttributeReader.NamesOf(AttributeReader.Find(nursery, WellKnownNames.NurseryAttributeName));

    /// <summary>Whether the nursery throws a group even for a single failure.</summary>
    public static bool IsGrouping(IMethodSymbol nursery, IAssemblySymbol assembly)
    {
        var errors = Number(nursery, WellKnownNames.NurseryAttributeName, "Errors");
        return (errors != 0 ? errors : Default(assembly, "Errors")) == Group;
    }

    public static NurseryPolicy PolicyOf(IMethodSymbol nursery) =>
        Number(nursery, WellKnownNames.NurseryAttributeName, "Policy") switch
        {
            (int)NurseryPolicy.Supervise => NurseryPolicy.Supervise,
            (int)NurseryPolicy.Race => NurseryPolicy.Race,
            _ => NurseryPolicy.FailFast,
        };

    /// <summary>Whether the child starts on its starter's stack: by its own attribute, else its nursery's, else the assembly's.</summary>
    public static bool IsInline(IMethodSymbol child, IMethodSymbol nursery, IAssemblySymbol assembly)
    {
        var start = Number(AttributeOf(child), "Start");
        if (start == 0)
            start = Number(nursery, WellKnownNames.NurseryAttributeName, "Start");
        if (start == 0)
            start = Default(assembly, "Start");

        return start == Inline;
    }

    /// <summary>Whether the child's own attribute says so.</summary>
    public static bool IsInlineItself(IMethodSymbol child) => Number(AttributeOf(child), "Start") == Inline;

    public static bool IsShielded(IMethodSymbol child) => IsSet(child, "Shield");

    /// <summary>Whether the method is a child that its nursery doesn't wait for but to cancel it.</summary>
    public static bool IsDaemon(IMethodSymbol child) => IsSet(child, "Daemon");

    /// <summary>An option's number; 0 where the attribute isn't there or doesn't say.</summary>
    public static int Number(ISymbol symbol, string attributeName, string option) =>
        Number(AttributeReader.Find(symbol, attributeName), option);

    private static int Number(AttributeData? attribute, string option) =>
        attribute is null ? 0 : AttributeReader.Named(attribute, option, otherwise: 0);

    private static int Default(IAssemblySymbol assembly, string option) =>
        Number(assembly, WellKnownNames.NurseryDefaultsAttributeName, option);

    private static bool IsSet(IMethodSymbol child, string option) =>
        AttributeOf(child) is { } attribute && AttributeReader.Named(attribute, option, otherwise: false);

    private static AttributeData? AttributeOf(IMethodSymbol child) => MethodFacts.Of(child).Attribute(WellKnownNames.ChildAttributeName);
}
