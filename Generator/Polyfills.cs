// What the compiler asks for by name, and netstandard2.0 lacks.
namespace System.Runtime.CompilerServices;

/// <summary>Of <c>init</c> accessors, and so of records.</summary>
internal static class IsExternalInit;

/// <summary>Of types that take interpolated strings in pieces.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute;

/// <summary>Of parameters that such a type is made for.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InterpolatedStringHandlerArgumentAttribute(string argument) : Attribute
{
    public string[] Arguments { get; } = [argument];
}
