namespace NurseryGen;

/// <summary>What <see cref="NurseryAttribute"/> and <see cref="ChildAttribute"/> mean in this assembly where they don't say.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class NurseryDefaultsAttribute : Attribute
{
    /// <summary>How children run; <see cref="ChildStart.Queued"/> unless set.</summary>
    public ChildStart Start { get; set; }

    /// <summary>How failures are thrown; <see cref="NurseryErrors.Collapse"/> unless set.</summary>
    public NurseryErrors Errors { get; set; }
}
