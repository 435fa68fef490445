using System.Diagnostics;
using System.Reflection;

namespace NurseryGen.Tests.Texts;

/// <summary>What handles say of themselves, in logs and in the debugger.</summary>
public sealed class HandleTextTests
{
    [Theory]
    [InlineData(typeof(Nursery))]
    [InlineData(typeof(Child))]
    [InlineData(typeof(Child<>))]
    [InlineData(typeof(CancelScope))]
    [InlineData(typeof(CancelReason))]
    [InlineData(typeof(Outcome))]
    [InlineData(typeof(Outcome<>))]
    [InlineData(typeof(Ready))]
    [InlineData(typeof(Ready<>))]
    public void Debugger_ShowsTheText(Type type)
    {
        Assert.Equal("{ToString(),nq}", type.GetCustomAttribute<DebuggerDisplayAttribute>()?.Value);
        Assert.Equal(type, type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType);
    }

    [Fact]
    public void Default_SaysSo()
    {
        Assert.Equal("(no nursery)", default(Nursery).ToString());
        Assert.Equal("(no child)", default(Child).ToString());
        Assert.Equal("(no child)", default(Child<int>).ToString());
        Assert.Equal("(no child)", default(Ready).ToString());
        Assert.Equal("(no child)", default(Ready<int>).ToString());
    }

    [Fact]
    public async Task Child_SaysHowItStands_AndMarksNothingAsSeen()
    {
        Child failing = default;
        Child<int> counting = default;
        var run = Nursery.RunAsync(async nursery =>
        {
            var gate = new TaskCompletionSource<int>();
            counting = nursery.Start(_ => gate.Task);
            Assert.EndsWith(": not ended", counting.ToString(), StringComparison.Ordinal);
            gate.SetResult(1);
            await counting;
            Assert.EndsWith(": succeeded", counting.ToString(), StringComparison.Ordinal);
            failing = nursery.Start(_ => throw new Boom());
            await nursery.Token.Cancelled();
        });

        await Hang.Throws<Boom>(run);
        Assert.EndsWith(": failed", failing.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void CancelScope_SaysHowItStands()
    {
        var scope = CancelScope.MoveOnAfter(Timeout.InfiniteTimeSpan);
        Assert.Equal("CancelScope.MoveOnAfter: open", scope.ToString());
        scope.Dispose();
        Assert.Equal("CancelScope.MoveOnAfter: disposed", scope.ToString());
        using var other = CancelScope.FailAfter(Timeout.InfiniteTimeSpan);
        Assert.False(other.Token.IsCancellationRequested);
        other.Cancel("enough");
        Assert.Equal("CancelScope.FailAfter: canceled (Explicit: enough)", other.ToString());
    }

    [Fact]
    public async Task GeneratedHandle_SaysWhatTheUntypedSays()
    {
        var (typed, untyped, display) = await new Named().LookAsync();
        Assert.Equal(untyped, typed);
        Assert.StartsWith("Named.LookAsync (", typed, StringComparison.Ordinal);
        Assert.EndsWith("): 0 children", typed, StringComparison.Ordinal);
        Assert.Equal("{ToString(),nq}", display);
    }
}

internal sealed partial class Named
{
    [Nursery]
    public partial Task<(string Typed, string Untyped, string? Display)> LookAsync();

    private static Task<(string Typed, string Untyped, string? Display)> LookAsync(LookNursery nursery) => Task.FromResult((
        nursery.ToString(), ((Nursery)nursery).ToString(), typeof(LookNursery).GetCustomAttribute<DebuggerDisplayAttribute>()?.Value));
}
