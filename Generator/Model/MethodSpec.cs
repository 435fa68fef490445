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
internal sealed record MethodSpec(
    string Name,
    string Modifiers,
    string ReturnType,
    AwaitableSpec Awaitable,
    string TypeParameters,
    EquatableArray<string> Constraints,
    EquatableArray<ParameterSpec> Parameters,
    bool IsStatic);

/// <summary>One of Task, Task&lt;T&gt;, ValueTask and ValueTask&lt;T&gt;.</summary>
/// <param name="IsValueTask">Whether it is one of the latter two.</param>
/// <param name="Result">The result's type, fully qualified, or none.</param>
internal sealed record AwaitableSpec(bool IsValueTask, string? Result);
