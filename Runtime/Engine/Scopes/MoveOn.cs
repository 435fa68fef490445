using System.ComponentModel;

namespace NurseryGen.Engine;

/// <summary>How a nursery with a fallback ended.</summary>
/// <param name="TimedOut">Its deadline ended it: the fallback's value is the result.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct MoveOn(bool TimedOut);

/// <summary>How a nursery with a fallback ended.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="TimedOut">Its deadline ended it: the fallback's value is the result.</param>
/// <param name="Value">The result, where it didn't time out.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct MoveOn<T>(bool TimedOut, T Value);
