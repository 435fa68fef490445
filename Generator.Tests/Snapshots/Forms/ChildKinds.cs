// Result: task,valuetask,4,5,static,untyped,typed,tuple,array
using NurseryGen;

namespace Demo;

internal sealed partial class Kinds
{
    private readonly List<string> _log = [];

    [Nursery]
    public partial ValueTask<string> RunAsync(CancellationToken cancellationToken = default);

    private async ValueTask<string> RunAsync(RunNursery nursery)
    {
        await nursery.StartTask();
        await nursery.StartValueTask();
        await Log($"{await nursery.StartTaskResult(4)}");
        await Log($"{await nursery.StartValueTaskResult(5)}");
        await nursery.StartStatic(_log);
        await nursery.StartUntyped();
        await nursery.StartTyped();
        await Log((await nursery.StartTuple()).Name);
        await Log((await nursery.StartArray())[0] ?? "null");
        return string.Join(',', _log);
    }

    [Child]
    private Task TaskAsync() => Log("task");

    [Child]
    private ValueTask ValueTaskAsync(CancellationToken cancellationToken) => new(Log("valuetask"));

    [Child]
    private Task<int> TaskResultAsync(int number) => Task.FromResult(number);

    [Child]
    private ValueTask<int> ValueTaskResultAsync(int number) => new(number);

    [Child]
    private static Task StaticAsync(List<string> log)
    {
        log.Add("static");
        return Task.CompletedTask;
    }

    [Child]
    private Task UntypedAsync(Nursery nursery) => Log("untyped");

    [Child]
    private Task TypedAsync(RunNursery nursery, CancellationToken cancellationToken) => Log("typed");

    [Child]
    private Task<(int Number, string Name)> TupleAsync() => Task.FromResult((1, "tuple"));

    [Child]
    private Task<string?[]> ArrayAsync(Dictionary<string, List<int?>>? map = null) => Task.FromResult(new string?[] { "array" });

    private Task Log(string entry)
    {
        _log.Add(entry);
        return Task.CompletedTask;
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => await new Kinds().RunAsync();
}
