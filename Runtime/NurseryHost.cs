using System.Runtime.InteropServices;

namespace NurseryGen;

/// <summary>Runs a console program in a nursery that Ctrl+C and a request to terminate cancel. <c>trio.run</c>'s place.</summary>
/// <remarks>
/// The first SIGINT or SIGTERM cancels the nursery (<see cref="CancelReasonKind.Shutdown"/>); the program unwinds and ends. A second one
/// ends the process
/// at once. Use one host at a time.
/// </remarks>
/// <example>
/// <code>
/// return await NurseryHost.RunAsync(async nursery =>
/// {
///     nursery.Start(ServeAsync);
///     await nursery.JoinAsync();
/// });
/// </code>
/// </example>
public static class NurseryHost
{
    /// <summary>Runs the program.</summary>
    /// <param name="main">The body of the program's nursery.</param>
    /// <returns>The exit code: 0, or 128 plus the signal's number (130 for SIGINT, 143 for SIGTERM) where one ended the program.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="main"/> is null.</exception>
    /// <remarks>What fails in the nursery is thrown, as by
    /// <see cref="Nursery.RunAsync(Func{Nursery, Task}, CancellationToken)"/>.</remarks>
    public static Task<int> RunAsync(Func<Nursery, Task> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        return RunAsync(async nursery =>
        {
            await main(nursery).ConfigureAwait(false);
            return 0;
        });
    }

    /// <summary>Runs a program that says its own exit code.</summary>
    /// <param name="main">The body of the program's nursery; returns the exit code.</param>
    /// <returns>The exit code; 128 plus the signal's number (130 for SIGINT, 143 for SIGTERM) where one ended the program.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="main"/> is null.</exception>
    /// <remarks>What fails in the nursery is thrown, as by
    /// <see cref="Nursery.RunAsync{T}(Func{Nursery, Task{T}}, CancellationToken)"/>.</remarks>
    public static async Task<int> RunAsync(Func<Nursery, Task<int>> main)
    {
        ArgumentNullException.ThrowIfNull(main);
        var shutdown = new Shutdown();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, shutdown.OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, shutdown.OnSignal);
        try
        {
            var exitCode = await Nursery.RunAsync(
                nursery =>
                {
                    shutdown.Watch(nursery);
                    return main(nursery);
                },
                new NurseryOptions { Name = "NurseryHost.RunAsync" }).ConfigureAwait(false);
            return exitCode == 0 ? shutdown.ExitCode : exitCode;
        }
        catch (OperationCanceledException) when (shutdown.ExitCode != 0)
        {
            return shutdown.ExitCode;
        }
    }

    /// <summary>Turns signals into a cancellation, once.</summary>
    private sealed class Shutdown
    {
        private readonly object _gate = new();
        private Nursery? _nursery;
        private int _exitCode;

        /// <summary>128 plus the number of the first signal; 0 where none came.</summary>
        public int ExitCode => Volatile.Read(ref _exitCode);

        public void Watch(Nursery nursery)
        {
            lock (_gate)
            {
                _nursery = nursery;
                if (_exitCode == 0)
                    return;
            }

            nursery.Handle.Cancel(CancelReason.Shutdown);
        }

        public void OnSignal(PosixSignalContext context)
        {
            var exitCode = context.Signal == PosixSignal.SIGINT ? 130 : 143;
            Nursery? nursery;
            lock (_gate)
            {
                if (_exitCode != 0)
                    Environment.Exit(exitCode);

                _exitCode = exitCode;
                nursery = _nursery;
            }

            context.Cancel = true;
            nursery?.Handle.Cancel(CancelReason.Shutdown);
        }
    }
}
