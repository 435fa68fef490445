// Result: a|-1|2.5|0.1|x"\|True|Friday|null|9|1 2
using NurseryGen;

namespace Demo;

internal sealed partial class Defaults
{
    [Nursery]
    public partial Task<string> RunAsync(string text = "a", params int[] rest);

    private async Task<string> RunAsync(RunNursery nursery, string text = "b", params int[] rest) =>
        await nursery.StartShow(text) + "|" + await nursery.StartRest(1, 2);

    [Child]
    private Task<string> ShowAsync(
        string text,
        int number = -1,
        double real = 2.5,
        decimal money = 0.1M,
        string quoted = "x\"\\",
        bool flag = true,
        DayOfWeek day = DayOfWeek.Friday,
        string? nothing = null,
        long? maybe = 9,
        CancellationToken cancellationToken = default) =>
        Task.FromResult(FormattableString.Invariant($"{text}|{number}|{real}|{money}|{quoted}|{flag}|{day}|{nothing ?? "null"}|{maybe}"));

    [Child]
    private Task<string> RestAsync(params int[] numbers) => Task.FromResult(string.Join(" ", numbers));

    // Values whose literals are easily got wrong.
    [Child]
    private Task OddAsync(
        float nan = float.NaN,
        double infinite = double.NegativeInfinity,
        double negativeZero = -0.0,
        float third = 1F / 3,
        char line = '\n',
        ulong most = ulong.MaxValue,
        long least = long.MinValue,
        int leastInt = int.MinValue,
        sbyte tiny = sbyte.MinValue,
        decimal exact = 1.10M,
        BindingFlags flags = BindingFlags.Negative,
        string multi = "line\u2028\0end\uD83D",
        TimeSpan span = default,
        Guid? guid = null,
        DayOfWeek? day = DayOfWeek.Monday) => Task.CompletedTask;

    [Child]
    private Task<string> WhereAsync(
        [System.Runtime.CompilerServices.CallerMemberName] string member = "",
        [System.Runtime.CompilerServices.CallerFilePath] string file = "",
        [System.Runtime.CompilerServices.CallerLineNumber] int line = 0) => Task.FromResult(member);

    [Child]
    private Task GenericAsync<T>(T value = default!, T? other = default) => Task.CompletedTask;
}

internal enum BindingFlags : long
{
    Negative = -5,
}

internal static class Scenario
{
    public static Task<string> RunAsync() => new Defaults().RunAsync();
}
