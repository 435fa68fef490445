using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Finds the children that a nursery names, or those that belong to it.</summary>
internal static class ChildCatalog
{
    /// <summary>Every child that belongs to the nursery, which is not its own child.</summary>
    public static IEnumerable<IMethodSymbol> AllOf(ReadingContext context) =>
        context.Facts.Children(context.Compilation)
            .Where(child => Membership.Belongs(child, context.Method, context.CancellationToken)
                && !SymbolEqualityComparer.Default.Equals(child.Method, context.Method))
            .Select(static child => child.Method);

    /// <summary>The child of that name, bound; null where there is none that can be started, which is reported.</summary>
    /// <param name="context">The nursery's run.</param>
    /// <param name="name">As written; none where it isn't a constant, which the compiler reports.</param>
    /// <param name="place">Where it is written.</param>
    /// <param name="each">The sequence, where the child is started for its items.</param>
    public static BoundChild? Find(ReadingContext context, string? name, Location? place, Sequence? each)
    {
        if (name is null)
            return null;

        var candidates = context.Facts.Children(context.Compilation).Where(child => child.Method.Name == name).ToArray();
        var members = candidates.Where(child => Membership.Belongs(child, context.Method, context.CancellationToken)).ToArray();
        if (members.Length == 0)
        {
            var reason = WhyNot(context, name, candidates);
            context.Report(DiagnosticDescriptors.UnknownName, place, name, context.Method.Name, reason);
            return null;
        }

        var bound = members.Select(child => ChildBinder.Bind(context, child.Method, each)).ToArray();
        return bound.FirstOrDefault(child => child.Problems.Count == 0 && (child.TakesItem || each is null)) ?? bound[0];
    }

    /// <summary>What rules out a child that is to be started by itself, and not by a body; null where nothing does.</summary>
    public static bool CheckStarted(ReadingContext context, BoundChild bound, Location? place)
    {
        var ready = bound.Method.Parameters.FirstOrDefault(static parameter => KnownTypes.IsReady(parameter.Type, out _));
        if (ready is not null)
        {
            var reason = $"it says when it is ready, and in '{context.Method.Name}' nobody waits for that; start it from a body";
            context.Report(
                DiagnosticDescriptors.OptionsContradict, place ?? SyntaxPlaces.IdentifierOf(ready), bound.Method.Name, reason);
        }

        ChildBinder.Report(context, bound, place);
        return ready is null && bound.Problems.Count == 0;
    }

    private static string WhyNot(ReadingContext context, string name, MethodFacts[] candidates)
    {
        if (candidates.Length > 0)
        {
            return context.Method.IsStatic && candidates.All(static child => !child.Method.IsStatic)
                ? "the nursery is static and the child is not; make the child static"
                : $"'{name}' is a child of other nurseries; add this one to its [Child], or list another child";
        }

        return context.Facts.Methods.Any(method => method.Method.Name == name)
            ? $"'{name}' is no child; mark it with [Child]"
            : $"'{context.Type.Name}' has no [Child] method '{name}'; use nameof";
    }
}
