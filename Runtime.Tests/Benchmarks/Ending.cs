using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Tests.Benchmarks;

/// <summary>How a contender ended, as far as its caller can tell.</summary>
/// <param name="What">In words.</param>
/// <param name="Children">How many ran, where nothing went wrong: otherwise that is by chance.</param>
internal sealed record Ending(string What, int? Children)
{
    public static async Task<Ending> OfAsync(Contender contender, Mishap mishap)
    {
        using var caller = new CancellationTokenSource();
        var script = new MishapScript(mishap);
        var limit = mishap == Mishap.TimeOut ? TimeSpan.Zero : TimeSpan.FromHours(1);
        var task = contender.Create(new Setting(limit, script)).RunAsync(caller.Token).AsTask();
        if (mishap == Mishap.CallerCancels)
        {
            await script.Waiting;
            await caller.CancelAsync();
        }

        string what;
        try
        {
            await Hang.Guard(task, $"{contender.Name}, {mishap}");
            what = "completes";
        }
        catch (Exception error)
        {
            what = Describe(error, script, caller.Token);
        }

        return new($"{what}, {script.Running} children left", mishap == Mishap.None ? script.Started : null);
    }

    private static string Describe(Exception error, MishapScript script, CancellationToken caller) => error switch
    {
        AggregateException group => "several: " + string.Join(
            ", ", group.InnerExceptions.Select(inner => Describe(inner, script, caller)).Order(StringComparer.Ordinal)),
        OperationCanceledException cancelled => cancelled.CancellationToken == caller ? "cancelled by the caller" : "cancelled by another",
        TimeoutException => "timed out",
        _ => Array.IndexOf(script.Failures, error) is >= 0 and var which ? $"failure {which}" : $"not a child's: {error}",
    };
}
