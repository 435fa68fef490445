namespace NurseryGen.Tests.Rules;

/// <summary>S7: what <c>AsTask</c> gave out is complete before the exit or a join goes on.</summary>
public sealed class AsTaskTests
{
    public static TheoryData<string, NurseryPolicy, string> Cases()
    {
        var cases = new TheoryData<string, NurseryPolicy, string>();
        string[] kinds = ["void, queued", "void, inline", "result, queued", "result, inline", "delegate", "delegate with a result"];
        foreach (var kind in kinds)
        {
            foreach (var policy in new[] { NurseryPolicy.FailFast, NurseryPolicy.Supervise, NurseryPolicy.Race })
            {
                foreach (var end in new[] { "success", "failure", "cancel" })
                    cases.Add(kind, policy, end);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task S7_TheExitGoesOn_TheTaskOfEveryHandleIsComplete(string kind, NurseryPolicy policy, string end) => Task.Run(async () =>
    {
        var child = new Driven();
        Task task = null!;
        var exit = Entry.RunAsync(new NurseryInfo("Exits") { Policy = policy }, nursery =>
        {
            child.Give(nursery);
            task = Start(kind, nursery, child);
            return default;
        }).GetAwaiter();
        var complete = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await child.Started;
        exit.UnsafeOnCompleted(() => complete.SetResult(task.IsCompleted));

        await Task.Run(() => child.End(end));
        Assert.True(await Hang.Guard(complete.Task), "the exit went on before the task");
        _ = Record.Exception(exit.GetResult);
        AssertEnded(task, end);
    });

    [Theory]
    [MemberData(nameof(Cases))]
    public Task S7_AJoinGoesOn_TheTaskOfEveryHandleIsComplete(string kind, NurseryPolicy policy, string end) => Task.Run(async () =>
    {
        var child = new Driven();
        Task task = null!;
        var complete = false;
        var exit = Entry.RunAsync(new NurseryInfo("Joins") { Policy = policy }, async nursery =>
        {
            child.Give(nursery);
            task = Start(kind, nursery, child);
            try
            {
                await nursery.JoinAsync();
            }
            finally
            {
                complete = task.IsCompleted;
            }
        });
        await child.Started;
        await Task.Run(() => child.End(end));
        _ = await Record.ExceptionAsync(() => Hang.Guard(exit.AsTask()));
        Assert.True(complete, "the join went on before the task");
        AssertEnded(task, end);
    });

    [Fact]
    public Task S7_TwoChildrenEndAtOnce_TheExitFindsBothTasksComplete() => Race.Repeat(_ => Task.Run(async () =>
    {
        var sources = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        var tasks = new Task[2];
        var exit = Entry.RunAsync(new NurseryInfo("Both"), nursery =>
        {
            tasks[0] = HandChild<Inline>.StartTask(nursery, _ => sources[0].Task).AsTask();
            tasks[1] = HandResult<Inline, int>.Start(nursery, async _ =>
            {
                await sources[1].Task.ConfigureAwait(false);
                return 1;
            }).AsTask();
            return default;
        }).GetAwaiter();
        var complete = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        exit.UnsafeOnCompleted(() => complete.SetResult(tasks[0].IsCompleted && tasks[1].IsCompleted));
        await Race.Both(() => sources[0].SetResult(), () => sources[1].SetResult());
        Assert.True(await complete.Task, "the exit went on before a task");
        exit.GetResult();
    }));

    [Fact]
    public async Task S7_AsTask_AgainstTheEnd_CompleteAtTheExit() => await Race.Repeat(_ => Task.Run(async () =>
    {
        var source = new TaskCompletionSource();
        Task task = null!;
        await Nursery.RunAsync(async nursery =>
        {
            var handle = HandChild<Inline>.StartTask(nursery, _ => source.Task);
            await Race.Both(() => source.SetResult(), () => task = handle.AsTask());
        });
        Assert.True(task.IsCompletedSuccessfully);
    }));

    private static Task Start(string kind, Nursery nursery, Driven child) => kind switch
    {
        "void, queued" => HandChild<Queued>.StartTask(nursery, child.RunAsync).AsTask(),
        "void, inline" => HandChild<Inline>.StartTask(nursery, child.RunAsync).AsTask(),
        "result, queued" => HandResult<Queued, int>.Start(nursery, token => new ValueTask<int>(child.RunWithResultAsync(token))).AsTask(),
        "result, inline" => HandResult<Inline, int>.Start(nursery, token => new ValueTask<int>(child.RunWithResultAsync(token))).AsTask(),
        "delegate" => nursery.Start(child.RunAsync).AsTask(),
        _ => nursery.Start(child.RunWithResultAsync).AsTask(),
    };

    private static void AssertEnded(Task task, string end)
    {
        Assert.True(end switch
        {
            "success" => task.IsCompletedSuccessfully,
            "failure" => task.IsFaulted && task.Exception.InnerException is Boom,
            _ => task.IsCanceled,
        });
    }

    /// <summary>A child that the test ends, on the stack of the test.</summary>
    private sealed class Driven
    {
        private readonly TaskCompletionSource _end = new();
        private Nursery _nursery;

        public Gate Started { get; } = new();

#pragma warning disable NUR105 // It is used while the nursery is open.
        public void Give(Nursery nursery) => _nursery = nursery;
#pragma warning restore NUR105

        public Task RunAsync(CancellationToken token)
        {
            Started.Open();
            return _end.Task;
        }

        public async Task<int> RunWithResultAsync(CancellationToken token)
        {
            Started.Open();
            await _end.Task.ConfigureAwait(false);
            return 1;
        }

        public void End(string how)
        {
            switch (how)
            {
                case "success":
                    _end.SetResult();
                    break;
                case "failure":
                    _end.SetException(new Boom());
                    break;
                default:
                    var token = _nursery.Token;
                    _nursery.Cancel();
                    _end.SetCanceled(token);
                    break;
            }
        }
    }
}
