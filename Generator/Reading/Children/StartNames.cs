using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Keeps the <c>Start…</c> methods of one nursery apart, from each other and from what the user wrote into its type.</summary>
/// <remarks>Names first: signatures are written out only where two names are alike.</remarks>
internal sealed class StartNames(ReadingContext context, ISymbol[] userMembers)
{
    private readonly bool _mayCollide = userMembers.Length > 0 || context.Facts.HasTwinStarts(context.Compilation);
    private HashSet<string>? _names;
    private List<MethodFacts>? _taken;

    /// <summary>Whether the child's start can be declared; reports it if not.</summary>
    public bool Take(MethodFacts child)
    {
        if (!_mayCollide)
            return true;

        if (WhyNot(child) is not { } reason)
        {
            (_taken ??= []).Add(child);
            return true;
        }

        var method = child.Method;
        context.Report(DiagnosticDescriptors.DuplicateName, SyntaxPlaces.IdentifierOf(method), method.Name, child.Start, reason);
        return false;
    }

    private string? WhyNot(MethodFacts child)
    {
        var isNew = (_names ??= new HashSet<string>(StringComparer.Ordinal)).Add(child.Start);
        var namesakes = userMembers.Where(member => member.Name == child.Start).ToArray();
        if (isNew && namesakes.Length == 0)
            return null;

        var signature = SignatureOf(child);
        if (!isNew && _taken?.FirstOrDefault(other => other.Start == child.Start && SignatureOf(other) == signature) is { } twin)
            return $"which the child '{twin.Method.Name}' generates already";

        return namesakes.Any(member => Collides(member, signature))
            ? $"and '{GeneratedNames.NurseryType(context.Method.Name)}' has a member of that name"
            : null;
    }

    private string SignatureOf(MethodFacts child) =>
        SignatureOf(child.Method, child.Method.Parameters.Where(parameter => ParameterRoles.Of(context, parameter) == ParameterRole.Value));

    private static bool Collides(ISymbol member, string signature) =>
        member is not IMethodSymbol method || SignatureOf(method, method.Parameters) == signature;

    /// <summary>Equal for methods of one name that could not be overloads of each other.</summary>
    private static string SignatureOf(IMethodSymbol method, IEnumerable<IParameterSymbol> parameters)
    {
        var ordinals = new Dictionary<ITypeParameterSymbol, string>(SymbolEqualityComparer.Default);
        foreach (var parameter in method.TypeParameters)
            ordinals.Add(parameter, "!" + parameter.Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture));

        var text = TypeText.Renaming(ordinals);
        return string.Join(",", parameters.Select(parameter => text.SignatureOf(parameter.Type)));
    }
}
