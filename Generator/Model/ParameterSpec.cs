namespace NurseryGen.Generator.Model;

/// <summary>A parameter as generated code writes it.</summary>
/// <param name="Name">Its name, with <c>@</c> where it is a keyword.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Prefix">Attributes and modifiers that have to be restated, with a trailing space: <c>params </c>.</param>
/// <param name="Kept">Attributes that a field for its value has too, with a trailing space.</param>
/// <param name="Default">The default value as an expression, of a child's; only <c>Start…</c> methods restate it.</param>
/// <param name="Role">What the parameter is for.</param>
/// <param name="Storage">How a child's node keeps it.</param>
internal sealed record ParameterSpec(
    string Name, string Type, string Prefix, string Kept, string? Default, ParameterRole Role, ParameterStorage Storage);

/// <summary>What a parameter of a nursery, a child or a cancel scope is for.</summary>
internal enum ParameterRole
{
    /// <summary>The user's own data.</summary>
    Value,

    /// <summary>The cancellation token: the caller's on a nursery, the scope's on a child.</summary>
    Token,

    /// <summary>The generated nursery type.</summary>
    Nursery,

    /// <summary>The untyped <c>NurseryGen.Nursery</c>.</summary>
    UntypedNursery,

    /// <summary>A <c>TimeSpan</c> marked <c>[Timeout]</c>.</summary>
    Timeout,

    /// <summary>A <c>Ready</c> or <c>Ready&lt;T&gt;</c>.</summary>
    Ready,
}

/// <summary>How a field of a parameter's type starts out, and what it takes to let go of the value.</summary>
internal enum ParameterStorage
{
    /// <summary>Holds no reference: nothing to let go of.</summary>
    Unmanaged,

    /// <summary>A value type that may hold references.</summary>
    Value,

    /// <summary>A reference that must not be null while the child runs.</summary>
    Reference,

    /// <summary>A reference that may be null.</summary>
    NullableReference,

    /// <summary>A type parameter, or a type that doesn't exist yet.</summary>
    Unknown,
}
