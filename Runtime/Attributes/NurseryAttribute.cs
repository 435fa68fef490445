namespace NurseryGen;

/// <summary>
/// Makes a <c>partial</c> method a nursery: its task completes only after its body and every child have finished.
/// </summary>
/// <remarks>
/// The method returns <see cref="Task"/>, <see cref="Task{TResult}"/>, <see cref="ValueTask"/> or <see cref="ValueTask{TResult}"/>.
/// (or <see cref="IAsyncEnumerable{T}"/> together with <see cref="EachAttribute"/>).
/// The overload of the same name whose first parameter is the generated nursery type (<c>CheckNursery</c> for <c>CheckAsync</c>)
/// is its body. Trio's counterpart is <c>async with trio.open_nursery() as nursery</c>.
/// </remarks>
/// <example>
/// <code>
/// [Nursery, Timeout(30_000)]
/// public partial Task&lt;Report&gt; CheckAsync(Uri root, CancellationToken cancellationToken = default);
///
/// private async Task&lt;Report&gt; CheckAsync(CheckNursery nursery, Uri root) { … }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NurseryAttribute : Attribute
{
    /// <summary>A nursery with a body or an <see cref="EachAttribute"/>; with neither, one that starts every child that belongs to
    /// it.</summary>
    public NurseryAttribute()
        : this([])
    {
    }

    /// <inheritdoc cref="NurseryAttribute(string[])"/>
    /// <param name="child">A name.</param>
    public NurseryAttribute(string child)
        : this([child])
    {
    }

    /// <inheritdoc cref="NurseryAttribute(string[])"/>
    /// <param name="first">A name.</param>
    /// <param name="second">A name.</param>
    public NurseryAttribute(string first, string second)
        : this([first, second])
    {
    }

    /// <inheritdoc cref="NurseryAttribute(string[])"/>
    /// <param name="first">A name.</param>
    /// <param name="second">A name.</param>
    /// <param name="third">A name.</param>
    public NurseryAttribute(string first, string second, string third)
        : this([first, second, third])
    {
    }

    /// <inheritdoc cref="NurseryAttribute(string[])"/>
    /// <param name="first">A name.</param>
    /// <param name="second">A name.</param>
    /// <param name="third">A name.</param>
    /// <param name="fourth">A name.</param>
    public NurseryAttribute(string first, string second, string third, string fourth)
        : this([first, second, third, fourth])
    {
    }

    /// <summary>A declared nursery: it starts these children, binds their parameters by name, and returns their results in this
    /// order.</summary>
    /// <param name="children">Names of <c>[Child]</c> methods of the same type: <c>nameof(GetUserAsync)</c>.</param>
    public NurseryAttribute(params string[] children) => Children = children;

    /// <summary>The children that a declared nursery starts.</summary>
    public IReadOnlyList<string> Children { get; }

    /// <summary>What one child's end means to the others; <see cref="NurseryPolicy.FailFast"/> unless set.</summary>
    public NurseryPolicy Policy { get; set; }

    /// <summary>How many children run at once; the others wait in order of starting. 0, the default, is no limit.</summary>
    /// <remarks>
    /// A child that waits for another one counts as running: with a limit, don't let children wait for siblings that may be waiting for a
    /// slot. Daemons don't count.
    /// </remarks>
    public int MaxConcurrency { get; set; }

    /// <summary>How children run that don't say otherwise; <see cref="ChildStart.Queued"/> unless set.</summary>
    public ChildStart Start { get; set; }

    /// <summary>How failures are thrown; <see cref="NurseryErrors.Collapse"/> unless set.</summary>
    public NurseryErrors Errors { get; set; }
}
