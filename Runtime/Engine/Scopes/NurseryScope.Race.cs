namespace NurseryGen.Engine;

/// <content>S15: the first success wins; results that can't be reached are disposed of.</content>
public abstract partial class NurseryScope
{
    private int _raceWon;

    private protected bool IsRaceWon => Volatile.Read(ref _raceWon) != 0;

    /// <summary>A success. True for the first one, which cancels the rest.</summary>
    private protected bool TryWin(ChildInfo? winner)
    {
        if (Interlocked.Exchange(ref _raceWon, 1) != 0)
            return false;

        Cancel(CancelReason.RaceWon(winner));
        return true;
    }

    /// <summary>A child without a result for the nursery succeeded in a race. False where only a result wins.</summary>
    internal virtual bool TryWinWithoutResult(ChildInfo winner) => false;

    /// <summary>Disposes of a result that can't be reached any more. The scope stays open until that is done; what it throws is a
    /// failure.</summary>
    public void DisposeUnreachable<T>(T result)
    {
        if (result is IAsyncDisposable or IDisposable && TryEnter(Version))
            _ = DisposeAsync(result);
    }

    private async Task DisposeAsync(object result)
    {
        try
        {
            await Disposal.DisposeAsync(result).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            RecordFailure(error);
        }

        Leave();
    }
}
