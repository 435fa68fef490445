namespace NurseryGen.Generator.Tests.Matrix;

/// <summary>How a nursery gets its children.</summary>
public enum MatrixForm
{
    Body,
    Declared,
    Each,
    Stream,
}

/// <summary>One combination of all that can be combined, as a program that says what it returned.</summary>
internal sealed record MatrixCase(NurseryPolicy Policy, MatrixForm Form, bool HasResult, bool IsValueTask, bool IsGeneric, bool IsNested)
{
    public static IEnumerable<MatrixCase> All =>
        from policy in Enum.GetValues<NurseryPolicy>()
        from form in Enum.GetValues<MatrixForm>()
        from hasResult in new[] { false, true }
        from isValueTask in new[] { false, true }
        from isGeneric in new[] { false, true }
        from isNested in new[] { false, true }
        where form != MatrixForm.Stream || (hasResult && !isValueTask && policy != NurseryPolicy.Race)
        select new MatrixCase(policy, form, hasResult, isValueTask, isGeneric, isNested);

    public string Name => $"{Policy}_{Form}_{(HasResult ? "Result" : "Void")}_{(IsValueTask ? "ValueTask" : "Task")}"
        + $"_{(IsGeneric ? "Generic" : "Plain")}_{(IsNested ? "Nested" : "Top")}";

    /// <summary>Two children add 1 and 2 to a log or return them; in a race one returns 1, and the other gives way.</summary>
    public string Expected => (Form, HasResult, Policy) switch
    {
        (MatrixForm.Stream, _, _) => "1,2",
        (_, true, NurseryPolicy.Race) => "1, the other gave way",
        (_, false, NurseryPolicy.Race) => "the other gave way",
        (MatrixForm.Body, true, _) => "3",
        (MatrixForm.Declared, true, _) => "(1, 2)",
        (MatrixForm.Each, true, _) => "1,2",
        _ => "2 ran",
    };

    public string Source => $$"""
        namespace Matrix.{{Name}}
        {
            public static class Scenario
            {
                public static async Task<string> RunAsync()
                {
                    var site = new {{(IsNested ? "Outer." : "")}}Site{{(IsGeneric ? "<string>(\"seed\")" : "(\"seed\")")}};
                    {{Call}}
                }
            }

            {{(IsNested ? "public static partial class Outer\n    {" : "")}}
            public sealed partial class Site{{(IsGeneric ? "<T>(T seed) where T : class" : "(string seed)")}}
            {
                private readonly TaskCompletionSource _otherStarted = new();
                private int _ran;

                public bool GaveWay { get; private set; }

                public int Ran => _ran;

                public bool HasSeed => seed is not null;

                {{Nursery}}

                {{Children}}

                private async Task<int> AddAsync(int number, CancellationToken cancellationToken)
                {
                    await Checkpoint.YieldAsync(cancellationToken);
                    {{(Policy == NurseryPolicy.Race ? RaceWork : "")}}
                    Interlocked.Increment(ref _ran);
                    return number;
                }
            }
            {{(IsNested ? "}" : "")}}
        }
        """;

    private const string RaceWork = """
        if (number == 1)
                    {
                        // The winner goes first only when there is somebody to give way.
                        await _otherStarted.Task;
                        return 1;
                    }

                    _otherStarted.TrySetResult();
                    try
                    {
                        await Task.Delay(Timeout.Infinite, cancellationToken);
                    }
                    catch (OperationCanceledException)
                    {
                        GaveWay = true;
                        throw;
                    }
        """;

    private string Task => IsValueTask ? "ValueTask" : "Task";

    private string Attribute(string children = "") => $"[Nursery({children}Policy = NurseryPolicy.{Policy}), Timeout(60_000)]";

    private string Call => (Form, HasResult, Policy) switch
    {
        (MatrixForm.Stream, _, _) => """
            var results = new List<int>();
                    await foreach (var result in site.RunAsync(new[] { 1, 2 })) results.Add(result);
                    results.Sort();
                    return site.HasSeed ? string.Join(",", results) : "";
            """,
        (MatrixForm.Each, true, NurseryPolicy.Race) => """return $"{await site.RunAsync(new[] { 1, 2 })}{(site.GaveWay ? ", the other gave way" : "")}";""",
        (MatrixForm.Each, true, _) => """return string.Join(",", await site.RunAsync(new[] { 1, 2 }));""",
        (MatrixForm.Each, false, _) => $"await site.RunAsync(new[] {{ 1, 2 }}); {End}",
        (_, true, NurseryPolicy.Race) => """return $"{await site.RunAsync()}{(site.GaveWay ? ", the other gave way" : "")}";""",
        (_, true, _) => """return (await site.RunAsync()).ToString();""",
        _ => $"await site.RunAsync(); {End}",
    };

    private string End =>
        Policy == NurseryPolicy.Race ? "return site.GaveWay ? \"the other gave way\" : \"\";" : "return $\"{site.Ran} ran\";";

    private string Nursery => Form switch
    {
        MatrixForm.Declared => $$"""
            {{Attribute("nameof(OneAsync), nameof(TwoAsync), ")}}
                public partial {{Task}}{{(!HasResult ? "" : Policy == NurseryPolicy.Race ? "<int>" : "<(int One, int Two)>")}} RunAsync(CancellationToken cancellationToken = default);
            """,
        MatrixForm.Each => $$"""
            {{Attribute()}}
                public partial {{Task}}{{(!HasResult ? "" : Policy == NurseryPolicy.Race ? "<int>" : "<int[]>")}} RunAsync([Each(nameof(ItemAsync))] IReadOnlyList<int> items, CancellationToken cancellationToken = default);
            """,
        MatrixForm.Stream => $$"""
            {{Attribute()}}
                public partial IAsyncEnumerable<int> RunAsync([Each(nameof(ItemAsync))] IEnumerable<int> items, CancellationToken cancellationToken = default);
            """,
        _ => $$"""
            {{Attribute()}}
                public partial {{Task}}{{(HasResult ? "<int>" : "")}} RunAsync(CancellationToken cancellationToken = default);

                private static async {{Task}}{{(HasResult && Policy != NurseryPolicy.Race ? "<int>" : "")}} RunAsync(RunNursery nursery)
                {
                    {{(HasResult && Policy != NurseryPolicy.Race
                        ? "var one = nursery.StartOne(); var two = nursery.StartTwo(); return await one + await two;"
                        : "nursery.StartOne(); nursery.StartTwo(); await nursery.JoinAsync();")}}
                }
            """,
    };

    private string Children => Form switch
    {
        MatrixForm.Each or MatrixForm.Stream => HasResult
            ?
                $"""
                [Child] private async {Task}<int> ItemAsync(int item, CancellationToken cancellationToken) => await AddAsync(item, cancellationToken);
                """
            :
                $"""
                [Child] private async {Task} ItemAsync(int item, CancellationToken cancellationToken) => await AddAsync(item, cancellationToken);
                """,
        _ => HasResult
            ? $$"""
              [Child] private async {{Task}}<int> OneAsync(CancellationToken cancellationToken) => await AddAsync(1, cancellationToken);

                  [Child] private async {{Task}}<int> TwoAsync(CancellationToken cancellationToken) => await AddAsync(2, cancellationToken);
              """
            : $$"""
              [Child] private async {{Task}} OneAsync(CancellationToken cancellationToken) => await AddAsync(1, cancellationToken);

                  [Child] private async {{Task}} TwoAsync(CancellationToken cancellationToken) => await AddAsync(2, cancellationToken);
              """,
    };
}
