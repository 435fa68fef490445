namespace NurseryGen;

/// <summary>Makes a method something that a nursery can start: <c>VisitAsync</c> gives the nursery a <c>StartVisit</c>.</summary>
/// <remarks>
/// The method returns <see cref="Task"/>, <see cref="Task{TResult}"/>, <see cref="ValueTask"/> or <see cref="ValueTask{TResult}"/>. A child
/// that takes a generated nursery type belongs to that nursery alone; one that names nurseries belongs to those; any other belongs to every
/// nursery of its type. A parameter of type <see cref="CancellationToken"/> receives the child's token. Trio's counterpart is the async
/// function given to <c>nursery.start_soon</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChildAttribute : Attribute
{
    /// <summary>A child of every nursery of its type, or of the one whose generated type it takes.</summary>
    public ChildAttribute()
        : this([])
    {
    }

    /// <inheritdoc cref="ChildAttribute(string[])"/>
    /// <param name="nursery">A name.</param>
    public ChildAttribute(string nursery)
        : this([nursery])
    {
    }

    /// <inheritdoc cref="ChildAttribute(string[])"/>
    /// <param name="first">A name.</param>
    /// <param name="second">A name.</param>
    public ChildAttribute(string first, string second)
        : this([first, second])
    {
    }

    /// <summary>A child of the named nurseries.</summary>
    /// <param name="nurseries">Names of <c>[Nursery]</c> methods of the same type: <c>nameof(CheckAsync)</c>.</param>
    public ChildAttribute(params string[] nurseries) => Nurseries = nurseries;

    /// <summary>The nurseries that the child belongs to; none: see the remarks.</summary>
    public IReadOnlyList<string> Nurseries { get; }

    /// <summary>How the child runs; the nursery's choice unless set.</summary>
    public ChildStart Start { get; set; }

    /// <summary>Neither the nursery nor its caller cancels the child, only its own timeout; the exit still waits for it. Trio:
    /// <c>shield=True</c>.</summary>
    public bool Shield { get; set; }

    /// <summary>The child doesn't keep the nursery open: once the body and the other children have ended it is cancelled, and
    /// awaited.</summary>
    public bool Daemon { get; set; }
}
