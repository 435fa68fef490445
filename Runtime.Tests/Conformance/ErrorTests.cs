using System.Runtime.CompilerServices;

namespace NurseryGen.Tests.Conformance;

/// <summary>C01–C07, C12, C13, C17, C19–C21: what a nursery throws.</summary>
public sealed class ErrorTests
{
    private static readonly NurseryOptions s_group = new() { Errors = NurseryErrors.Group, Name = "Grouping" };

    [Fact]
    public async Task C01_BodyThrows_NoChild_ThatInstanceWithItsStack()
    {
        var boom = new Boom();

        var error = await Hang.Throws<Boom>(Nursery.RunAsync(async _ =>
        {
            await Task.Yield();
            ThrowFromHere(boom);
        }));

        Assert.Same(boom, error);
        Assert.Contains(nameof(ThrowFromHere), error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C01_BodyThrowsBeforeItsTask_ThatInstance()
    {
        var boom = new Boom();

        Assert.Same(boom, await Hang.Throws<Boom>(Nursery.RunAsync(_ => throw boom)));
        Assert.Same(boom, await Hang.Throws<Boom>(Nursery.RunAsync<int>(_ => throw boom)));
    }

    [Fact]
    public async Task C02_ChildThrows_ThatInstanceWithItsStack_AndTheBodyIsCancelled()
    {
        var boom = new Boom();
        var bodyCancelled = false;

        var error = await Hang.Throws<Boom>(Nursery.RunAsync(async nursery =>
        {
            nursery.Start(async _ =>
            {
                await Task.Yield();
                ThrowFromHere(boom);
            });
            await nursery.Token.Cancelled();
            bodyCancelled = true;
        }));

        Assert.Same(boom, error);
        Assert.Contains(nameof(ThrowFromHere), error.StackTrace, StringComparison.Ordinal);
        Assert.True(bodyCancelled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task C03_BodyAndChildThrow_GroupOfBothInOrderOfOccurrence(bool bodyFirst)
    {
        var run = Nursery.RunAsync(async nursery =>
        {
            nursery.Start(async token =>
            {
                if (bodyFirst)
                    await token.Cancelled();

                throw new Boom("child");
            });
            if (!bodyFirst)
                await nursery.Token.Cancelled();

            throw new Boom("body");
        });

        Assert.Equal(bodyFirst ? "[body, child]" : "[child, body]", await Tree.Of(run));
    }

    [Fact]
    public async Task C04_TwoChildrenThrow_GroupOfTwo_WhichNamesThem()
    {
        var run = Nursery.RunAsync(nursery =>
        {
            nursery.Start(_ => throw new Boom("first"), name: "one");
            nursery.Start(
                async token =>
                {
                    await token.Cancelled();
                    throw new Boom("second");
                },
                name: "two");
            return Task.CompletedTask;
        });

        var group = await Hang.Throws<ExceptionGroup>(run);
        Assert.Equal("[first, second]", Tree.Of(group));
        Assert.Equal(["one", "two"], group.Failures.Select(failure => failure.Child!.Name));
        Assert.Contains("[one] first; [two] second", group.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C05_ChildThrows_TheBodysAwaitSeesTheCancellation()
    {
        OperationCanceledException? seen = null;

        var run = Nursery.RunAsync(async nursery =>
        {
            nursery.Start(_ => throw new Boom());
            seen = await Hang.Cancels(nursery.Token.UntilCancelled());
            Assert.Equal(nursery.Token, seen.CancellationToken);
            throw seen;
        });

        await Hang.Throws<Boom>(run);
        Assert.NotNull(seen);
    }

    [Fact]
    public async Task C06_ChildThrows_SiblingsCleanupFinishesBeforeTheExit()
    {
        var inCleanup = new Gate();
        var mayEnd = new Gate();
        var cleaned = false;

        var run = Nursery.RunAsync(nursery =>
        {
            nursery.Start(async token =>
            {
                try
                {
                    await token.UntilCancelled();
                }
                finally
                {
                    inCleanup.Open();
                    await mayEnd;
                    cleaned = true;
                }
            });
            nursery.Start(_ => throw new Boom());
            return Task.CompletedTask;
        });

        await inCleanup;
        Assert.False(run.IsCompleted);
        mayEnd.Open();
        await Hang.Throws<Boom>(run);
        Assert.True(cleaned);
    }

    [Fact]
    public async Task C07_SiblingThrowsInItsCleanup_InTheGroupToo()
    {
        var run = Nursery.RunAsync(nursery =>
        {
            nursery.Start(async token =>
            {
                try
                {
                    await token.UntilCancelled();
                }
                finally
                {
                    ThrowFromHere(new Boom("cleanup"));
                }
            });
            nursery.Start(_ => throw new Boom("crash"));
            return Task.CompletedTask;
        });

        Assert.Equal("[crash, cleanup]", await Tree.Of(run));
    }

    [Fact]
    public async Task C12_ErrorsGroup_OneFailure_IsAGroupOfOne()
    {
        var fromBody = Nursery.RunAsync(_ => throw new Boom("body"), s_group);
        var fromChild = Nursery.RunAsync(
            nursery =>
            {
                nursery.Start(_ => throw new Boom("child"));
                return Task.FromResult(1);
            },
            s_group);

        Assert.Equal("[body]", await Tree.Of(fromBody));
        Assert.Equal("[child]", await Tree.Of(fromChild));
    }

    [Fact]
    public async Task C13_CancellationsAmongFailures_AreStripped_NestingKept_EmptiedGroupsGone()
    {
        var run = Nursery.RunAsync(async nursery =>
        {
            var inner = nursery.Start(async token =>
            {
                await token.Cancelled();
                var stop = new OperationCanceledException(token);
                throw new ExceptionGroup("inner", [stop, new Boom("b"), new ExceptionGroup("emptied", [stop, stop]),
                    new ExceptionGroup("kept", [stop, new Boom("c")])]);
            });
            nursery.Start(async token =>
            {
                await token.Cancelled();
                throw new ExceptionGroup("all cancelled", [new OperationCanceledException(token)]);
            });
            await Task.Yield();
            throw new Boom("a");
        });

        Assert.Equal("[a, [b, [c]]]", await Tree.Of(run));
    }

    [Fact]
    public async Task C13_CancelledChildrenOfANestedNursery_AreNotInItsGroup()
    {
        var run = Nursery.RunAsync(async outer =>
        {
            outer.Start(token => Nursery.RunAsync(
                async inner =>
                {
                    inner.Start(child => child.UntilCancelled());
                    await inner.Token.Cancelled();
                    throw new Boom("inner");
                },
                s_group,
                token));
            await Task.Yield();
            throw new Boom("outer");
        });

        Assert.Equal("[outer, [inner]]", await Tree.Of(run));
    }

    [Fact]
    public async Task C17_SameInstanceFromBodyAndChild_CountsOnce()
    {
        var boom = new Boom();

        var run = Nursery.RunAsync(async nursery => await nursery.Start(_ => Task.FromException(boom)));

        Assert.Same(boom, await Hang.Throws<Boom>(run));
    }

    [Fact]
    public async Task C17_SameInstanceFromManyChildren_CountsOnce()
    {
        var boom = new Boom("same");

        var run = Nursery.RunAsync(
            nursery =>
            {
                for (var i = 0; i < 100; i++)
                {
                    var number = i;
                    nursery.Start(_ => Task.FromException(number % 2 == 0 ? boom : new Boom("other")));
                }

                return Task.CompletedTask;
            },
            s_group);

        var group = await Hang.Throws<ExceptionGroup>(run);
        Assert.Equal(51, group.Failures.Count);
        Assert.Single(group.Failures, failure => ReferenceEquals(failure.Exception, boom));
    }

    [Fact]
    public async Task C19_ChildThrowsBeforeItsTask_IsTheChildsFailure_NotTheStarters()
    {
        var started = 0;

        var run = Nursery.RunAsync(nursery =>
        {
            nursery.Start(_ => throw new Boom("queued"));
            started++;
            HandChild<Inline>.Start(nursery, _ => throw new Boom("inline"));
            started++;
            return Task.CompletedTask;
        });

        var group = await Hang.Throws<ExceptionGroup>(run);
        Assert.Equal(2, started);
        Assert.Equal(["inline", "queued"], group.Failures.Select(failure => failure.Exception.Message).Order());
    }

    [Fact]
    public async Task C20_CancellationOfAForeignToken_IsAFailure_ThrownAsItself()
    {
        using var foreign = new CancellationTokenSource();
        foreign.Cancel();
        var stop = new OperationCanceledException("foreign", foreign.Token);

        var fromBody = await Hang.Throws<OperationCanceledException>(Nursery.RunAsync(async _ =>
        {
            await Task.Yield();
            throw stop;
        }));
        var fromChild = await Hang.Throws<OperationCanceledException>(Nursery.RunAsync(nursery =>
        {
            nursery.Start(async _ =>
            {
                await Task.Yield();
                throw stop;
            });
            return Task.CompletedTask;
        }));

        Assert.Same(stop, fromBody);
        Assert.Same(stop, fromChild);
    }

    [Fact]
    public async Task C20_CancellationOfAForeignToken_CancelsTheSiblingsAsAFailureDoes()
    {
        CancelReason? reason = null;
        var stop = new OperationCanceledException("foreign");

        var run = Nursery.RunAsync(async nursery =>
        {
            nursery.Start(_ => throw stop);
            await nursery.Token.Cancelled();
            reason = nursery.Reason;
        });

        Assert.Same(stop, await Hang.Throws<OperationCanceledException>(run));
        Assert.Equal(CancelReasonKind.Failure, reason?.Kind);
    }

    [Fact]
    public async Task C21_InnerExceptionAndDataOfAFailure_AreUntouched()
    {
        var cause = new InvalidOperationException("cause");
        var failure = new ArgumentException("failure", cause) { Data = { ["key"] = 42 } };

        var error = await Hang.Throws<ArgumentException>(Nursery.RunAsync(nursery =>
        {
            nursery.Start(_ => throw failure);
            return Task.CompletedTask;
        }));

        Assert.Same(failure, error);
        Assert.Same(cause, error.InnerException);
        Assert.Equal(42, error.Data["key"]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowFromHere(Exception exception) => throw exception;
}
