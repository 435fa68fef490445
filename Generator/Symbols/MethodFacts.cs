using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Symbols;

/// <summary>What the readers ask of a method for each nursery of its type again, found out once.</summary>
internal sealed class MethodFacts(IMethodSymbol method, MethodMarks marks)
{
    private static readonly TypeSyntax?[] s_none = [];

    private TypeSyntax?[]? _nurseryTypes;
    private string? _nurseryType;
    private string? _start;
    private string? _node;
    private PositionSpec? _position;

    public IMethodSymbol Method { get; } = method;

    public bool IsNursery => marks.IsNursery;

    public bool IsChild => marks.IsChild;

    /// <summary>Whether it has attributes of others.</summary>
    public bool HasOtherAttributes => marks.HasOthers;

    /// <summary>Whether our attributes of it were read off the source, and need no binding.</summary>
    public bool IsSpelled => marks.IsSpelled;

    /// <summary>The names in <c>[Child(…)]</c>.</summary>
    public string?[] NurseryNames => marks.ChildNames;

    /// <summary>The name of the nursery type, if the method is a nursery.</summary>
    public string NurseryType => _nurseryType ??= GeneratedNames.NurseryType(Method.Name);

    /// <summary>The name of the method that starts it, if it is a child.</summary>
    public string Start => _start ??= StartName(Method);

    /// <summary>What its node would best be called, if it is a child.</summary>
    public string Node => _node ??= GeneratedNames.Node(Method.Name);

    /// <summary>Whether it is known to be a child without errors.</summary>
    public bool IsSoundChild { get; set; }

    /// <summary>The child as any nursery of its type starts it, but for names and options.</summary>
    public ChildSpec? SharedSpec { get; set; }

    /// <summary>Of a method as it is declared: what is said of type arguments is not told here.</summary>
    public static MethodFacts Of(IMethodSymbol method)
    {
        var declared = method.OriginalDefinition;
        return declared.ContainingType is { } type
            ? TypeFacts.Of(type).Of(declared)
            : new MethodFacts(declared, MethodMarks.Bound(declared, names: null));
    }

    /// <summary>The attribute of that name, for what it says besides names; null where there is none, or it says no more.</summary>
    public AttributeData? Attribute(string name) => marks.HasNoOptions ? null : AttributeReader.Find(Method, name);

    /// <summary>Whether a parameter may be of a nursery type, by how it is spelled.</summary>
    public bool MayTakeNursery(CancellationToken cancellationToken) => NurseryTypes(cancellationToken).Length > 0;

    /// <summary>How the parameter's type is spelled, where that may be a nursery type.</summary>
    public TypeSyntax? NurseryTypeOf(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        var types = NurseryTypes(cancellationToken);
        return parameter.Ordinal < types.Length ? types[parameter.Ordinal] : null;
    }

    /// <summary>The position that a member of that name reports at run time; null where the method isn't in source.</summary>
    public PositionSpec? PositionOf(string member, CancellationToken cancellationToken)
    {
        if (_position is null && SyntaxPlaces.DeclarationOf(Method, cancellationToken) is { } declaration)
            _position = SyntaxPlaces.PositionOf(member, declaration);

        return _position is not { } known || known.Member == member ? _position : known with { Member = member };
    }

    private static string StartName(IMethodSymbol child) =>
        child.Parameters.Any(static parameter => KnownTypes.IsReady(parameter.Type, out _))
            ? GeneratedNames.StartReady(child.Name)
            : GeneratedNames.Start(child.Name);

    private TypeSyntax?[] NurseryTypes(CancellationToken cancellationToken) => _nurseryTypes ??= FindNurseryTypes(cancellationToken);

    private TypeSyntax?[] FindNurseryTypes(CancellationToken cancellationToken)
    {
        if (Method.Parameters.Length == 0)
            return s_none;

        // From the method's declaration, as long as it has the same parameters: a parameter's own is dear to ask for.
        var declared = SyntaxPlaces.DeclarationOf(Method, cancellationToken)?.ParameterList.Parameters;
        var types = new TypeSyntax?[Method.Parameters.Length];
        var found = false;
        for (var index = 0; index < types.Length; index++)
        {
            var type = declared is { } parameters && parameters.Count == types.Length
                ? parameters[index].Type
                : SyntaxPlaces.TypeOf(Method.Parameters[index], cancellationToken);
            if (type is null || !NurseryTypeName.IsOne(type))
                continue;

            types[index] = type;
            found = true;
        }

        return found ? types : s_none;
    }
}
