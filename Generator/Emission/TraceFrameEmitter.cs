using System.Text.RegularExpressions;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>
/// Writes the method that puts the nursery's name on the stack trace of its failure. The entry has returned before its task fails, so the
/// engine throws through this one; a nursery that succeeds never comes here.
/// </summary>
/// <remarks>
/// A trace names the method of an async state machine after the method that has the machine in its attribute. So the type passes for the
/// entry's machine, and the trace reads <c>Demo.Site.CheckAsync(Uri root)</c>. An entry that is async has a frame of its own.
/// </remarks>
internal static class TraceFrameEmitter
{
    private const string Services = "global::System.Runtime.CompilerServices";

    /// <summary>Whether the nursery needs the method: where it has a type and its entry isn't async.</summary>
    public static bool IsNeeded(NurserySpec spec) =>
        spec is { Form: not null, Struct.Place: StructPlace.Nested, Timeout.Fallback: null };

    /// <summary>The method, as members of the containing type write it; none where it isn't needed.</summary>
    public static string? Reference(NurserySpec spec) => IsNeeded(spec) ? spec.Struct.FrameName + ".Throw" : null;

    /// <summary>The attribute of the entry.</summary>
    public static string? Mark(NurserySpec spec) =>
        IsNeeded(spec) ? $"[{Services}.AsyncStateMachine(typeof({Unbound(spec.Container.Reference)}.{spec.Struct.FrameName}))]" : null;

    /// <summary><c>Outer&lt;T, U&gt;</c> becomes <c>Outer&lt;,&gt;</c>.</summary>
    private static string Unbound(string type) => Regex.Replace(type, "[^<>,]+(?=[,>])", "");

    public static void Write(SourceWriter writer, NurserySpec spec)
    {
        writer.Line($"/// <summary>Has stack traces name <c>{spec.Struct.MethodName}</c>.</summary>");

        // To throw is not the last instruction: a tail call would take the frame away again.
        const string signature = $"internal static {WellKnownNames.Exception} Throw({WellKnownNames.ExceptionDispatchInfo} failure)";
        const string body = "{ failure.Throw(); return failure.SourceException; }";
        var header = $"private sealed class {spec.Struct.FrameName} : {WellKnownNames.TraceFrame}";
        writer.Line($"[{Services}.CompilerGenerated] {header} {{ {signature} {body} }}");
    }
}
