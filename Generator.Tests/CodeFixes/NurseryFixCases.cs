using static NurseryGen.Generator.Tests.CodeFixes.FixCase;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>Nursery calls that nobody awaits: NUR110.</summary>
internal static class NurseryFixCases
{
    private const string Id = "NUR110";
    private const string Await = "AwaitNursery.Await";
    private const string Start = "AwaitNursery.Start";

    private const string Nurseries =
        """
        [Nursery]
        public partial Task CheckAsync(int number, CancellationToken cancellationToken = default);

        private Task CheckAsync(CheckNursery nursery, int number) => Task.Delay(number, nursery.Token);


        """;

    public static IEnumerable<FixCase> All =>
    [
        Case(
            "awaited",
            """
            public async Task GoAsync()
            {
                // first
                [|CheckAsync(1)|]; // one
                _ = [|CheckAsync(2)|].ConfigureAwait(false);
                await Task.Yield();
            }
            """,
            """
            public async Task GoAsync()
            {
                // first
                await CheckAsync(1); // one
                await CheckAsync(2).ConfigureAwait(false);
                await Task.Yield();
            }
            """,
            Await),
        Case(
            "in a method that is made async",
            "public Task GoAsync()\n{\n    [|CheckAsync(1)|];\n    return Task.CompletedTask;\n}",
            "public async Task GoAsync()\n{\n    await CheckAsync(1);\n}",
            Await),
        Case(
            "local that nothing reads",
            "public async Task GoAsync()\n{\n    var checking = [|CheckAsync(1)|];\n    await Task.Yield();\n}",
            "public async Task GoAsync()\n{\n    await CheckAsync(1);\n    await Task.Yield();\n}",
            Await),
        Case(
            "started as a child",
            """
            public Task GoAsync() => Nursery.RunAsync(async nursery =>
            {
                [|CheckAsync(1, nursery.Token)|]; // one
                await nursery.JoinAsync();
            });
            """,
            """
            public Task GoAsync() => Nursery.RunAsync(async nursery =>
            {
                nursery.Start(ct => CheckAsync(1, ct)); // one
                await nursery.JoinAsync();
            });
            """,
            Start),
        Case("where nothing can be awaited", "public void Go()\n{\n    [|CheckAsync(1)|];\n}", null),
        Case("in a body of no value", "public void Go() => [|CheckAsync(1)|];", null),
        Case("in a local that is read",
            """
            public async Task GoAsync(bool wait)
            {
                var checking = [|CheckAsync(1)|];
                if (wait)
                    await checking;
            }
            """, null),
    ];

    private static FixCase Case(string name, string before, string? after, string? fix = null) =>
        InClass(Id, name, Nurseries + before, after is null ? null : Nurseries + after, fix);
}
