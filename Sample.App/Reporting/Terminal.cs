using Spectre.Console;

namespace LinkChecker.Reporting;

/// <summary>What the program's output goes to.</summary>
internal static class Terminal
{
    /// <summary>Whether somebody is looking: at a terminal that can draw, not into a file or a pipe.</summary>
    public static bool CanDraw => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;
}
