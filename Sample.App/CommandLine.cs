using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LinkChecker.Patterns;
using NurseryGen;

namespace LinkChecker;

/// <summary>The arguments, and what is said about bad ones.</summary>
internal static class CommandLine
{
    private const double MaxTimeout = 86_400;

    private const string Description =
        """
        Checks a web site for broken links. The commands show other patterns, each a page of code.

        Exit codes:
          0    as expected: no broken link, or as many as are expected; the embedded site has eight
          1    other links are broken than expected
          2    the arguments are wrong
          3    the check took too long
          130  cancelled by Ctrl+C
        """;

    private static readonly Option<Uri?> Url = new("--url")
    {
        Description = "The page to start from; without it, a web site embedded in this program is checked.",
        HelpName = "http://…",
        CustomParser = ParseUrl,
    };

    private static readonly Option<double> Timeout = new("--timeout")
    {
        Description = "How long the whole check may take, in seconds.",
        HelpName = "seconds",
        CustomParser = ParseTimeout,
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<int?> ExpectBroken = new("--expect-broken")
    {
        Description = "Exit with 0 where exactly this many links are broken.",
        HelpName = "count",
        CustomParser = ParseCount,
    };

    private static readonly Option<bool> External = new("--external")
    {
        Description = "Also ask other sites whether they have what is linked there.",
    };

    /// <summary>Runs the program with its options, or answers for it: help, version, one line about a bad argument.</summary>
    public static async Task<int> InvokeAsync(string[] args, Func<Options, Task<int>> run)
    {
        var command = new RootCommand(Description)
        {
            Url, Timeout, ExpectBroken, External,
            Pattern("dashboard", "Load three sources side by side, one of them too slow.", Dashboard.RunAsync),
            Pattern("race", "Connect to the first of several addresses that answers (Happy Eyeballs).", HappyEyeballs.RunAsync),
            Pattern("serve", "Run a TCP echo server and its clients.", EchoServer.RunAsync),
        };
        command.SetAction(result => run(new Options(
            result.GetValue(Url),
            TimeSpan.FromSeconds(result.GetValue(Timeout)),
            result.GetValue(ExpectBroken),
            result.GetValue(External))));

        var parsed = command.Parse(args);
        if (parsed.Errors is [var error, ..])
        {
            await Console.Error.WriteLineAsync($"{error.Message} (--help lists the commands, options and exit codes)");
            return ExitCode.BadArguments;
        }

        // Signals are NurseryHost's business, and an exception nobody foresaw deserves its stack trace.
        return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    private static Command Pattern(string name, string description, Func<Nursery, Task> main)
    {
        var command = new Command(name, description);
        command.SetAction(_ => NurseryHost.RunAsync(main));
        return command;
    }

    private static Uri? ParseUrl(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;

        argument.AddError($"--url: '{text}' is not an address that starts with http:// or https://.");
        return null;
    }

    private static double ParseTimeout(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= MaxTimeout)
        {
            return seconds;
        }

        argument.AddError($"--timeout: '{text}' is not a number of seconds above 0 and up to {MaxTimeout}.");
        return default;
    }

    private static int? ParseCount(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return count;

        argument.AddError($"--expect-broken: '{text}' is not a number of links.");
        return null;
    }
}
