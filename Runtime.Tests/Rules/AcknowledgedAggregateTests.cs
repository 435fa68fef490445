namespace NurseryGen.Tests.Rules;

/// <summary>S10: an AggregateException of nothing but acknowledged cancellations is a cancellation.</summary>
public sealed class AcknowledgedAggregateTests
{
    [Fact]
    public async Task S10_AChildBlocksOnACancelledTask_NoFailure()
    {
        await Hang.Guard(Nursery.RunAsync(async nursery =>
        {
            var begun = new Gate();
            var child = nursery.Start(token =>
            {
                begun.Open();
#pragma warning disable NUR301 // To block is what is tested.
                token.UntilCancelled().Wait(CancellationToken.None);
#pragma warning restore NUR301
                return Task.CompletedTask;
            });
            await begun;
            nursery.Cancel();
            await nursery.JoinAsync().AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
            Assert.True(child.Outcome.IsCanceled);
        }));
    }

    [Theory]
    [InlineData("one", true, true)]
    [InlineData("nested", true, true)]
    [InlineData("mixed", true, false)]
    [InlineData("nested mixed", true, false)]
    [InlineData("empty", true, false)]
    [InlineData("one", false, false)]
    [InlineData("nested", false, false)]
    public async Task S10_WhatAnAggregateMeans(string what, bool isCancelled, bool isAcknowledged)
    {
        foreach (var byBody in new[] { true, false })
        {
            foreach (var asTask in new[] { true, false })
            {
                var cancellation = new OperationCanceledException();
                var thrown = what switch
                {
                    "one" => new AggregateException(cancellation, cancellation),
                    "nested" => new AggregateException(new AggregateException(cancellation), cancellation),
                    "mixed" => new AggregateException(cancellation, new Boom()),
                    "nested mixed" => new AggregateException(cancellation, new AggregateException(new Boom())),
                    _ => new AggregateException(),
                };
                var error = await Record.ExceptionAsync(() => Hang.Guard(Nursery.RunAsync(nursery =>
                {
                    if (isCancelled)
                        nursery.Cancel();

                    if (!byBody)
                    {
                        nursery.Start(_ => Throw());
                        return Task.CompletedTask;
                    }

                    return Throw();
                })));
                Assert.Same(isAcknowledged ? null : thrown, error);

                Task Throw() => asTask ? Task.FromException(thrown) : throw thrown;
            }
        }
    }
}
