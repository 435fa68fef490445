using System.Runtime.CompilerServices;

namespace NurseryGen.Tests.Rules;

/// <summary>S14, S37: a failure is handled where somebody was given the exception, and is then forgotten at once.</summary>
public sealed class HandledFailureTests
{
    private static readonly NurseryOptions s_supervise = new() { Policy = NurseryPolicy.Supervise, Name = "Supervising" };

    [Theory]
    [InlineData("AsTask", false)]
    [InlineData("AsTask before the end", false)]
    [InlineData("IsCompleted", false)]
    [InlineData("IsSuccess", false)]
    [InlineData("IsFailure", false)]
    [InlineData("IsCanceled", false)]
    [InlineData("ToString", false)]
    [InlineData("Equals", false)]
    [InlineData("Exception", true)]
    [InlineData("throw", true)]
    [InlineData("await", true)]
    [InlineData("await before the end", true)]
    [InlineData("WaitAsync", true)]
    public async Task S14_WhatHandlesAFailure(string look, bool handles)
    {
        foreach (var withResult in new[] { false, true })
        {
            var gate = new Gate();
            var error = await Record.ExceptionAsync(() => Hang.Guard(Nursery.RunAsync(
                async nursery =>
                {
                    if (withResult)
                        await Look(nursery, nursery.Start<int>(FailsWithResult), look, gate);
                    else
                        await Look(nursery, nursery.Start(FailsWithResult), look, gate);
                },
                s_supervise)));
            Assert.Equal(!handles, error is Boom);

            async Task<int> FailsWithResult(CancellationToken cancellationToken)
            {
                await gate;
                throw new Boom();
            }
        }
    }

    [Theory]
    [InlineData(0, "boom")]
    [InlineData(1, "boom")]
    [InlineData(2, "")]
    public async Task S11_S14_OneExceptionOfTwoChildren_GoesOnceBothAreHandled(int handled, string left)
    {
        var boom = new Boom();
        var error = await Record.ExceptionAsync(() => Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                var children = new[] { nursery.Start(_ => throw boom), nursery.Start(_ => throw boom) };
                await nursery.JoinAsync();
                foreach (var child in children.Take(handled))
                {
                    Assert.Same(boom, child.Outcome.Exception);
                    Assert.Same(boom, child.Outcome.Exception);
                }
            },
            s_supervise)));
        Assert.Equal(left, error?.Message ?? "");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task S37_AHandledFailure_IsForgottenWhileTheNurseryRuns(int others)
    {
        var error = await Record.ExceptionAsync(() => Hang.Guard(Nursery.RunAsync(
            async nursery =>
            {
                for (var i = 0; i < others; i++)
                    nursery.Start(_ => throw new Boom("unhandled"));

                await nursery.JoinAsync();
                await Collected.Assert(await FailAndHandle(nursery), "a failure that was handled");
            },
            s_supervise)));
        Assert.Equal(others, error is ExceptionGroup group ? group.Failures.Count : error is Boom ? 1 : 0);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task<WeakReference> FailAndHandle(Nursery nursery)
        {
            var child = nursery.Start(_ => throw new Boom("handled"));
            var weak = new WeakReference(await Assert.ThrowsAsync<Boom>(async () => await child));
            return weak;
        }
    }

    private static async Task Look(Nursery nursery, Child child, string look, Gate gate)
    {
        var before = look switch
        {
            "AsTask before the end" => Task.WhenAny(child.AsTask()),
            "await before the end" => Record.ExceptionAsync(async () => await child),
            "WaitAsync" => Record.ExceptionAsync(async () => await child.WaitAsync(nursery.Token)),
            _ => Task.CompletedTask,
        };
        gate.Open();
        await before;
        await nursery.JoinAsync();
        _ = look switch
        {
            "AsTask" => child.AsTask().IsFaulted,
            "IsCompleted" => child.IsCompleted,
            "IsSuccess" => child.Outcome.IsSuccess,
            "IsFailure" => child.Outcome.IsFailure,
            "IsCanceled" => child.Outcome.IsCanceled,
            "ToString" => child.Outcome.ToString().Length > 0,
            "Equals" => child.Outcome.Equals(child.Outcome),
            "Exception" => child.Outcome.Exception is Boom,
            "throw" => Record.Exception(child.Outcome.ThrowIfUnsuccessful) is Boom,
            "await" => await Record.ExceptionAsync(async () => await child) is Boom,
            _ => true,
        };
    }

    private static async Task Look(Nursery nursery, Child<int> child, string look, Gate gate)
    {
        var before = look switch
        {
            "AsTask before the end" => Task.WhenAny(child.AsTask()),
            "await before the end" => Record.ExceptionAsync(async () => await child),
            "WaitAsync" => Record.ExceptionAsync(async () => await child.WaitAsync(nursery.Token)),
            _ => Task.CompletedTask,
        };
        gate.Open();
        await before;
        await nursery.JoinAsync();
        _ = look switch
        {
            "AsTask" => child.AsTask().IsFaulted,
            "IsCompleted" => child.IsCompleted,
            "IsSuccess" => child.Outcome.IsSuccess,
            "IsFailure" => child.Outcome.IsFailure,
            "IsCanceled" => child.Outcome.IsCanceled,
            "ToString" => child.Outcome.ToString().Length > 0,
            "Equals" => child.Outcome.Equals(child.Outcome) && child.Outcome.ValueOr(7) == 7,
            "Exception" => child.Outcome.Exception is Boom,
            "throw" => Record.Exception(() => child.Outcome.Value) is Boom,
            "await" => await Record.ExceptionAsync(async () => await child) is Boom,
            _ => true,
        };
    }
}
