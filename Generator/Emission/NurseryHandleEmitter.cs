using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the members of a nursery type that is a handle: by it a body and its children start children.</summary>
internal static class NurseryHandleEmitter
{
    private static readonly FixedLines s_controls = new(
        $$"""
        /// <summary>The token that this nursery's cancellation cancels.</summary>
        [global::System.Diagnostics.DebuggerBrowsable(global::System.Diagnostics.DebuggerBrowsableState.Never)] public {{WellKnownNames.CancellationToken}} Token => _nursery.Token;
        /// <summary>Whether this nursery was cancelled.</summary>
        public bool IsCancellationRequested => _nursery.IsCancellationRequested;
        /// <summary>Why this nursery was cancelled; null while it isn't.</summary>
        public {{WellKnownNames.CancelReason}}? Reason => _nursery.Reason;
        /// <summary>How many children are running or queued; a snapshot.</summary>
        public int ChildCount => _nursery.ChildCount;
        /// <summary>When this nursery is cancelled by itself; null for never. A moment that has passed cancels at once.</summary>
        public {{WellKnownNames.DateTimeOffset}}? Deadline { get => _nursery.Deadline; set { var nursery = _nursery; nursery.Deadline = value; } }
        /// <summary>Moves the deadline to the given time from now.</summary>
        public void CancelAfter({{WellKnownNames.TimeSpan}} timeout) => _nursery.CancelAfter(timeout);
        /// <summary>Cancels the body and all children; the first reason stays.</summary>
        public void Cancel(string? reason = null) => _nursery.Cancel(reason);
        /// <summary>Waits until no child runs. For the body only.</summary>
        public {{WellKnownNames.ValueTask}} JoinAsync() => _nursery.JoinAsync();
        /// <summary>The nursery's name, and how it stands.</summary>
        public override string ToString() => _nursery.ToString();
        /// <summary>The untyped handle of this nursery.</summary>
        """);

    public static void Write(SourceWriter writer, NurserySpec spec, CancellationToken cancellationToken)
    {
        WriteConstruction(writer, spec);
        foreach (var child in spec.Children)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteStart(writer, child);
        }

        writer.Lines(s_controls);
        WriteConversion(writer, spec.Struct);
    }

    private static void WriteConstruction(SourceWriter writer, NurserySpec spec)
    {
        if (spec.Struct.HasOwner)
            writer.Line($"private readonly {spec.Container.Reference} _owner;");

        writer.Line($"private readonly {WellKnownNames.Nursery} _nursery;");
        var owner = spec.Struct.HasOwner ? spec.Container.Reference + " owner, " : "";
        var assignment = spec.Struct.HasOwner ? "(_owner, _nursery) = (owner, nursery)" : "_nursery = nursery";
        writer.Line($"internal {spec.Struct.Name}({owner}{WellKnownNames.Nursery} nursery) => {assignment};");
        writer.Line();
    }

    private static void WriteStart(SourceWriter writer, ChildSpec child)
    {
        var parameters = child.Parameters.Select(static parameter =>
            $"{parameter.Prefix}{parameter.Type} {parameter.Name}{(parameter.Default is null ? "" : " = " + parameter.Default)}").ToList();
        var arguments = child.Parameters.Select(static parameter => parameter.Name).ToList();
        writer.Line(
            $"/// <summary>Starts <c>{child.MethodName}</c> as a child of this nursery; throws if the nursery has exited.</summary>");
        if (child.Ready is not null)
        {
            AddToken(child, parameters, arguments);
            writer.Line("/// <returns>A task to await once: it completes when the child says that it is ready.</returns>");
        }

        foreach (var attribute in child.Forewarning.Attributes)
            writer.Line(attribute);

        var signature =
            $"{child.StartAccessibility} {HandleNode.HandleOf(child)} "
            + $"{child.StartName}{child.DeclaredTypeParameters}({string.Join(", ", parameters)})";
        var call = $"=> {child.NodeName}{child.TypeParameters}.Start({string.Join(", ", ["this", .. arguments])});";
        if (child.Constraints.Count == 0)
        {
            writer.Line($"{signature} {call}");
        }
        else
        {
            writer.Line(signature);
            writer.Continued([.. child.Constraints, call]);
        }

        writer.Line();
    }

    /// <summary>The starter's token comes last, but for a <c>params</c> list, which nothing may follow.</summary>
    private static void AddToken(ChildSpec child, List<string> parameters, List<string> arguments)
    {
        var token = Identifier.Fresh("cancellationToken", arguments);
        var hasList = child.Parameters.Count > 0
            && child.Parameters[child.Parameters.Count - 1].Prefix.EndsWith("params ", StringComparison.Ordinal);
        parameters.Insert(parameters.Count - (hasList ? 1 : 0), $"{WellKnownNames.CancellationToken} {token} = default");
        arguments.Add(token);
    }

    private static void WriteConversion(SourceWriter writer, NurseryStructSpec handle)
    {
        writer.Line(
            $"public static implicit operator {WellKnownNames.Nursery}({handle.Name}{handle.TypeParameters} nursery) => nursery._nursery;");
    }
}
