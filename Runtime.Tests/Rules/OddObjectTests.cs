using System.Collections;

namespace NurseryGen.Tests.Rules;

/// <summary>S13, S19, S29: null tasks, counts that lie, exceptions whose members throw, callbacks that throw as the deadline
/// passes.</summary>
public sealed class OddObjectTests
{
    public static readonly TheoryData<int> Policies = new(
        [(int)NurseryPolicy.FailFast, (int)NurseryPolicy.Supervise, (int)NurseryPolicy.Race]);

    [Theory]
    [InlineData("child")]
    [InlineData("child with a result")]
    [InlineData("child with a state")]
    [InlineData("ready")]
    public async Task S9_AChildReturnsNull_InvalidOperation_NamesTheChild(string kind)
    {
        var error = await Hang.Throws<InvalidOperationException>(Nursery.RunAsync(async nursery =>
        {
            switch (kind)
            {
                case "child":
                    nursery.Start(Nothing);
                    break;
                case "child with a result":
                    nursery.Start(NothingWithResult);
                    break;
                case "child with a state":
                    nursery.Start(NothingOf, 1);
                    break;
                default:
                    await nursery.StartAsync<int>(NotReady);
                    break;
            }
        }));
        Assert.Contains("returned null", error.Message, StringComparison.Ordinal);
        Assert.Contains("Not", error.Message, StringComparison.Ordinal);

        static Task Nothing(CancellationToken cancellationToken) => null!;
        static Task<int> NothingWithResult(CancellationToken cancellationToken) => null!;
        static Task NothingOf(int state, CancellationToken cancellationToken) => null!;
        static Task NotReady(Ready<int> ready, CancellationToken cancellationToken) => null!;
    }

    [Theory]
    [InlineData("nursery")]
    [InlineData("nursery with a result")]
    [InlineData("fail after")]
    [InlineData("fail after, with a result")]
    [InlineData("move on after")]
    [InlineData("move on after, with a result")]
    public async Task S9_ABodyReturnsNull_InvalidOperation_NamesIt(string kind)
    {
        var hour = TimeSpan.FromHours(1);
        var error = await Hang.Throws<InvalidOperationException>(kind switch
        {
            "nursery" => Nursery.RunAsync(_ => (Task)null!),
            "nursery with a result" => Nursery.RunAsync(_ => (Task<int>)null!),
            "fail after" => CancelScope.FailAfterAsync(hour, _ => (Task)null!),
            "fail after, with a result" => CancelScope.FailAfterAsync(hour, _ => (Task<int>)null!),
            "move on after" => CancelScope.MoveOnAfterAsync(hour, _ => (Task)null!),
            _ => CancelScope.MoveOnAfterAsync(hour, _ => (Task<int>)null!, 1),
        });
        Assert.Contains("returned null", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(3)]
    public async Task S33_ACountThatLies_AllResultsInOrder(int count)
    {
        var items = new Liar([1, 2, 3, 4, 5], count);
        var results = await Hang.Guard(Each.RunAsync(new NurseryInfo("Lied to"), items, (item, _) => new ValueTask<int>(item)).AsTask());
        Assert.Equal(Enumerable.Range(1, 5), results);
    }

    [Fact]
    public async Task S33_ACountThatThrows_IsTheFailure()
    {
        var run = Each.RunAsync(new NurseryInfo("No count"), new Uncountable(), (item, _) => new ValueTask<int>(item)).AsTask();
        Assert.Equal("count", await Tree.Of(run));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task S19_ExceptionsWhoseMembersThrow_AreFailuresLikeOthers(int policy)
    {
        const int Count = 20;
        var error = await Hang.Throws<ExceptionGroup>(Nursery.RunAsync(
            nursery =>
            {
                var all = new Gate();
                var begun = 0;
                for (var i = 0; i < Count; i++)
                {
                    nursery.Start(async _ =>
                    {
                        if (Interlocked.Increment(ref begun) == Count)
                            all.Open();

                        await all;
                        throw new Nasty();
                    });
                }

                return Task.CompletedTask;
            },
            new NurseryOptions { Policy = (NurseryPolicy)policy }));
        Assert.Equal(Count, error.Failures.Count);
        Assert.Contains("Nasty", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nasty", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S19_OutcomeOfAnExceptionWhoseMembersThrow_HasAText()
    {
        await Hang.Throws<Nasty>(Nursery.RunAsync(
            async nursery =>
            {
                var plain = nursery.Start(_ => throw new Nasty());
                await nursery.JoinAsync();
                Assert.Contains("Nasty", plain.Outcome.ToString(), StringComparison.Ordinal);
                Assert.Equal(plain.Outcome, plain.Outcome);
                Assert.Equal(plain.Outcome.GetHashCode(), plain.Outcome.GetHashCode());
            },
            new NurseryOptions { Policy = NurseryPolicy.Supervise }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S13_ACallbackThrows_AsTheDeadlineOfADelegatePasses_IsAFailure(bool afterTheBody)
    {
        var clock = new ManualTimeProvider();
        var waiting = new Gate();
        var unwound = new Gate();
        var run = CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), clock, async scope =>
        {
            // Called last: callbacks are called in the opposite order.
            scope.Token.Register(() =>
            {
                if (afterTheBody)
                    Assert.True(unwound.Opened.Wait(TimeSpan.FromSeconds(30), CancellationToken.None));

                throw new Boom("callback");
            });
            waiting.Open();
            try
            {
                await scope.Token.UntilCancelled();
            }
            finally
            {
                unwound.Open();
            }
        });
        await waiting;
        await Hang.Guard(Task.Run(() => clock.Advance(1_000)));
        Assert.Equal("callback", await Tree.Of(run));
    }

    private sealed class Nasty : Exception
    {
        public override string Message => throw new InvalidOperationException("message");

        public override string? StackTrace => throw new InvalidOperationException("stack trace");

        public override bool Equals(object? obj) => throw new InvalidOperationException("equals");

        public override int GetHashCode() => throw new InvalidOperationException("hash code");

        public override string ToString() => throw new InvalidOperationException("to string");
    }

    private sealed class Uncountable : ICollection<int>
    {
        public int Count => throw new Boom("count");

        public bool IsReadOnly => true;

        public IEnumerator<int> GetEnumerator() => Enumerable.Empty<int>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public void Add(int item) => throw new NotSupportedException();

        public void Clear() => throw new NotSupportedException();

        public bool Contains(int item) => false;

        public void CopyTo(int[] array, int arrayIndex) => throw new NotSupportedException();

        public bool Remove(int item) => throw new NotSupportedException();
    }
}
