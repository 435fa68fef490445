namespace NurseryGen.Generator.Model;

/// <summary>What calling a child warns of: its starter is to be warned, and generated code, which calls it, is not.</summary>
/// <param name="Attributes">As <c>Start…</c> has them.</param>
/// <param name="Suppressed">What the linker is not to say of the call: category and rule, as literals.</param>
/// <param name="IsObsolete">Whether the call needs obsolete surroundings: where it is an error, no pragma helps.</param>
internal sealed record ForewarningSpec(EquatableArray<string> Attributes, EquatableArray<string> Suppressed, bool IsObsolete)
{
    public static ForewarningSpec None { get; } = new(default, default, IsObsolete: false);
}
