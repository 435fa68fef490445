namespace NurseryGen.Engine;

/// <summary>What a helper knows of the owner of a queue from one look to the next.</summary>
/// <param name="steps">How many steps the owner had made when the first look began: how often it had added or taken something, or ended a nursery.</param>
/// <param name="waits">Whether anything waited then.</param>
internal struct Headway(int steps, bool waits)
{
    private int _steps = steps;
    private bool _waits = waits;

    /// <summary>At the end of a look: whether the owner has made a step since it began.</summary>
    public bool IsMade(int steps)
    {
        if (steps == _steps)
        {
            return false;
        }

        _steps = steps;

        // Unknown by now, and to find it out takes more cache lines from the owner.
        _waits = false;
        return true;
    }

    /// <summary>
    /// At the end of a look in which the owner made no step: whether it has kept something waiting all the time. To add something is a step, so what waits
    /// at the beginning and at the end is the same; if nothing did at the beginning, what does now has only just come, and the owner was busy with
    /// what no helper can take from it, such as the ends of many nurseries one in the other.
    /// </summary>
    public bool IsStuck(bool waits)
    {
        var isStuck = _waits && waits;
        _waits = waits;
        return isStuck;
    }
}
