namespace NurseryGen.Generator.Model;

/// <summary>A call that generated code makes to a method of the user's: a body, a child or a fallback.</summary>
/// <param name="Name">The method's name, with <c>@</c> where it is a keyword.</param>
/// <param name="TypeArguments"><c>&lt;T, U&gt;</c>, or nothing.</param>
/// <param name="IsStatic">Whether it is called on the type and not on an instance.</param>
/// <param name="Arguments">In the order of its parameters.</param>
/// <param name="NeedsNullForgiving">Whether the result needs a <c>!</c>: it differs in nested nullability only.</param>
internal sealed record CallSpec(
    string Name, string TypeArguments, bool IsStatic, EquatableArray<ArgumentSpec> Arguments, bool NeedsNullForgiving)
{
    /// <summary>What calling it warns of, where no user's code does: of a fallback.</summary>
    public ForewarningSpec Forewarning { get; init; } = ForewarningSpec.None;
}

/// <summary>One argument of a call.</summary>
/// <param name="Kind">What is handed over.</param>
/// <param name="Name">The parameter that the value comes from, where <paramref name="Kind"/> is <see
/// cref="ArgumentKind.Parameter"/>.</param>
/// <param name="Label">The receiving parameter's name, where an optional one before it was left out.</param>
/// <param name="NeedsNullForgiving">Whether the argument needs a <c>!</c>: it differs in nested nullability only.</param>
internal sealed record ArgumentSpec(ArgumentKind Kind, string Name, string? Label, bool NeedsNullForgiving)
{
    /// <summary>The type to convert to first: of a <c>dynamic</c> value, or the call would be bound at run time.</summary>
    public string? Cast { get; init; }
}

/// <summary>What an argument of a generated call is.</summary>
internal enum ArgumentKind
{
    /// <summary>A parameter of the method that the call is made for.</summary>
    Parameter,

    /// <summary>The generated nursery struct.</summary>
    Nursery,

    /// <summary>The untyped nursery.</summary>
    UntypedNursery,

    /// <summary>The cancel scope.</summary>
    Scope,

    /// <summary>The token of the scope that the callee runs under.</summary>
    Token,

    /// <summary>What a child says by that it is ready.</summary>
    Ready,

    /// <summary>The item of the sequence that the child is started for.</summary>
    Item,
}
