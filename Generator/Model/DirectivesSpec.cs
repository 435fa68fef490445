namespace NurseryGen.Generator.Model;

/// <summary>What a generated file has to begin with, so that it can name the types it writes.</summary>
/// <param name="Aliases">The <c>extern alias</c> names of references that have no other.</param>
/// <param name="Usings">The user's own directives of the file, where a type can be written only as the user wrote it.</param>
/// <param name="InNamespace">The same for those inside of the namespace.</param>
internal sealed record DirectivesSpec(
    EquatableArray<string> Aliases, EquatableArray<string> Usings = default, EquatableArray<string> InNamespace = default);
