using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>
/// Gathers the children that a nursery's handle starts, over all parts of its type, and keeps their generated names apart.
/// </summary>
internal static class HandleChildren
{
    /// <param name="context">The nursery's run.</param>
    /// <param name="names">Those that no node can have; the nodes' own are added.</param>
    public static IReadOnlyList<(ChildSpec Spec, IMethodSymbol Method)> Read(ReadingContext context, ISet<string> names)
    {
        var candidates = context.Facts.Children(context.Compilation);
        var children = new List<(ChildSpec, IMethodSymbol)>();
        var userPart = context.UserPart;
        var userMembers = userPart is null ? [] : NurseryStructReader.UserMembers(userPart, context.CancellationToken).ToArray();
        var started = new StartNames(context, userMembers);
        foreach (var child in candidates)
        {
            context.ThrowIfCancelled();
            if (!Membership.Belongs(child, context.Method, context.CancellationToken) || !ChildChecker.Check(context, child))
                continue;

            if (!started.Take(child))
                continue;

            var nodeName = Identifier.Fresh(child.Node, names);
            if (ChildReader.Read(context, child.Method, nodeName, userPart) is { } spec)
            {
                names.Add(nodeName);
                children.Add((spec, child.Method));
            }
        }

        return children;
    }
}
