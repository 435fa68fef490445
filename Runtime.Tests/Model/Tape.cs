namespace NurseryGen.Tests.Model;

/// <summary>The choices that a case is made of. Past its end all choices are 0, the simplest: so a shorter tape, or smaller numbers, make a
/// simpler case.</summary>
internal sealed class Tape(byte[] choices)
{
    private int _next;

    /// <summary>A number below <paramref name="limit"/>.</summary>
    public int Choose(int limit) => _next < choices.Length ? choices[_next++] % limit : 0;

    /// <summary>True once in so many times.</summary>
    public bool Once(int inTimes) => Choose(inTimes) == inTimes - 1;
}
