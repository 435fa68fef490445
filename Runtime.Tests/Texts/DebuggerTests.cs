using System.Diagnostics;
using System.Reflection;

namespace NurseryGen.Tests.Texts;

/// <summary>What a debugger reads as it unfolds an object changes nothing: no token is made, no failure handled, nothing throws.</summary>
public sealed partial class DebuggerTests
{
    /// <summary>A token that nobody took costs nothing (S38): to look at its scope must not make it.</summary>
    [Theory]
    [InlineData(typeof(Nursery))]
    [InlineData(typeof(CancelScope))]
    [InlineData(typeof(WatchedNursery))]
    public void Token_IsNotUnfolded(Type type) => Assert.DoesNotContain("Token", Shown(type));

    /// <summary>A handle unfolded says how its nursery stands.</summary>
    [Theory]
    [InlineData(typeof(Nursery))]
    [InlineData(typeof(WatchedNursery))]
    public void Handle_ShowsHowItStands(Type type)
    {
        foreach (var wanted in new[] { "ChildCount", "Reason", "Deadline", "IsCancellationRequested" })
            Assert.Contains(wanted, Shown(type));
    }

    /// <summary>S14: to read a child's result handles its failure.</summary>
    [Fact]
    public void Result_IsNotUnfolded() => Assert.DoesNotContain("Result", Shown(typeof(Child<>)));

    [Fact]
    public async Task S14_AnOutcomeUnfolded_HandlesNoFailure()
    {
        var boom = new Boom();
        var run = Nursery.RunAsync(
            async nursery =>
            {
                var one = nursery.Start(_ => Task.FromException(boom));
                var two = nursery.Start(_ => Task.FromException<int>(boom));
                await nursery.JoinAsync();
                Assert.Same(boom, Unfolded(one.Outcome)["Exception"]);
                Assert.Same(boom, Unfolded(two.Outcome)["Exception"]);
                Assert.Equal(0, Unfolded(two.Outcome)["Value"]);
            },
            new NurseryOptions { Policy = NurseryPolicy.Supervise });
        Assert.Same(boom, await Assert.ThrowsAsync<Boom>(() => run));
    }

    [Fact]
    public async Task AResultUnfolded_IsTheResult()
    {
        var outcome = await Nursery.RunAsync(async nursery =>
        {
            var child = nursery.Start(_ => Task.FromResult("done"));
            await child;
            return child.Outcome;
        });
        Assert.Equal("done", Unfolded(outcome)["Value"]);
        Assert.Null(Unfolded(outcome)["Exception"]);
    }

    private static IEnumerable<string> Shown(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(static property => property.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State != DebuggerBrowsableState.Never)
        .Select(static property => property.Name);

    /// <summary>What the debugger's proxy of the object says.</summary>
    private static Dictionary<string, object?> Unfolded<TValue>(TValue value)
        where TValue : notnull
    {
        var type = Type.GetType(typeof(TValue).GetCustomAttribute<DebuggerTypeProxyAttribute>()!.ProxyTypeName)!;
        if (type.IsGenericTypeDefinition)
            type = type.MakeGenericType(typeof(TValue).GetGenericArguments());

        var view = Activator.CreateInstance(type, value);
        return type.GetProperties().ToDictionary(static property => property.Name, property => property.GetValue(view));
    }

    internal readonly partial struct WatchedNursery;

    [Nursery]
    private static partial Task WatchedAsync();

    private static Task WatchedAsync(WatchedNursery nursery)
    {
        nursery.StartNothing();
        return Task.CompletedTask;
    }

    [Child]
    private static Task NothingAsync() => Task.CompletedTask;
}
