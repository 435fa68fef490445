using NurseryGen.Generator.Model;
using NurseryGen.Generator.Parsing;

namespace NurseryGen.Generator.Emission;

/// <summary>
/// Writes the method that puts the nursery's name on the stack trace of its failure. The entry has returned before its task fails, so the
/// engine throws through this one; a nursery that succeeds never comes here.
/// </summary>
internal static class TraceFrameEmitter
{
    /// <summary>The method, as the nursery type's members write it.</summary>
    public static string Reference(NurseryStructSpec type) => $"{TypeName(type)}.{MethodName(type)}";

    public static void Write(SourceWriter writer, NurseryStructSpec type)
    {
        writer.Open($"private static class {TypeName(type)}");
        writer.Line($"internal static {WellKnownNames.Exception} {MethodName(type)}({WellKnownNames.ExceptionDispatchInfo} failure)");
        writer.Open();

        // Not the last instruction: a tail call would take the frame away again.
        writer.Line("failure.Throw();");
        writer.Line("return failure.SourceException;");
        writer.Close();
        writer.Close();
    }

    // A member can't have the name of its type.
    private static string TypeName(NurseryStructSpec type) => Identifier.Fresh("Entry", [type.MethodName]);

    private static string MethodName(NurseryStructSpec type) => Identifier.Escape(type.MethodName.TrimStart('@'));
}
