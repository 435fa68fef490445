namespace NurseryGen.Generator.Model;

/// <summary>What a nursery method does: one kind for each form.</summary>
internal abstract record NurseryFormSpec;

/// <summary>It calls a body.</summary>
/// <param name="Call">The call.</param>
internal sealed record BodySpec(CallSpec Call) : NurseryFormSpec;

/// <summary>It starts the same children each time, and returns what they return.</summary>
/// <param name="ScopeName">The class of its scope: <c>Scope</c>. None where nothing is returned.</param>
/// <param name="IsTuple">Whether the results make a tuple.</param>
/// <param name="Children">In the order in which they are started.</param>
internal sealed record DeclaredSpec(string? ScopeName, bool IsTuple, EquatableArray<StartedChildSpec> Children) : NurseryFormSpec;

/// <summary>It starts one child for each item of a sequence.</summary>
/// <param name="Sequence">The sequence.</param>
/// <param name="Child">The child.</param>
/// <param name="Results">What becomes of the results.</param>
internal sealed record EachSpec(SequenceSpec Sequence, StartedChildSpec Child, EachResults Results) : NurseryFormSpec;

/// <summary>The parameter marked <c>[Each]</c>.</summary>
/// <param name="Parameter">Its name, with <c>@</c> where it is a keyword.</param>
/// <param name="Cast">The type that the engine is to see, where that has to be said.</param>
/// <param name="MayBeNull">Whether the parameter's type says so.</param>
/// <param name="MayKnowLength">Whether it is an <c>IEnumerable</c>, which may be a collection.</param>
/// <param name="IsReference">Whether it can be null, whatever its type says.</param>
internal sealed record SequenceSpec(string Parameter, string? Cast, bool MayBeNull, bool MayKnowLength, bool IsReference);

/// <summary>What becomes of the results of an Each nursery's children.</summary>
internal enum EachResults
{
    /// <summary>Nothing: there are none, or the nursery returns none.</summary>
    None,

    /// <summary>They are returned in input order.</summary>
    List,

    /// <summary>Their outcomes are returned in input order.</summary>
    Outcomes,

    /// <summary>The first is returned.</summary>
    Race,

    /// <summary>They are streamed in order of completion.</summary>
    Stream,
}
