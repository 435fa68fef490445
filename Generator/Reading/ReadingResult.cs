using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;

namespace NurseryGen.Generator.Reading;

/// <summary>Both things a reader yields: what to generate, if anything, for the generator; what is wrong, for the analyzer.</summary>
/// <param name="Reading">For the generator.</param>
/// <param name="Findings">For the analyzer.</param>
/// <param name="ReadsBodies">Whether the insides of some method body had a say in it.</param>
internal sealed record ReadingResult<TSpec>(MethodReading<TSpec>? Reading, IReadOnlyList<Finding> Findings, bool ReadsBodies)
    where TSpec : class, IEquatable<TSpec>;
