namespace NurseryGen;

/// <summary>What <see cref="Nursery.RunAsync(Func{Nursery, Task}, NurseryOptions, CancellationToken)"/> may be told. Immutable; keep one
/// and use it often.</summary>
public sealed record NurseryOptions
{
    internal static readonly NurseryOptions Default = new();

    private static readonly NurseryInfo s_defaultInfo = new(Default.Name);

    private readonly TimeSpan _timeout = System.Threading.Timeout.InfiniteTimeSpan;
    private readonly int _maxConcurrency;

    /// <summary>What errors and reports call the nursery; <c>Nursery.RunAsync</c> unless set.</summary>
    public string Name { get; init; } = "Nursery.RunAsync";

    /// <summary>Zero has already passed; <see cref="Timeout.InfiniteTimeSpan"/>, the default, never passes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan Timeout
    {
        get => _timeout;
        init
        {
            DeadlineTimer.Validate(value, nameof(Timeout));
            _timeout = value;
        }
    }

    /// <summary>After the timeout the nursery ends with the default value instead of <see cref="NurseryTimeoutException"/>: Trio's
    /// <c>move_on_after</c>.</summary>
    public bool MoveOn { get; init; }

    /// <summary>How failures are thrown; <see cref="NurseryErrors.Collapse"/> unless set.</summary>
    public NurseryErrors Errors { get; init; }

    /// <summary>What one child's end means to the others; <see cref="NurseryPolicy.FailFast"/> unless set.</summary>
    public NurseryPolicy Policy { get; init; }

    /// <summary>How many children run at once; the others wait in order of starting. 0, the default, is no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxConcurrency
    {
        get => _maxConcurrency;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MaxConcurrency));
            _maxConcurrency = value;
        }
    }

    /// <summary>The clock of its deadlines; null is <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>Made for each nursery, but for the defaults: a description kept here would be copied along by
    /// <see langword="with"/>.</summary>
    internal NurseryInfo Describe() => ReferenceEquals(this, Default) ? s_defaultInfo : new NurseryInfo(Name)
    {
        MoveOn = MoveOn,
        Errors = Errors,
        Policy = Policy,
        MaxConcurrency = MaxConcurrency,
    };
}
