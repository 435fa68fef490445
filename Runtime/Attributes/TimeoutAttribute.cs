namespace NurseryGen;

/// <summary>Gives a nursery, a child, or a <c>partial</c> method of its own a deadline.</summary>
/// <remarks>
/// A deadline that passes cancels the scope's token. Where the cancellation was acknowledged and nothing failed, the scope ends with
/// <see cref="NurseryTimeoutException"/> (Trio's <c>fail_after</c>), or, with <see cref="MoveOn"/>, with a substitute value (Trio's
/// <c>move_on_after</c>). On a <c>partial</c> method without <see cref="NurseryAttribute"/>, the overload of the same name that takes a
/// <see cref="CancelScope"/> is the body. On a <see cref="TimeSpan"/> parameter of the partial method, the deadline is the caller's choice.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class TimeoutAttribute : Attribute
{
    /// <summary>On a <see cref="TimeSpan"/> parameter: the caller chooses the timeout.</summary>
    public TimeoutAttribute() => Milliseconds = Timeout.Infinite;

    /// <summary>A constant timeout.</summary>
    /// <param name="milliseconds">In milliseconds; 0 has already passed, <see cref="Timeout.Infinite"/> never passes.</param>
    public TimeoutAttribute(int milliseconds) => Milliseconds = milliseconds;

    /// <summary>The timeout in milliseconds.</summary>
    public int Milliseconds { get; }

    /// <summary>After the deadline the scope ends with the fallback's value, or the default value, instead of an exception.</summary>
    public bool MoveOn { get; set; }

    /// <summary>
    /// The synchronous method that supplies the value after the deadline; implies <see cref="MoveOn"/>. Its parameters are taken from the
    /// method's own, by name.
    /// </summary>
    public string? Fallback { get; set; }
}
