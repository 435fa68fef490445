using NurseryGen.Generator.Model;
using NurseryGen.Generator.Parsing;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes a child's node: it holds the arguments while the child waits and runs, and makes the call.</summary>
internal static class ChildNodeEmitter
{
    /// <summary>What starting the child returns.</summary>
    public static string HandleOf(ChildSpec child) =>
        child.Awaitable.Result is { } result ? $"{WellKnownNames.Child}<{result}>" : WellKnownNames.Child;

    public static void Write(SourceWriter writer, ChildSpec child, NurserySpec spec)
    {
        var fields = new NodeFields(child);
        var type = child.NodeName + child.TypeParameters;
        var baseType = child.Awaitable.Result is { } result
            ? $"{WellKnownNames.ResultNode}<{result}>"
            : $"{WellKnownNames.ChildNode}<{type}>";
        writer.Line(GeneratedFile.Hidden);
        writer.Line($"private sealed class {type} : {baseType}");
        writer.Continued(child.Constraints);
        writer.Open();
        writer.Line(InfoWriter.Child(child.InfoName, child.NodeName, child.Timeout, child.IsInline));
        writer.Line();
        WriteFields(writer, child, spec.Struct, fields);
        writer.Line($"public {child.NodeName}()");
        writer.Continued([": base(Info)"]);
        writer.Open();
        writer.Close();
        writer.Line();
        WriteStart(writer, child, spec.Struct, fields, type);
        WriteCalls(writer, child, spec, fields);
        WriteClear(writer, child, fields);
        writer.Close();
    }

    private static void WriteFields(SourceWriter writer, ChildSpec child, NurseryStructSpec handle, NodeFields fields)
    {
        writer.Line($"private {handle.Name}{handle.TypeParameters} {NodeFields.Nursery};");
        foreach (var parameter in child.Parameters)
        {
            var initial = Empty(parameter.Storage) is "null!" or "default!" ? " = " + Empty(parameter.Storage) : "";
            writer.Line($"private {parameter.Type} {fields.Of(parameter.Name)}{initial};");
        }

        writer.Line();
    }

    private static void WriteStart(SourceWriter writer, ChildSpec child, NurseryStructSpec handle, NodeFields fields, string type)
    {
        var names = new HashSet<string>(child.Parameters.Select(static parameter => parameter.Name), StringComparer.Ordinal);
        var nursery = Identifier.Fresh("nursery", names);
        var node = Identifier.Fresh("child", names);
        var parameters = string.Concat(child.Parameters.Select(static parameter => $", {parameter.Type} {parameter.Name}"));
        writer.Open($"internal static {HandleOf(child)} Start({handle.Name}{handle.TypeParameters} {nursery}{parameters})");
        writer.Line($"var {node} = {(child.Awaitable.Result is null ? "Rent()" : $"new {type}()")};");
        writer.Line($"{node}.{NodeFields.Nursery} = {nursery};");
        foreach (var parameter in child.Parameters)
            writer.Line($"{node}.{fields.Of(parameter.Name)} = {parameter.Name};");

        writer.Line($"return {node}.Start({nursery}._nursery);");
        writer.Close();
        writer.Line();
    }

    private static void WriteCalls(SourceWriter writer, ChildSpec child, NurserySpec spec, NodeFields fields)
    {
        var result = child.Awaitable.Result;
        var task = result is null ? WellKnownNames.ValueTask : $"{WellKnownNames.ValueTask}<{result}>";
        var call = Call(child.Call);
        writer.Line($"protected override {task} Invoke() => {(child.Awaitable.IsValueTask ? call : $"new {task}({call})")};");
        writer.Line();
        if (child.Timeout.Fallback is { } fallback)
        {
            writer.Line($"protected override {result ?? "void"} Fallback() => {Call(fallback)};");
            writer.Line();
        }

        string Call(CallSpec callee) => CallWriter.Write(
            callee, callee.IsStatic ? spec.Container.Reference + "." : $"{NodeFields.Nursery}._owner.", argument => argument.Kind switch
            {
                ArgumentKind.Nursery => NodeFields.Nursery,
                ArgumentKind.UntypedNursery => $"{NodeFields.Nursery}._nursery",
                ArgumentKind.Token => "Token",
                _ => fields.Of(argument.Name),
            });
    }

    /// <summary>A pooled or awaited node outlives its child's run: it must not keep what the child was handed (rule S39).</summary>
    private static void WriteClear(SourceWriter writer, ChildSpec child, NodeFields fields)
    {
        writer.Open("protected override void Clear()");
        writer.Line($"{NodeFields.Nursery} = default;");
        foreach (var parameter in child.Parameters)
        {
            if (Empty(parameter.Storage) is { } empty)
                writer.Line($"{fields.Of(parameter.Name)} = {empty};");
        }

        writer.Close();
    }

    private static string? Empty(ParameterStorage storage) => storage switch
    {
        ParameterStorage.Unmanaged => null,
        ParameterStorage.Value => "default",
        ParameterStorage.NullableReference => "null",
        ParameterStorage.Reference => "null!",
        _ => "default!",
    };

    /// <summary>The names of a node's fields: <c>_url</c> for <c>url</c>, and nothing twice.</summary>
    private sealed class NodeFields
    {
        public const string Nursery = "_nursery";

        private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

        public NodeFields(ChildSpec child)
        {
            var taken = new HashSet<string>(StringComparer.Ordinal) { Nursery };
            foreach (var parameter in child.Parameters)
            {
                var name = Identifier.Fresh("_" + parameter.Name.TrimStart('@'), taken);
                taken.Add(name);
                _names.Add(parameter.Name, name);
            }
        }

        public string Of(string parameter) => _names[parameter];
    }
}
