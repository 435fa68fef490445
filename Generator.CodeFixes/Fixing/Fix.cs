using Microsoft.CodeAnalysis.Editing;

namespace NurseryGen.CodeFixes.Fixing;

/// <summary>One thing that can be done about a finding.</summary>
/// <param name="Title">What the editor offers.</param>
/// <param name="Key">The same for all findings that "fix all" may treat alike.</param>
/// <param name="Apply">
/// Makes the change. What it replaces it must take as it finds it then, by the editor's overloads with a function: another finding's fix
/// may have changed what is inside.
/// </param>
internal sealed record Fix(string Title, string Key, Action<SyntaxEditor> Apply);
