namespace NurseryGen.Generator.Model;

/// <summary>A partial method that the generator implements.</summary>
/// <param name="Name">Its name, with <c>@</c> where it is a keyword.</param>
/// <param name="Modifiers">Those that both parts must agree on, with a trailing space: <c>public static </c>.</param>
/// <param name="ReturnType">Fully qualified.</param>
/// <param name="Awaitable">What is returned.</param>
/// <param name="TypeParameters"><c>&lt;T, U&gt;</c>, or nothing.</param>
/// <param name="Constraints">One <c>where</c> clause each.</param>
/// <param name="Parameters">All of them, in order.</param>
/// <param name="IsStatic">Whether there is no <c>this</c>.</param>
/// <param name="IsPartial">Whether there is a part to implement.</param>
/// <param name="IsUnsafe">Whether it is declared <c>unsafe</c>.</param>
/// <param name="OwnMarks">Which of the attributes that generated code would have the user's declaration has itself.</param>
/// <param name="Requirements">Attributes by which its callers learn what its callees ask for.</param>
internal sealed record MethodSpec(
    string Name,
    string Modifiers,
    string ReturnType,
    AwaitableSpec Awaitable,
    string TypeParameters,
    EquatableArray<string> Constraints,
    EquatableArray<ParameterSpec> Parameters,
    bool IsStatic,
    bool IsPartial,
    bool IsUnsafe,
    OwnMarks OwnMarks,
    EquatableArray<string> Requirements);

/// <summary>Attributes that generated code puts onto an implementing part, unless the declaration has them.</summary>
[Flags]
internal enum OwnMarks
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>An async method builder; or the language has none for methods.</summary>
    Builder = 1,

    /// <summary>StackTraceHidden.</summary>
    Hidden = 2,

    /// <summary>GeneratedCode.</summary>
    Generated = 4,

    /// <summary>
    /// None, but a name in its attributes that isn't there: its stub must not compile should another generator declare that name.
    /// </summary>
    Unseen = 8,
}

/// <summary>What a nursery, a cancel scope or a child returns.</summary>
/// <param name="Kind">How its end is awaited.</param>
/// <param name="Result">The type of the result, or of a stream's elements, fully qualified; or none.</param>
internal sealed record AwaitableSpec(AwaitableKind Kind, string? Result)
{
    public bool IsValueTask => Kind == AwaitableKind.ValueTask;
}

/// <summary>How the end of a method is awaited.</summary>
internal enum AwaitableKind
{
    /// <summary>Task or Task&lt;T&gt;.</summary>
    Task,

    /// <summary>ValueTask or ValueTask&lt;T&gt;.</summary>
    ValueTask,

    /// <summary>IAsyncEnumerable&lt;T&gt;: nurseries only.</summary>
    Stream,

    /// <summary>It has ended when it returns: children only.</summary>
    Synchronous,
}
