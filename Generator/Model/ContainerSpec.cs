namespace NurseryGen.Generator.Model;

/// <summary>Where generated members go: the namespace and the nest of partial types.</summary>
/// <param name="Namespace">The namespace, or none.</param>
/// <param name="Headers">Outermost first: <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Reference">How generated code names the innermost type: <c>global::Demo.Outer&lt;T&gt;.Inner</c>.</param>
/// <param name="DisplayName">Its simple name, for messages at run time.</param>
internal sealed record ContainerSpec(string? Namespace, EquatableArray<string> Headers, string Reference, string DisplayName);
