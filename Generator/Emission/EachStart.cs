using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>
/// What an Each nursery's start of a child needs besides the item: handed to the pump as one state, so that the lambda captures nothing.
/// </summary>
internal sealed class EachStart
{
    private readonly List<Part> _parts = [];
    private readonly HashSet<string> _labels = new(StringComparer.OrdinalIgnoreCase)
    {
        "Rest", "CompareTo", "Deconstruct", "Equals", "GetHashCode", "ToString",
    };

    /// <summary>Adds a value to the state, once.</summary>
    /// <param name="label">The wished name in the tuple.</param>
    /// <param name="expression">The value where the state is made.</param>
    /// <param name="type">Its type.</param>
    public void Add(string label, string expression, string type)
    {
        if (_parts.Any(part => part.Expression == expression))
            return;

        var bare = label.TrimStart('@');
        var name = Identifier.Fresh(bare.StartsWith("Item", StringComparison.Ordinal) ? "argument" : bare, _labels);
        _labels.Add(name);
        _parts.Add(new Part(Identifier.Escape(name), expression, type));
    }

    /// <summary>The state where it is made.</summary>
    public string Expression => _parts.Count == 1
        ? _parts[0].Expression
        : $"({string.Join(", ", _parts.Select(static part => part.IsNamedAlike ? part.Label : $"{part.Label}: {part.Expression}"))})";

    /// <summary>Its type.</summary>
    public string Type => _parts.Count == 1
        ? _parts[0].Type
        : $"({string.Join(", ", _parts.Select(static part => $"{part.Type} {part.Label}"))})";

    /// <summary>A value of it, by the expression that it was made from.</summary>
    public string Read(string state, string expression) =>
        _parts.Count == 1 ? state : $"{state}.{_parts.First(part => part.Expression == expression).Label}";

    /// <summary>Adds what the child is given: its <c>this</c>, and the nursery's parameters.</summary>
    public void AddChild(EachSpec each, NurserySpec spec)
    {
        if (NodeShape.NeedsOwner(each.Child.Child, spec.Struct))
            Add("owner", "this", spec.Container.Reference);

        foreach (var argument in each.Child.Arguments.Where(static argument => argument.Kind == ArgumentKind.Parameter))
            Add(argument.Name, argument.Name, spec.Method.Parameters.First(parameter => parameter.Name == argument.Name).Type);
    }

    /// <summary>The child's own part of the arguments of its start.</summary>
    public IEnumerable<string> ChildArguments(EachSpec each, NurserySpec spec, string state, string item)
    {
        if (NodeShape.NeedsOwner(each.Child.Child, spec.Struct))
            yield return Read(state, "this");

        foreach (var argument in each.Child.Arguments)
            yield return ArgumentWriter.Write(argument, argument.Kind == ArgumentKind.Item ? item : Read(state, argument.Name));
    }

    /// <summary>The sequence as the pump is to see it.</summary>
    public static string Sequence(SequenceSpec sequence, string expression)
    {
        var forgiven = expression + (sequence.MayBeNull ? "!" : "");
        return sequence.Cast is null ? forgiven : $"({sequence.Cast}){forgiven}";
    }

    /// <summary>What an exception is to call the sequence, where it can be missing.</summary>
    public static string Name(SequenceSpec sequence) =>
        sequence.IsReference ? $", {SymbolDisplay.FormatLiteral(sequence.Parameter.TrimStart('@'), quote: true)}" : "";

    private sealed record Part(string Label, string Expression, string Type)
    {
        /// <summary>Whether the tuple has the name from the value itself.</summary>
        public bool IsNamedAlike => Label == Expression;
    }
}
