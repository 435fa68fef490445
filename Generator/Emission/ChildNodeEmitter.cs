using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes a child's node: it holds the arguments while the child waits and runs, and makes the call.</summary>
internal static class ChildNodeEmitter
{
    /// <summary>The untyped handle of the nursery, where a node calls its child.</summary>
    private const string Untyped = $"new {WellKnownNames.Nursery}(Handle)";

    public static void Write(SourceWriter writer, ChildSpec child, NodeShape shape)
    {
        var arguments = NodeArguments.Of(child, shape);
        writer.Line(GeneratedFile.Hidden);
        if (child.Forewarning.IsObsolete)
            writer.Line("[global::System.Obsolete]");

        writer.Line($"{shape.Access}sealed class {child.NodeName}{child.DeclaredTypeParameters} : {shape.BaseType(arguments.Type)}");
        writer.Continued(child.Constraints);
        writer.Open();
        writer.Line(InfoWriter.Child(child.InfoName, child.NodeName, child.Timeout, child.Options));
        writer.Line($"public {child.NodeName}() : base(Info) {{ }}");
        WriteStart(writer, child, shape, arguments);
        WriteCalls(writer, child, shape, arguments);
        if (shape.Delivery is { } delivery)
            writer.Line(delivery(arguments));

        if (arguments.Struct.Count > 0)
        {
            writer.Line();
            writer.Open($"internal struct {NodeArguments.StructName}");
            foreach (var field in arguments.Struct)
                writer.Line(field);

            writer.Close();
        }

        writer.Close();
    }

    private static void WriteStart(SourceWriter writer, ChildSpec child, NodeShape shape, NodeArguments arguments)
    {
        var taken = new HashSet<string>(child.Parameters.Select(static parameter => parameter.Name), StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var given in shape.Given.Append(shape.Last).OfType<NodeGiven>())
        {
            names.Add(given.Name, Identifier.Fresh(given.Name, taken));
            taken.Add(names[given.Name]);
        }

        var parameters = shape.Given.Select(value => $"{value.Type} {names[value.Name]}");
        var last = shape.Last is { } value ? [$"{value.Type} {names[value.Name]}"] : Array.Empty<string>();
        var own = child.Parameters.Select(parameter => shape.HasDefaults
            ? $"{parameter.Prefix}{parameter.Type} {parameter.Name}{(parameter.Default is null ? "" : " = " + parameter.Default)}"
            : $"{parameter.Kept}{parameter.Type} {parameter.Name}");
        var values = arguments.Values(given => names[given.Name]);
        var start = shape.Starting(name => names[name], values);
        var node = shape.IsPooled ? "" : $"new {child.NodeName}{child.TypeParameters} {{ Arguments = {values} }}.";
        writer.Line($"internal static {shape.Handle} Start({string.Join(", ", [.. parameters, .. own, .. last])}) => {node}{start};");
    }

    private static void WriteCalls(SourceWriter writer, ChildSpec child, NodeShape shape, NodeArguments arguments)
    {
        var result = child.Awaitable.Result;
        var task = result is null ? WellKnownNames.ValueTask : $"{WellKnownNames.ValueTask}<{result}>";
        var call = Call(child.Call);

        // A result that is dynamic is still handed on by what is known of it when this compiles.
        if (child.Awaitable.Kind == AwaitableKind.Synchronous && IsDynamic(result))
            call = "(object)" + call;

        foreach (var rule in child.Forewarning.Suppressed)
            writer.Line($"[{WellKnownNames.UnconditionalSuppression}({rule}, Justification = \"Who starts the child is warned.\")]");

        writer.Line(child.Awaitable.Kind == AwaitableKind.Synchronous && result is null
            ? $"protected override {task} Invoke() {{ {call}; return default; }}"
            : $"protected override {task} Invoke() => {Awaited(child.Awaitable, task, call)};");
        if (child.Timeout.Fallback is { } fallback)
            writer.Line($"protected override {result ?? "void"} Fallback() => {Call(fallback)};");

        string Call(CallSpec callee) => CallWriter.Write(
            callee, (callee.IsStatic ? shape.Type : arguments.Of(NodeShape.Owner)) + ".", argument => argument.Kind switch
            {
                ArgumentKind.Nursery => $"new {shape.Nursery}({(shape.HasOwner ? arguments.Of(NodeShape.Owner) + ", " : "")}{Untyped})",
                ArgumentKind.UntypedNursery => Untyped,
                ArgumentKind.Token => "Token",
                ArgumentKind.Ready => child.Ready is { Value: null } ? "ReadyWithoutValue" : "ReadyWithValue",
                _ => arguments.Of(argument.Name),
            });
    }

    private static string Awaited(AwaitableSpec awaitable, string task, string call) => awaitable.Kind switch
    {
        AwaitableKind.Synchronous => $"new {task}({call})",
        _ when awaitable.IsValueTask => call,
        _ => awaitable.Result is null ? $"TaskOf({call})" : $"TaskOf<{awaitable.Result}>({call})",
    };

    /// <summary>Whether values of the type are called at run time.</summary>
    public static bool IsDynamic(string? type) => type is "dynamic" or "dynamic?";
}
