using NurseryGen.Generator.Model;
using NurseryGen.Generator.Parsing;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes a child's node: it holds the arguments while the child waits and runs, and makes the call.</summary>
internal static class ChildNodeEmitter
{
    public static void Write(SourceWriter writer, ChildSpec child, NodeShape shape)
    {
        var fields = new NodeFields(child, shape);
        var type = child.NodeName + child.TypeParameters;
        writer.Line(GeneratedFile.Hidden);
        if (child.Forewarning.IsObsolete)
            writer.Line("[global::System.Obsolete]");

        writer.Line($"{shape.Access}sealed class {child.NodeName}{child.DeclaredTypeParameters} : {shape.BaseType}");
        writer.Continued(child.Constraints);
        writer.Open();
        writer.Line(InfoWriter.Child(child.InfoName, child.NodeName, child.Timeout, child.Options));
        writer.Line();
        WriteFields(writer, child, shape, fields);
        writer.Line($"public {child.NodeName}()");
        writer.Continued([": base(Info)"]);
        writer.Open();
        writer.Close();
        writer.Line();
        WriteStart(writer, child, shape, fields, type);
        WriteCalls(writer, child, shape, fields);
        if (shape.Delivery is not null)
        {
            writer.Line(shape.Delivery);
            writer.Line();
        }

        WriteClear(writer, child, shape, fields);
        writer.Close();
    }

    private static void WriteFields(SourceWriter writer, ChildSpec child, NodeShape shape, NodeFields fields)
    {
        foreach (var field in shape.Given.Select(static given => given.Kept).OfType<NodeField>())
            writer.Line($"private {field.Type} {field.Name} = null!;");

        foreach (var parameter in child.Parameters)
        {
            var initial = Empty(parameter.Storage) is "null!" or "default!" ? " = " + Empty(parameter.Storage) : "";
            writer.Line($"{parameter.Kept}private {parameter.Type} {fields.Of(parameter.Name)}{initial};");
        }

        writer.Line();
    }

    private static void WriteStart(SourceWriter writer, ChildSpec child, NodeShape shape, NodeFields fields, string type)
    {
        var taken = new HashSet<string>(child.Parameters.Select(static parameter => parameter.Name), StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var wish in shape.Given.Append(shape.Last).OfType<NodeGiven>().Select(static given => given.Name).Append("child"))
        {
            names.Add(wish, Identifier.Fresh(wish, taken));
            taken.Add(names[wish]);
        }

        var parameters = shape.Given.Select(value => $"{value.Type} {names[value.Name]}");
        var last = shape.Last is { } value ? [$"{value.Type} {names[value.Name]}"] : Array.Empty<string>();
        var own = child.Parameters.Select(parameter => shape.HasDefaults
            ? $"{parameter.Prefix}{parameter.Type} {parameter.Name}{(parameter.Default is null ? "" : " = " + parameter.Default)}"
            : $"{parameter.Kept}{parameter.Type} {parameter.Name}");
        var node = names["child"];
        writer.Open($"internal static {shape.Handle} Start({string.Join(", ", [.. parameters, .. own, .. last])})");
        writer.Line($"var {node} = {(shape.IsPooled ? "Rent()" : $"new {type}()")};");
        foreach (var given in shape.Given)
        {
            if (given.Kept is { } field)
                writer.Line($"{node}.{field.Name} = {names[given.Name]}{field.Part};");
        }

        foreach (var parameter in child.Parameters)
            writer.Line($"{node}.{fields.Of(parameter.Name)} = {parameter.Name};");

        writer.Line($"{(shape.Handle == "void" ? "" : "return ")}{node}.{shape.Starting(name => names[name])};");
        writer.Close();
        writer.Line();
    }

    private static void WriteCalls(SourceWriter writer, ChildSpec child, NodeShape shape, NodeFields fields)
    {
        var result = child.Awaitable.Result;
        var task = result is null ? WellKnownNames.ValueTask : $"{WellKnownNames.ValueTask}<{result}>";
        var call = Call(child.Call);

        // A result that is dynamic is still handed on by what is known of it when this compiles.
        if (child.Awaitable.Kind == AwaitableKind.Synchronous && IsDynamic(result))
            call = "(object)" + call;

        foreach (var rule in child.Forewarning.Suppressed)
            writer.Line($"[{WellKnownNames.UnconditionalSuppression}({rule}, Justification = \"Who starts the child is warned.\")]");

        if (child.Awaitable.Kind == AwaitableKind.Synchronous && result is null)
        {
            writer.Open($"protected override {task} Invoke()");
            writer.Line($"{call};");
            writer.Line("return default;");
            writer.Close();
        }
        else
        {
            writer.Line($"protected override {task} Invoke() => {Awaited(child.Awaitable, task, call)};");
        }

        writer.Line();
        if (child.Timeout.Fallback is { } fallback)
        {
            writer.Line($"protected override {result ?? "void"} Fallback() => {Call(fallback)};");
            writer.Line();
        }

        string Call(CallSpec callee) => CallWriter.Write(
            callee, callee.IsStatic ? shape.Type + "." : NodeShape.OwnerName + ".", argument => argument.Kind switch
            {
                ArgumentKind.Nursery => shape.Nursery,
                ArgumentKind.UntypedNursery => "Nursery",
                ArgumentKind.Token => "Token",
                ArgumentKind.Ready => child.Ready is { Value: null } ? "ReadyWithoutValue" : "ReadyWithValue",
                _ => fields.Of(argument.Name),
            });
    }

    private static string Awaited(AwaitableSpec awaitable, string task, string call) => awaitable.Kind switch
    {
        AwaitableKind.Synchronous => $"new {task}({call})",
        _ when awaitable.IsValueTask => call,
        _ => awaitable.Result is null ? $"TaskOf({call})" : $"TaskOf<{awaitable.Result}>({call})",
    };

    /// <summary>A pooled or awaited node outlives its child's run: it must not keep what the child was handed (rule S39).</summary>
    private static void WriteClear(SourceWriter writer, ChildSpec child, NodeShape shape, NodeFields fields)
    {
        writer.Open("protected override void Clear()");
        foreach (var field in shape.Given.Select(static given => given.Kept).OfType<NodeField>())
            writer.Line($"{field.Name} = null!;");

        foreach (var parameter in child.Parameters)
        {
            if (Empty(parameter.Storage) is { } empty)
                writer.Line($"{fields.Of(parameter.Name)} = {empty};");
        }

        writer.Close();
    }

    /// <summary>Whether values of the type are called at run time.</summary>
    public static bool IsDynamic(string? type) => type is "dynamic" or "dynamic?";

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
        private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

        public NodeFields(ChildSpec child, NodeShape shape)
        {
            var taken = new HashSet<string>(shape.Given.Select(static given => given.Kept?.Name).OfType<string>(), StringComparer.Ordinal);
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
