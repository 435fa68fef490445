using System.Text.RegularExpressions;

namespace NurseryGen.Tests.Texts;

/// <summary>S11: what a failure's stack trace shows. The user's methods, each nursery's own among them, and nothing of the
/// engine.</summary>
public sealed partial class TraceTests
{
    private const string ThreeDeep =
        """
        Nest.FailAsync
        Nest.InnerAsync
        Nest.MiddleChildAsync
        Nest.MiddleAsync
        Nest.MiddleAsync
        Nest.OuterChildAsync
        Nest.OuterAsync
        TraceTests.S11_ThreeNurseriesDeep_TheTraceIsTheUsers
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S11_ThreeNurseriesDeep_TheTraceIsTheUsers(bool yields)
    {
        var boom = new Boom("deep");
        try
        {
            await new Nest(boom, yields).OuterAsync();
        }
        catch (Exception error)
        {
            Assert.Same(boom, error);
        }

        Assert.Equal(ThreeDeep.ReplaceLineEndings("\n"), Approved(boom));
    }

    [Fact]
    public async Task S11_EveryForm_IsNamed_AlsoInAGenericType()
    {
        var boom = new Boom("deep");
        try
        {
            await new Forms<string>.Inner<int>(boom).DeclaredAsync("");
        }
        catch (Exception error)
        {
            Assert.Same(boom, error);
        }

        Assert.Equal(
            """
            Forms`1.Inner`1.FailAsync
            Forms`1.Inner`1.EachAsync
            Forms`1.Inner`1.ItemsAsync
            Forms`1.Inner`1.FallbackAsync
            Forms`1.Inner`1.FallbackAsync
            Forms`1.Inner`1.LateAsync
            Forms`1.Inner`1.DeclaredAsync[TKey]
            TraceTests.S11_EveryForm_IsNamed_AlsoInAGenericType
            """.ReplaceLineEndings("\n"),
            Approved(boom));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S11_AStream_IsNamed_WhetherItIsReadOrLeft(bool isLeft)
    {
        var boom = new Boom("deep");
        try
        {
            await foreach (var item in new Streaming(boom, failsAtOnce: !isLeft).ReadAsync([1, 2]))
            {
                if (isLeft)
                    break;
            }
        }
        catch (Exception error)
        {
            Assert.Same(boom, error);
        }

        // An await foreach disposes of the stream, and throws once more what reading it threw.
        string[] reader = [.. Enumerable.Repeat("TraceTests.S11_AStream_IsNamed_WhetherItIsReadOrLeft", isLeft ? 1 : 2)];
        Assert.Equal(["Streaming.FailAsync", "Streaming.ReadAsync", .. reader], Approved(boom).Split('\n'));
    }

    /// <summary>The methods by name, without places, parameters and namespaces.</summary>
    private static string Approved(Exception error) => string.Join('\n', error.StackTrace!.ReplaceLineEndings("\n").Split('\n')
        .Select(line => Frame().Replace(line, "${name}")));

    [GeneratedRegex(@"^   at (NurseryGen\.Tests\.Texts\.)?(?<name>[^(]+)\(.*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Frame();
}

internal sealed partial class Nest(Exception failure, bool yields)
{
    [Nursery]
    public partial Task OuterAsync();

    private static async Task OuterAsync(OuterNursery nursery)
    {
        nursery.StartOuterChild();
        await nursery.JoinAsync();
    }

    [Child]
    private async Task OuterChildAsync(CancellationToken cancellationToken) => await MiddleAsync(cancellationToken);

    [Nursery]
    private partial Task<int> MiddleAsync(CancellationToken cancellationToken);

    private static async Task<int> MiddleAsync(MiddleNursery nursery)
    {
        await nursery.StartMiddleChild();
        return 1;
    }

    [Child]
    private async Task MiddleChildAsync(CancellationToken cancellationToken) => await InnerAsync(cancellationToken);

    [Nursery]
    private partial ValueTask InnerAsync(CancellationToken cancellationToken);

    private static Task InnerAsync(InnerNursery nursery)
    {
        nursery.StartFail();
        return Task.CompletedTask;
    }

    [Child]
    private async Task FailAsync()
    {
        if (yields)
            await Task.Yield();

        throw failure;
    }
}

internal sealed partial class Forms<T>
{
    internal sealed partial class Inner<TItem>(Exception failure)
    {
        [Nursery(nameof(LateAsync))]
        public partial Task<TItem?> DeclaredAsync<TKey>(TKey key);

        [Child]
        private async Task<TItem?> LateAsync(CancellationToken cancellationToken) => await FallbackAsync(cancellationToken);

        [Nursery, Timeout(60_000, Fallback = nameof(Nothing))]
        private partial Task<TItem?> FallbackAsync(CancellationToken cancellationToken);

        private async Task<TItem?> FallbackAsync(FallbackNursery nursery) => (await ItemsAsync(nursery.Token))[0];

        private static TItem? Nothing() => default;

        private async Task<TItem?[]> ItemsAsync(CancellationToken cancellationToken) => await EachAsync([default], cancellationToken);

        [Nursery]
        private partial ValueTask<TItem?[]> EachAsync([Each(nameof(FailAsync))] TItem?[] items, CancellationToken cancellationToken);

        [Child]
        private async Task<TItem?> FailAsync(TItem? item)
        {
            await Task.Yield();
            throw failure;
        }
    }
}

internal sealed partial class Streaming(Exception failure, bool failsAtOnce)
{
    private readonly Gate _secondRuns = new();

    [Nursery(MaxConcurrency = 2)]
    public partial IAsyncEnumerable<int> ReadAsync([Each(nameof(FailAsync))] int[] items);

    /// <summary>The second one fails, at once or as it is cancelled.</summary>
    [Child]
    private async Task<int> FailAsync(int item, CancellationToken cancellationToken)
    {
        if (item == 1)
        {
            await _secondRuns;
            return item;
        }

        _secondRuns.Open();
        await Task.Delay(failsAtOnce ? 0 : Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw failure;
    }
}
