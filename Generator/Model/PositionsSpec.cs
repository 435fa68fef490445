namespace NurseryGen.Generator.Model;

/// <summary>Where the nurseries and cancel scopes of a type, and their children, stand in the source.</summary>
/// <remarks>
/// Apart from the nurseries' own specs, because every edit above a method moves it: this small file is then written again, and the
/// nurseries' are not. One file for a type: an edit moves all that stands below it, and the driver compares the names of all files that
/// there are in pairs, after every edit.
/// </remarks>
/// <param name="HintName">The companion file's name.</param>
/// <param name="Container">Where it goes.</param>
/// <param name="Types">One for each nursery and each scope.</param>
internal sealed record TypePositionsSpec(string HintName, ContainerSpec Container, EquatableArray<PositionsSpec> Types);

/// <summary>Where a nursery and its children stand.</summary>
/// <param name="HintName">The name of the file that it goes into, with others of its type.</param>
/// <param name="Container">Where that goes.</param>
/// <param name="Header">The generated type that it completes: <c>partial struct CheckNursery</c>.</param>
/// <param name="Entries">One for the nursery and one for each child.</param>
internal sealed record PositionsSpec(string HintName, ContainerSpec Container, string Header, EquatableArray<PositionSpec> Entries);

/// <summary>One position.</summary>
/// <param name="Member">The generated type that asks for it; unique, where a method's name need not be.</param>
/// <param name="File">The file's name without its folder, which would differ from machine to machine.</param>
/// <param name="Line">Counted from 1.</param>
internal sealed record PositionSpec(string Member, string File, int Line);
