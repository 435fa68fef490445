using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>What a child's node is like in one form: everything but the child's own arguments and its call.</summary>
internal sealed record NodeShape
{
    /// <summary>The name by which a node keeps the method's <c>this</c>. No parameter has it.</summary>
    public const string Owner = "owner ";

    /// <summary>With a trailing space.</summary>
    public string Access { get; init; } = "internal ";

    /// <summary>The base type, made of the type of the arguments.</summary>
    public Func<string, string> BaseType { get; init; } = static _ => "";

    /// <summary>What its start is given before the child's arguments.</summary>
    public IReadOnlyList<NodeGiven> Given { get; init; } = [];

    /// <summary>What its start is given after them.</summary>
    public NodeGiven? Last { get; init; }

    /// <summary>What starting the child returns.</summary>
    public string Handle { get; init; } = "void";

    /// <summary>Whether nodes come from a pool.</summary>
    public bool IsPooled { get; init; }

    /// <summary>What starts the child: made of the names of the given values, and of the arguments as one value.</summary>
    public Func<Func<string, string>, string, string> Starting { get; init; } = static (_, _) => "";

    /// <summary>What static methods are called on.</summary>
    public string Type { get; init; } = "";

    /// <summary>The nursery's handle, for children that take it.</summary>
    public string Nursery { get; init; } = "";

    /// <summary>Whether that handle holds the method's <c>this</c>.</summary>
    public bool HasOwner { get; init; }

    /// <summary>Whether the start's parameters have the child's defaults: there are callers that leave some out.</summary>
    public bool HasDefaults { get; init; }

    /// <summary>A member that the base type asks for.</summary>
    public Func<NodeArguments, string>? Delivery { get; init; }

    /// <summary>The field for the method's <c>this</c>, where the child needs it.</summary>
    public static NodeField? OwnerField(ChildSpec child, NurserySpec spec, string part = "") =>
        NeedsOwner(child, spec.Struct) ? new NodeField(spec.Container.Reference, Owner, part) : null;

    /// <summary>What the nodes of a nursery have in common, however their children are started.</summary>
    public static NodeShape Of(NurserySpec spec) => new()
    {
        Type = spec.Container.Reference,
        Nursery = spec.Struct.Name + spec.Struct.TypeParameters,
        HasOwner = spec.Struct.HasOwner,
    };

    /// <summary>Whether the child needs the method's <c>this</c>.</summary>
    public static bool NeedsOwner(ChildSpec child, NurseryStructSpec nursery) =>
        !child.Call.IsStatic
        || child.Timeout.Fallback is { IsStatic: false }
        || (nursery.HasOwner && Receives(child, ArgumentKind.Nursery));

    /// <summary>Whether the child, or its fallback, is handed something of that kind.</summary>
    public static bool Receives(ChildSpec child, ArgumentKind kind) =>
        child.Call.Arguments.Concat(child.Timeout.Fallback?.Arguments ?? default).Any(argument => argument.Kind == kind);
}

/// <summary>A value that a node's start is given besides the child's arguments.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">The wished name of the parameter.</param>
/// <param name="Kept">The field that keeps it, or a part of it, where one does.</param>
internal sealed record NodeGiven(string Type, string Name, NodeField? Kept = null);

/// <summary>A field of a node for what its start is given.</summary>
/// <param name="Type">Its type, a class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Part">What part of the given value it keeps, with a dot; empty for all of it.</param>
internal sealed record NodeField(string Type, string Name, string Part = "");
