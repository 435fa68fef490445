using LinkChecker.Checking;
using Spectre.Console;

namespace LinkChecker.Reporting;

/// <summary>Shows a check to whoever runs the program.</summary>
internal interface IReporter
{
    /// <summary>Something to watch for people at a terminal, plain lines for everything else.</summary>
    static IReporter ForConsole() =>
        Terminal.CanDraw ? new LiveReporter(AnsiConsole.Console) : new PlainReporter(Console.Out);

    void Begin(Report report);

    /// <summary>Shows the progress until it is cancelled.</summary>
    Task FollowAsync(Report report, CancellationToken cancellationToken);

    /// <summary>Shows what was found, then how the check ended.</summary>
    void End(Report report, IReadOnlyList<string> ending);
}
