using System.Runtime.InteropServices;

namespace LinkChecker;

/// <summary>Ctrl+C and SIGTERM as a token: the first cancels it, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Gives the signals back. The source is left to the collector: a signal may just be on its way to it.</summary>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        // Not cancelling the signal leaves it to its default action, which is the end of the process.
        signal.Cancel = !_source.IsCancellationRequested;
        if (signal.Cancel) _source.Cancel();
    }
}
