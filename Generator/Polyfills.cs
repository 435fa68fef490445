namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for in <c>init</c> accessors, and so in records; netstandard2.0 lacks it.</summary>
internal static class IsExternalInit;
