using System.Globalization;
using LinkChecker.Checking;

namespace LinkChecker.Reporting;

/// <summary>The last lines of a run.</summary>
internal static class Ending
{
    public static IReadOnlyList<string> Complete(Report report, int? expectedBroken)
    {
        var summary = Line($"checked {Count(report.Checked, "link")} on {Count(report.Pages, "page")} in {Seconds(report.Elapsed)}")
            + Line($": {report.Broken.Count} broken");
        return [
            .. External(report),
            expectedBroken is null ? summary : Line($"{summary}, {expectedBroken} expected"),
            Nursery(report),
        ];
    }

    public static IReadOnlyList<string> TimedOut(Report report, TimeSpan timeout) =>
        [.. External(report), Partial(report), Line($"timed out after {Seconds(timeout)}: {Unwound(report)}"), Nursery(report)];

    public static IReadOnlyList<string> Cancelled(Report report) =>
        [.. External(report), Partial(report), Line($"cancelled, {Unwound(report)}"), Nursery(report)];

    private static IEnumerable<string> External(Report report) =>
        report.External is > 0 and var count ? [Line($"skipped {Count(count, "link")} to other sites")] : [];

    private static string Partial(Report report) =>
        Line($"checked {report.Checked} of {Count(report.Started, "link")} on {Count(report.Pages, "page")} in {Seconds(report.Elapsed)}")
        + Line($": {report.Broken.Count} broken");

    // The nursery's promise, made visible: every child that was started has also ended, and the unfinished ones by unwinding.
    private static string Unwound(Report report) =>
        Line(
            $"{Count(report.Started - report.Checked, "child", "children")} unwound: started {report.Started}, finished {report.Finished}");

    private static string Nursery(Report report) =>
        Line($"the nursery: {Count(report.Started, "child", "children")} started, at most {report.MostAtOnce} at once, ")
        + Line($"{report.TimedOut} timed out, {report.Started - report.Checked} cancelled");

    private static string Count(int count, string one, string? many = null) =>
        Line($"{count} {(count == 1 ? one : many ?? one + "s")}");

    private static string Seconds(TimeSpan time) => Line($"{time.TotalSeconds:0.#} s");

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
