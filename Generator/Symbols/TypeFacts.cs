using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Symbols;

/// <summary>What the readers ask of a type for each of its methods again, found out once.</summary>
/// <remarks>
/// Ten nurseries with ten children in one type would otherwise have that type read a thousand times over after each edit. What is kept
/// follows from the type alone, and is kept as long as the type is, which is as long as its compilation: nothing outlives an edit. The
/// driver and the analyzer may ask from several threads; two that ask first both find the same out, and either answer serves.
/// Lists are arrays, which no code changes: to go through them, which each nursery does, makes no enumerator.
/// </remarks>
internal sealed class TypeFacts
{
    private static readonly ConditionalWeakTable<INamedTypeSymbol, TypeFacts> s_known = new();
    private static readonly ConditionalWeakTable<INamedTypeSymbol, TypeFacts>.CreateValueCallback s_find =
        static type => new TypeFacts(type);

    private readonly INamedTypeSymbol _type;
    private readonly Dictionary<IMethodSymbol, MethodFacts> _byMethod;
    private readonly Lazy<ContainerSpec?> _container;
    private MethodFacts[]? _nurseries;
    private MethodFacts[]? _ownChildren;
    private MethodFacts[]? _children;
    private HashSet<string>? _startNames;
    private ISymbol[]? _clocks;
    private IParameterSymbol[]? _primaryParameters;
    private string[]? _typeParameterNames;
    private TypeHint? _hint;

    private TypeFacts(INamedTypeSymbol type)
    {
        _type = type;
        var names = new AttributeNames(type);
        Methods = [.. MethodRoles.Methods(type).Select(method => new MethodFacts(method, MethodMarks.Of(method, names)))];
        _byMethod = new Dictionary<IMethodSymbol, MethodFacts>(Methods.Length, SymbolEqualityComparer.Default);
        foreach (var method in Methods)
            _byMethod[method.Method] = method;

        _container = new Lazy<ContainerSpec?>(() => ContainerNest.SpecOf(type));
    }

    /// <summary>The ordinary methods, in source order.</summary>
    public MethodFacts[] Methods { get; }

    public MethodFacts[] Nurseries => _nurseries ??= [.. Methods.Where(static method => method.IsNursery)];

    /// <summary>The <c>[Child]</c> methods that the type itself declares.</summary>
    public MethodFacts[] OwnChildren => _ownChildren ??= [.. Methods.Where(static method => method.IsChild)];

    /// <summary>The nest of types that generated members go into; null where it can't be written or is another's.</summary>
    public ContainerSpec? Container => _container.Value;

    /// <summary>The names of the type parameters of this type and of those around it, as they are written.</summary>
    public string[] TypeParameterNames => _typeParameterNames ??= FindTypeParameterNames();

    /// <summary>The type's part of hint names.</summary>
    public TypeHint Hint => _hint ??= TypeHint.Of(_type);

    /// <summary>Fields, and after them properties, that could be the clock of a method of this or a derived type.</summary>
    public ISymbol[] Clocks => _clocks ??= ClockMembers.In(_type);

    /// <summary>The primary constructor's parameters.</summary>
    public IParameterSymbol[] PrimaryParameters => _primaryParameters ??= FindPrimaryParameters();

    public static TypeFacts Of(INamedTypeSymbol type) => s_known.GetValue(type, s_find);

    /// <summary>The children that the type has, inherited ones included.</summary>
    /// <param name="compilation">The type's own.</param>
    public MethodFacts[] Children(Compilation compilation) => _children ??= [.. ChildMembers.Of(_type, compilation)];

    /// <summary>Whether two children are started by methods of one name.</summary>
    /// <param name="compilation">The type's own.</param>
    public bool HasTwinStarts(Compilation compilation) =>
        (_startNames ??= new HashSet<string>(Children(compilation).Select(static child => child.Start), StringComparer.Ordinal)).Count
        < Children(compilation).Length;

    public MethodFacts Of(IMethodSymbol method) => _byMethod.TryGetValue(method, out var facts)
        ? facts
        : new MethodFacts(method, MethodMarks.Bound(method, names: null));

    private string[] FindTypeParameterNames()
    {
        var names = new List<string>();
        for (var type = _type; type is not null; type = type.ContainingType)
            names.AddRange(type.TypeParameters.Select(static parameter => Identifier.Escape(parameter.Name)));

        return [.. names];
    }

    private IParameterSymbol[] FindPrimaryParameters()
    {
        foreach (var constructor in _type.InstanceConstructors)
        {
            if (constructor.DeclaringSyntaxReferences
                .Any(static part => part.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null }))
            {
                return [.. constructor.Parameters];
            }
        }

        return [];
    }
}
