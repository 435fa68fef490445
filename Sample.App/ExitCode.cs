namespace LinkChecker;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int BrokenLinks = 1;
    public const int BadArguments = 2;
    public const int TimedOut = 3;

    /// <summary>What a shell reports of a program that SIGINT ended: 128 + 2.</summary>
    public const int Cancelled = 130;
}
