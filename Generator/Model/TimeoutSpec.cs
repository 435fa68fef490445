namespace NurseryGen.Generator.Model;

/// <summary>The deadline of a nursery, a child or a cancel scope.</summary>
/// <param name="Milliseconds">The constant; -1 is none.</param>
/// <param name="Parameter">The TimeSpan parameter that holds it instead.</param>
/// <param name="MoveOn">Whether the scope ends with a substitute value and not with an exception.</param>
/// <param name="Fallback">The call that supplies that value.</param>
internal sealed record TimeoutSpec(int Milliseconds, string? Parameter, bool MoveOn, CallSpec? Fallback)
{
    public static TimeoutSpec None { get; } = new(-1, null, false, null);
}

/// <summary>The TimeProvider that measures deadlines (rule S26).</summary>
/// <param name="Expression">How the method names it.</param>
/// <param name="IsCaptured">Whether it is a primary constructor's parameter, which naming it captures.</param>
internal sealed record ClockSpec(string Expression, bool IsCaptured);
