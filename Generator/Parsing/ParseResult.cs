using NurseryGen.Generator.Diagnostics;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Parsing;

/// <summary>Both things a parser yields: what to generate, if anything, for the generator; what is wrong, for the analyzer.</summary>
internal sealed record ParseResult<TSpec>(ParsedMethod<TSpec>? Parsed, IReadOnlyList<Finding> Findings)
    where TSpec : class, IEquatable<TSpec>;
