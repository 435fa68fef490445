using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the scope of a declared nursery with a result: a field for each child's result, and what they make together.</summary>
internal static class DeclaredScopeEmitter
{
    public static void Write(SourceWriter writer, DeclaredSpec declared, NurserySpec spec)
    {
        var name = declared.ScopeName!;
        var result = spec.Method.Awaitable.Result!;
        var fields = declared.Children.Select(static child => child.Field).OfType<ResultFieldSpec>().ToArray();
        writer.Line(GeneratedFile.Hidden);
        writer.Open($"internal sealed class {name} : {WellKnownNames.ResultScope}<{result}>");
        foreach (var field in fields)
            writer.Line($"internal {field.Type}{(field.IsWrapped ? "?" : "")} {field.Name}{(field.IsValueType ? "" : " = default!")};");

        // In a race, the winner's result is the scope's already.
        var values = string.Join(", ", fields.Select(Value));
        var collected = fields.Length == 0 ? "default!" : declared.IsTuple ? $"({values})" : values;
        writer.Line($"protected override {result} Collect() => {collected};");
        var cleared = fields.Select(static field => $"{field.Name} = {(field.IsValueType ? "default" : "default!")}; ");
        writer.Line($"protected override void Clear() {{ {string.Concat(cleared)}}}");
        WriteDrop(writer, fields);
        writer.Close();
    }

    private static void WriteDrop(SourceWriter writer, ResultFieldSpec[] fields)
    {
        var disposable = fields.Where(static field => field.MayBeDisposable).ToArray();
        if (disposable.Length == 0)
            return;

        var dropped = disposable.Select(static field =>
            $"DisposeUnreachable({(ChildNodeEmitter.IsDynamic(field.Type) ? "(object)" : "")}{field.Name}); ");
        writer.Line($"protected override void DropAll() {{ {string.Concat(dropped)}}}");
    }

    private static string Value(ResultFieldSpec field) =>
        field.Name + (field.IsWrapped ? ".GetValueOrDefault()" : "") + (field.NeedsNullForgiving ? "!" : "");
}
