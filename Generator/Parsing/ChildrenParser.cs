using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Diagnostics;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Parsing;

/// <summary>Gathers a nursery's children over all parts of its type, and keeps their generated names apart.</summary>
internal static class ChildrenParser
{
    /// <param name="context">The nursery's run.</param>
    /// <param name="names">Those that no node can have; the nodes' own are added.</param>
    public static IReadOnlyList<(ChildSpec Spec, IMethodSymbol Method)> Parse(ParseContext context, ISet<string> names)
    {
        var children = new List<(ChildSpec, IMethodSymbol)>();
        var userPart = NurseryType.UserPart(context.Method, context.CancellationToken);
        var userMembers = userPart is null ? [] : NurseryStructParser.UserMembers(userPart, context.CancellationToken).ToArray();
        var signatures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var child in ChildMembers.Of(context.Type, context.Compilation))
        {
            context.ThrowIfCancelled();
            if (!Membership.Belongs(child, context.Method, context.CancellationToken) || !ChildChecker.Check(context, child))
                continue;

            if (!CheckName(context, child, userMembers, signatures))
                continue;

            var nodeName = Identifier.Fresh(GeneratedNames.Node(child.Name), names);
            if (ChildParser.Parse(context, child, nodeName, userPart) is { } spec)
            {
                names.Add(nodeName);
                children.Add((spec, child));
            }
        }

        return children;
    }

    private static bool CheckName(ParseContext context, IMethodSymbol child, ISymbol[] userMembers, Dictionary<string, string> signatures)
    {
        var start = ChildParser.StartName(child);
        var parameters = child.Parameters.Where(parameter => ChildParser.RoleOf(context, parameter) == ParameterRole.Value).ToArray();
        var signature = Signature(start, child, parameters);
        var handle = GeneratedNames.NurseryType(context.Method.Name);
        var reason = signatures.TryGetValue(signature, out var other) ? $"which the child '{other}' generates already"
            : userMembers.Any(member => Collides(member, start, signature)) ? $"and '{handle}' has a member of that name"
            : null;
        if (reason is null)
        {
            signatures.Add(signature, child.Name);
            return true;
        }

        context.Report(DiagnosticDescriptors.DuplicateName, SyntaxPlaces.IdentifierOf(child), child.Name, start, reason);
        return false;
    }

    private static bool Collides(ISymbol member, string start, string signature) =>
        member.Name == start && (member is not IMethodSymbol method || Signature(start, method, method.Parameters) == signature);

    /// <summary>Equal for methods that could not be overloads of each other.</summary>
    private static string Signature(string name, IMethodSymbol method, IEnumerable<IParameterSymbol> parameters)
    {
        var ordinals = new Dictionary<ITypeParameterSymbol, string>(SymbolEqualityComparer.Default);
        foreach (var parameter in method.TypeParameters)
            ordinals.Add(parameter, "!" + parameter.Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var text = TypeText.Renaming(ordinals);
        return $"{name}({string.Join(",", parameters.Select(parameter => text.SignatureOf(parameter.Type)))})";
    }
}
