using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>
/// What a child's node keeps while the child waits and runs: the values that its start is given and the call needs, as one value. One
/// stands for itself, several make a tuple; a struct has what a tuple can't: pointers, and attributes that trimming reads.
/// </summary>
internal sealed class NodeArguments
{
    public const string StructName = "Kept";

    private readonly List<NodeArgument> _arguments;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <param name="node">The type of the node, in which the struct is nested where there is one.</param>
    /// <param name="arguments">What it keeps.</param>
    private NodeArguments(string node, List<NodeArgument> arguments)
    {
        _arguments = arguments;
        foreach (var argument in arguments)
            _names.Add(argument.Name, Identifier.Fresh("_" + argument.Name.Trim('@', ' '), _names.Values));

        if (arguments.Any(static argument => argument.Attributes.Length > 0 || argument.Type.IndexOf('*') >= 0))
        {
            Struct = [.. arguments.Select(argument => $"{argument.Attributes}internal {argument.Type} {_names[argument.Name]};")];
            Type = $"{node}.{StructName}";
        }
        else
        {
            Type = arguments.Count switch
            {
                0 => "global::System.ValueTuple",
                1 => arguments[0].Type,
                _ => $"({string.Join(", ", arguments.Select(argument => $"{argument.Type} {_names[argument.Name]}"))})",
            };
        }
    }

    /// <summary>The type of all of them together.</summary>
    public string Type { get; }

    /// <summary>The fields of the struct that holds them; none where there is no such struct.</summary>
    public IReadOnlyList<string> Struct { get; } = [];

    public static NodeArguments Of(ChildSpec child, NodeShape shape)
    {
        var given = shape.Given.Where(static given => given.Kept is not null)
            .Select(static given => new NodeArgument(given.Kept!.Type, given.Kept.Name, "", given));
        var own = child.Parameters.Select(static parameter => new NodeArgument(parameter.Type, parameter.Name, parameter.Kept, null));
        return new NodeArguments(child.NodeName + child.TypeParameters, [.. given, .. own]);
    }

    /// <summary>How a node names one of them.</summary>
    public string Of(string name) => _arguments.Count == 1 && Struct.Count == 0 ? "Arguments" : $"Arguments.{_names[name]}";

    /// <summary>All of them, made of what the start is given.</summary>
    public string Values(Func<NodeGiven, string> nameOf)
    {
        var values = _arguments.Select(argument => argument.Given is { } given ? nameOf(given) + given.Kept!.Part : argument.Name)
            .ToArray();
        if (Struct.Count > 0)
        {
            var assignments = _arguments.Select((argument, index) => $"{_names[argument.Name]} = {values[index]}");
            return $"new {StructName} {{ {string.Join(", ", assignments)} }}";
        }

        return values.Length switch
        {
            0 => "default",
            1 => values[0],
            _ => $"({string.Join(", ", values)})",
        };
    }

    private sealed record NodeArgument(string Type, string Name, string Attributes, NodeGiven? Given);
}
