namespace NurseryGen.Generator.Model;

/// <summary>Where a nursery and its children stand in the source.</summary>
/// <remarks>
/// Apart from the nursery's own spec, because every edit above a method moves it: this small file is then written again,
/// and the nursery's is not.
/// </remarks>
/// <param name="HintName">The companion file's name.</param>
/// <param name="Container">Where it goes.</param>
/// <param name="Header">The generated type that it completes: <c>partial struct CheckNursery</c>.</param>
/// <param name="Entries">One for the nursery and one for each child.</param>
internal sealed record PositionsSpec(string HintName, ContainerSpec Container, string Header, EquatableArray<PositionSpec> Entries);

/// <summary>One position.</summary>
/// <param name="Member">The generated type that asks for it; unique, where a method's name need not be.</param>
/// <param name="File">The file's name without its folder, which would differ from machine to machine.</param>
/// <param name="Line">Counted from 1.</param>
internal sealed record PositionSpec(string Member, string File, int Line);
