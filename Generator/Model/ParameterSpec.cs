namespace NurseryGen.Generator.Model;

/// <summary>A parameter as generated code writes it.</summary>
/// <param name="Name">Its name, with <c>@</c> where it is a keyword.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Prefix">Attributes and modifiers that have to be restated, with a trailing space: <c>params </c>.</param>
/// <param name="Kept">Attributes that a field for its value needs too, with a trailing space.</param>
/// <param name="Default">The default value as an expression, of a child's; only <c>Start…</c> methods restate it.</param>
/// <param name="Role">What the parameter is for.</param>
internal sealed record ParameterSpec(
    string Name, string Type, string Prefix, string Kept, string? Default, ParameterRole Role);

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
