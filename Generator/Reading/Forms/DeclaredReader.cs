using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads a declared nursery: its children, what they are given, and what becomes of their results.</summary>
internal static class DeclaredReader
{
    /// <summary>The children that the nursery's attribute lists.</summary>
    public static DeclaredForm? ReadList(ReadingContext context, Entry entry, ISet<string> names)
    {
        var attribute = AttributeReader.Find(context.Method, WellKnownNames.NurseryAttributeName)!;
        var listed = MethodOptions.ListedChildren(context.Method);
        var found = new List<(BoundChild, Location?)>();
        for (var index = 0; index < listed.Length; index++)
        {
            var place = AttributeReader.LocationOfPositional(attribute, index, context.CancellationToken);
            if (ChildCatalog.Find(context, listed[index], place, each: null) is { } child)
                found.Add((child, place));
        }

        // What the results make is not to be told from some of the children.
        return Read(context, entry, found, names, isWhole: found.Count == listed.Length);
    }

    /// <summary>All children that belong to the nursery.</summary>
    public static DeclaredForm? ReadAll(ReadingContext context, Entry entry, ISet<string> names) =>
        Read(
            context,
            entry,
            [.. ChildCatalog.AllOf(context).Select(child => (ChildBinder.Bind(context, child, each: null), (Location?)null))],
            names,
            isWhole: true);

    private static DeclaredForm? Read(
        ReadingContext context, Entry entry, IReadOnlyList<(BoundChild Bound, Location? Place)> found, ISet<string> names, bool isWhole)
    {
        var isSound = isWhole;
        foreach (var (bound, place) in found)
        {
            context.ThrowIfCancelled();
            isSound &= ChildChecker.Check(context, MethodFacts.Of(bound.Method)) & ChildCatalog.CheckStarted(context, bound, place);
        }

        if (!isSound)
            return null;

        var results = new DeclaredResults(context, entry, [.. found.Select(static child => child.Bound.Method)]);
        if (!results.Check())
            return null;

        var scopeName = entry.Source.Result is null ? null : Take("Scope", names);
        var children = new List<(StartedChildSpec, IMethodSymbol)>();
        foreach (var (bound, _) in found)
        {
            var nodeName = Identifier.Fresh(GeneratedNames.Node(bound.Method.Name), names);
            if (ChildReader.ReadClosed(context, bound.Method, nodeName) is not { } child)
                return null;

            names.Add(nodeName);
            var (use, field) = results.UseOf(bound.Method, children.Count);
            children.Add((new StartedChildSpec(child, bound.Arguments, use, field), bound.Method));
        }

        var spec = new DeclaredSpec(scopeName, results.IsTuple, children.Select(static child => child.Item1).ToArray());
        return new DeclaredForm(spec, children);
    }

    private static string Take(string wish, ISet<string> names)
    {
        var name = Identifier.Fresh(wish, names);
        names.Add(name);
        return name;
    }
}

/// <summary>A form whose children the nursery method starts, with their symbols.</summary>
internal sealed record DeclaredForm(NurseryFormSpec Spec, IReadOnlyList<(StartedChildSpec Spec, IMethodSymbol Method)> Children);
