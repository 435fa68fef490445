namespace NurseryGen;

/// <summary>An outcome as a debugger shows it: to look there handles no failure (S14), and throws none.</summary>
internal sealed class OutcomeView(Outcome outcome)
{
    /// <summary>The failure, or the cancellation.</summary>
    public Exception? Exception => outcome.Unhandled;

    /// <summary>True if it was cancelled.</summary>
    public bool IsCanceled => outcome.IsCanceled;
}

/// <summary>An outcome with a result as a debugger shows it: to look there handles no failure (S14), and throws none.</summary>
/// <typeparam name="T">The result.</typeparam>
internal sealed class OutcomeView<T>(Outcome<T> outcome)
{
    /// <summary>The result; the type's default where there is none.</summary>
    public T? Value => outcome.ValueOr(default!);

    /// <summary>The failure, or the cancellation.</summary>
    public Exception? Exception => outcome.Unhandled;

    /// <summary>True if it was cancelled.</summary>
    public bool IsCanceled => outcome.IsCanceled;
}
