using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>
/// Writes what all implementing parts have in common: attributes, signature, and names that don't collide with the user's.
/// </summary>
internal sealed class PartialMethodWriter
{
    private static readonly string s_marks = GeneratedFile.OneList(GeneratedFile.GeneratedCode, GeneratedFile.Hidden);

    private readonly MethodSpec _method;
    private readonly ContainerSpec _container;
    private readonly HashSet<string> _names;
    private bool _isStub;

    public PartialMethodWriter(MethodSpec method, ContainerSpec container)
    {
        _method = method;
        _container = container;
        _names = new HashSet<string>(method.Parameters.Select(static parameter => parameter.Name), StringComparer.Ordinal);
    }

    /// <summary>A local's name: as wished, or the nearest that no parameter has.</summary>
    public string Local(string wish)
    {
        var name = Identifier.Fresh(wish, _names);
        _names.Add(name);
        return name;
    }

    /// <summary>The attribute that names the entry on stack traces; none where its own frame does.</summary>
    public string? TraceMark { get; init; }

    /// <summary>The caller's token.</summary>
    public string Token =>
        _method.Parameters.FirstOrDefault(static parameter => parameter.Role == ParameterRole.Token)?.Name ?? "default";

    /// <summary>The arguments of the engine's <c>Open</c>.</summary>
    public string OpenArguments(string info, TimeoutSpec timeout, ClockSpec? clock)
    {
        var arguments = new List<string> { TypeMember(info), Token };
        if (clock is not null)
            arguments.Add(clock.Expression);
        if (timeout.Parameter is not null)
            arguments.Add((clock is null ? "timeout: " : "") + timeout.Parameter);

        return string.Join(", ", arguments);
    }

    /// <summary>Names a nested type, or something of it, in spite of a parameter or local of the same name.</summary>
    public string TypeMember(string name)
    {
        var end = name.IndexOfAny(['.', '<', '(']);
        return _names.Contains(end < 0 ? name : name.Substring(0, end)) ? $"{_container.Reference}.{name}" : name;
    }

    /// <summary>What stands before the dot in a call of the user's method: nothing, unless a parameter or local hides the name.</summary>
    public string Receiver(CallSpec call) =>
        !_names.Contains(call.Name) ? "" : call.IsStatic ? _container.Reference + "." : "this.";

    /// <summary>Opens the implementing part.</summary>
    public void Open(SourceWriter writer, bool isAsync)
    {
        var parameters = _method.Parameters.Select(static parameter => $"{parameter.Prefix}{parameter.Type} {parameter.Name}");
        var list = $"{_method.TypeParameters}({string.Join(", ", parameters)})";
        WriteMarks(writer);

        // Nothing can be awaited in unsafe code: the part that has to be unsafe hands on to one that isn't.
        if (isAsync && _method.IsUnsafe)
        {
            var name = "__Awaiting" + _method.Name.TrimStart('@');
            var arguments = string.Join(", ", _method.Parameters.Select(static parameter => parameter.Name));
            writer.Line($"{_method.Modifiers}unsafe partial {_method.ReturnType} {_method.Name}{list}");
            writer.Continued([.. _method.Constraints, $"=> {name}{_method.TypeParameters}({arguments});"]);
            writer.Line();
            writer.Line(GeneratedFile.Hidden);
            if ((_method.OwnMarks & OwnMarks.Builder) == 0)
                WriteBuilder(writer);

            writer.Line($"private {(_method.IsStatic ? "static " : "")}async {_method.ReturnType} {name}{list}");
            writer.Continued(_method.Constraints);
            writer.Open();
            return;
        }

        if (isAsync && (_method.OwnMarks & OwnMarks.Builder) == 0)
            WriteBuilder(writer);

        var modifiers = _method.Modifiers + (_method.IsUnsafe ? "unsafe " : "") + (isAsync ? "async " : "");
        writer.Line($"{modifiers}partial {_method.ReturnType} {_method.Name}{list}");
        writer.Continued(_method.Constraints);
        writer.Open();
    }

    private void WriteMarks(SourceWriter writer)
    {
        if (!_isStub)
        {
            switch (_method.OwnMarks & (OwnMarks.Generated | OwnMarks.Hidden))
            {
                case OwnMarks.None:
                    writer.Line(s_marks);
                    break;
                case OwnMarks.Generated:
                    writer.Line(GeneratedFile.Hidden);
                    break;
                case OwnMarks.Hidden:
                    writer.Line(GeneratedFile.GeneratedCode);
                    break;
                default:
                    break;
            }

            if (TraceMark is { } mark)
                writer.Line(mark);
        }

        foreach (var requirement in _method.Requirements)
            writer.Line(requirement);
    }

    private void WriteBuilder(SourceWriter writer)
    {
        if (_method.Awaitable.IsValueTask)
        {
            var builder = WellKnownNames.PoolingBuilder + (_method.Awaitable.Result is null ? "" : "<>");
            writer.Line($"[{WellKnownNames.AsyncMethodBuilder}(typeof({builder}))]");
        }
    }

    /// <summary>
    /// The implementing part of a method that has errors: it compiles, so that the errors shown are the user's to mend and no others.
    /// It isn't marked as generated code, lest the driver silence those errors.
    /// </summary>
    public void WriteStub(SourceWriter writer)
    {
        if (!_method.IsPartial)
            return;

        _isStub = true;
        Open(writer, isAsync: false);
        if ((_method.OwnMarks & OwnMarks.Unseen) != 0)
            WriteRefusal(writer);

        writer.Line($"throw new {WellKnownNames.NotImplementedException}();");
        writer.Close();
    }

    /// <summary>
    /// An error of the compiler's that comes last: not at all beside its own about the name, but where another generator declares that.
    /// </summary>
    private void WriteRefusal(SourceWriter writer)
    {
        var refusal = Local("Refuse");
        const string reason = "NUR018: an attribute names what only another generator declares, which this one cannot see";
        writer.Line($"[global::System.Obsolete(\"{reason}\", true)] static void {refusal}() {{ }}");
        writer.Line(refusal + "();");
    }
}
