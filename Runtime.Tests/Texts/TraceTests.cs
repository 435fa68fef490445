using System.Text.RegularExpressions;

namespace NurseryGen.Tests.Texts;

/// <summary>S11: what a failure's stack trace shows. The user's methods, each nursery's own among them, and nothing of the engine. Where a
/// nursery returns a Task and was awaited before it ended, .NET's own adapter from ValueTask adds a line.</summary>
public sealed partial class TraceTests
{
    private const string ThreeDeep =
        """
        Nest.FailAsync
        Nest.InnerNursery.Entry.InnerAsync
        Nest.MiddleChildAsync
        Nest.MiddleAsync
        Nest.MiddleNursery.Entry.MiddleAsync
        System.Threading.Tasks.ValueTask`1.ValueTaskSourceAsTask.<>c.<.cctor>b__4_0
        --- End of stack trace from previous location ---
        Nest.OuterChildAsync
        Nest.OuterNursery.Entry.OuterAsync
        System.Threading.Tasks.ValueTask.ValueTaskSourceAsTask.<>c.<.cctor>b__4_0
        --- End of stack trace from previous location ---
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
        {
            await Task.Yield();
        }

        throw failure;
    }
}
