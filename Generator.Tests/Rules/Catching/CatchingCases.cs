using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Failures that get lost between a nursery and who handles them: NUR401, NUR402.</summary>
internal static class CatchingCases
{
    private const string Children =
        """
        [Child] static Task AAsync(CancellationToken ct) => SaveAsync(ct);
        [Child] static Task<int> BAsync(int number, CancellationToken ct) => CountAsync(ct);
        """;
    private const string Body =
        $$"""
        {{Children}} [Nursery] private static partial Task AllAsync();
        static Task AllAsync(AllNursery nursery) { nursery.StartA(); return SaveAsync(nursery.Token); }
        """;
    private const string Each = $"{Children} [Nursery] private static partial Task AllAsync([Each(nameof(BAsync))] int[] numbers);";

    public static IEnumerable<DiagnosticCase> All => [.. Groups, .. Clauses, .. NoGroups, .. Thrown, .. NotThrown];

    private static IEnumerable<DiagnosticCase> Groups =>
    [
        Caught("body", Body, "await AllAsync();").Saying(Passes("AllAsync")),
        Caught("each", Each, "await AllAsync([1, 2]).ConfigureAwait(false);").Saying(Passes("AllAsync")),
        Caught("list",
            $"""
            {Children} [Nursery(nameof(AAsync), nameof(BAsync))] private static partial Task AllAsync(int number);
            """, "await AllAsync(1);").Saying(Passes("AllAsync")),
        Caught("all children",
            """
            [Child] static Task AAsync(CancellationToken ct) => SaveAsync(ct);
            [Nursery] private static partial Task AllAsync(int number);
            """, "await AllAsync(1);").Saying(Passes("AllAsync")),
        Caught("always a group",
            $"""
            {Children} [Nursery(nameof(AAsync), Errors = NurseryErrors.Group)] private static partial Task AllAsync();
            """, "await AllAsync();").Saying(Passes("AllAsync")),
        Caught("race",
            $"""
            {Children} [Nursery(Policy = NurseryPolicy.Race)] private static partial Task<int> AnyAsync([Each(nameof(BAsync))] int[] numbers);
            """, "await AnyAsync([1]);").Saying(Passes("AnyAsync")),
        Caught("stream",
            $"""
            {Children} [Nursery] private static partial IAsyncEnumerable<int> AllAsync([Each(nameof(BAsync))] int[] numbers);
            """, "await foreach (var one in AllAsync([1]).WithCancellation(default)) { }").Saying(Passes("AllAsync")),
        Caught("glue", "",
            """
            await Nursery.RunAsync(async nursery => { nursery.Start(static token => SaveAsync(token)); await nursery.JoinAsync(); });
            """).Saying(Passes("RunAsync")),
        Caught("generic",
            """
            [Child] static Task<T> AAsync<T>(T item) => Task.FromResult(item);
            [Nursery] private static partial Task<T[]> AllAsync<T>([Each(nameof(AAsync))] T[] items);
            """, "var all = await AllAsync([1]);").Saying(Passes("AllAsync")),
        InFile(
            "NUR401",
            "defaults of the assembly",
            """
            partial class C
            {
                [Child] static Task AAsync() => Task.CompletedTask;
                [Nursery(nameof(AAsync))] private static partial Task AllAsync();
                static async Task RunAsync() { try { await AllAsync(); } catch ([|InvalidOperationException|]) { } }
            }
            """,
            "[assembly: NurseryDefaults(Errors = NurseryErrors.Group)]"),
    ];

    private static IEnumerable<DiagnosticCase> Clauses =>
    [
        InMembers("NUR401", "several",
            $$"""
            {{Body}} async Task RunAsync() { try { await AllAsync(); } catch ([|System.IO.IOException|] e) when (e.Message == "") { } catch (NurseryTimeoutException) { } catch ([|InvalidOperationException|]) { throw; } }
            """)
            .Saying(Passes("AllAsync").Replace("InvalidOperation", "System.IO.IO", StringComparison.Ordinal), Passes("AllAsync")),
        InMembers("NUR401", "beside a filter for another type",
            $$"""
            {{Body}} async Task RunAsync() { try { await AllAsync(); } catch (Exception e) when (ExceptionGroup.Matches<System.Net.Http.HttpRequestException>(e) && e.Message == "") { } catch ([|System.IO.IOException|]) { } }
            """),
        InMembers("NUR401", "around a filter for another type",
            $$"""
            {{Body}} async Task RunAsync()
            {
                try { try { await AllAsync(); } catch (ExceptionGroup e) when (e.Contains<ArgumentException>()) { } }
                catch ([|InvalidOperationException|]) { }
            }
            """),
        InMembers("NUR401", "in a lambda",
            $$"""
            {{Body}} Func<Task> Run() => async () => { try { await AllAsync(); } catch ([|InvalidOperationException|]) { } };
            """),
        InMembers("NUR401", "in nursery code",
            $$"""
            {{Body}} [Nursery] private partial Task RunAsync();
            async Task RunAsync(RunNursery nursery) { try { await AllAsync(); } catch ([|InvalidOperationException|]) { } }
            """),
        InMembers("NUR401", "caught inside by another",
            $$"""
            {{Body}} async Task RunAsync()
            {
                try { try { await AllAsync(); } finally { await SaveAsync(); } } catch ([|InvalidOperationException|]) { }
            }
            """),
        InMembers("NUR401", "in a handler of groups",
            $$"""
            {{Body}} async Task RunAsync()
            {
                try { try { await SaveAsync(); } catch (Exception) { await AllAsync(); } }
                catch ([|InvalidOperationException|]) { }
            }
            """),

        Sound("any exception", Body, "await AllAsync();", "catch (InvalidOperationException) { } catch (Exception) { }"),
        Sound("matching", Body, "await AllAsync();", "catch (Exception e) when (ExceptionGroup.Matches<InvalidOperationException>(e)) { }"),
        Sound(
            "groups too",
            Body,
            "await AllAsync();",
            "catch (InvalidOperationException) { } catch (ExceptionGroup group) when (group.Contains<InvalidOperationException>()) { }"),
        Sound("aggregates too", Body, "await AllAsync();", "catch (InvalidOperationException) { } catch (AggregateException) { }"),
        Sound("everything", Body, "await AllAsync();", "catch { }"),
        Sound("cancellation", Body, "await AllAsync();", "catch (OperationCanceledException) { } catch (TimeoutException) { }"),
        Sound(
            "cancelled tasks",
            Body,
            "await AllAsync();",
            "catch (TaskCanceledException) { } catch (NurseryTimeoutException e) when (e.Timeout > TimeSpan.Zero) { }"),
        Sound("caught inside", Body, "try { await AllAsync(); } catch (ExceptionGroup) { }", "catch (InvalidOperationException) { }"),
        Sound("no catch", Body, "await AllAsync();", "finally { Save(); }"),
        InMembers(
            "NUR401",
            "beside a filter for its own type",
            $$"""
            {{Body}} async Task RunAsync()
            {
                try { await AllAsync(); }
                catch (System.IO.FileNotFoundException) { }
                catch (Exception e) when (ExceptionGroup.Matches<ArgumentException>(e) || ExceptionGroup.Matches<System.IO.IOException>(e)) { }
            }
            """),
        InMembers("NUR401", "beside a filter for something else",
            $$"""
            {{Body}} async Task RunAsync() { try { await AllAsync(); } catch (System.IO.IOException) { } catch (Exception e) when (e.Message == "") { } }
            """),
        InMembers("NUR401", "type parameter",
            $$"""
            {{Body}} async Task RunAsync<T>() where T : Exception { try { await AllAsync(); } catch (T) { } }
            """),
    ];

    private static IEnumerable<DiagnosticCase> NoGroups =>
    [
        Sound("one child", $"{Children} [Nursery(nameof(AAsync))] private static partial Task AllAsync();", "await AllAsync();"),
        InFile(
            "NUR401",
            "the only child",
            """
            partial class C
            {
                [Child] static Task AAsync() => Task.CompletedTask;
                [Nursery] private static partial Task AllAsync();
                static async Task RunAsync() { try { await AllAsync(); } catch (InvalidOperationException) { } }
            }
            """),
        Sound("outcomes",
            $"""
            {Children} [Nursery] private static partial Task<Outcome<int>[]> AllAsync([Each(nameof(BAsync))] int[] numbers);
            """, "var all = await AllAsync([1]);"),
        Sound("time limit",
            """
            [Timeout(5)] private static partial Task LimitAsync();
            static Task LimitAsync(CancelScope scope) => SaveAsync(scope.Token);
            """, "await LimitAsync();"),
        Sound("no nursery", "", "await SaveAsync();"),
        Sound("not awaited", Body, "_ = {|NUR110:AllAsync()|}; var all = {|NUR110:AllAsync()|};"),
        Sound("in a lambda of the try", Body, "Func<Task> run = async () => await AllAsync(); await SaveAsync();"),
        Sound("outside the try", Body, "await SaveAsync(); } finally { } await AllAsync(); try { Save();"),
    ];

    private static IEnumerable<DiagnosticCase> Thrown =>
    [
        Throw("inner exception", "throw [|group.InnerException!|];").Saying(Loses("group.InnerException!")),
        Throw("one of them",
            """
            if (group.Failures.Count > 1) throw [|group.InnerExceptions[0]|]; throw [|group.Failures[0].Exception|];
            """).Saying(Loses("group.InnerExceptions[0]"), Loses("group.Failures[0].Exception")),
        Throw("flattened", "throw [|group.Flatten().InnerExceptions.First()|];"),
        Throw("base", "throw [|group.GetBaseException()|];"),
        Throw("through a local", "var first = group.InnerExceptions[0]; throw [|first|];").Saying(Loses("first")),
        Throw("in a loop",
            """
            foreach (var one in group.InnerExceptions) throw [|one|];
            foreach (var failure in group.Failures) throw [|failure.Exception|];
            """),
        Throw("or the group", "throw [|group.InnerException ?? group|];"),
        Throw("expression", "var one = group.Failures.Count > 1 ? 1 : throw [|group.InnerExceptions[0]|];"),
        InOrdinary("NUR402", "aggregate", "try { await SaveAsync(outer); } catch (AggregateException e) { throw [|e.InnerException!|]; }"),
    ];

    private static IEnumerable<DiagnosticCase> NotThrown =>
    [
        Throw("rethrown", "Save(); throw;"),
        Throw("wrapped", "throw new InvalidOperationException(\"Offline.\", group.InnerException);"),
        Throw("as it was", "System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(group.InnerExceptions[0]);"),
        Throw("what is left", "if (group.Split<InvalidOperationException>(out _, out var rest)) throw rest!;"),
        Throw("another local", "Exception other = new InvalidOperationException(); throw other;"),
        InOrdinary("NUR402", "no group",
            """
            try { await SaveAsync(outer); } catch (InvalidOperationException e) { throw e.InnerException!; }
            """),
    ];

    private static DiagnosticCase Caught(string name, string members, string statements) => InMembers(
        "NUR401", name,
            $$"""
            {{members}} static async Task TryAsync()
            {
                try { {{statements}} await SaveAsync(); } catch ([|InvalidOperationException|]) { }
            }
            """);

    private static DiagnosticCase Sound(
        string name, string members, string statements, string clauses = "catch (InvalidOperationException) { }") =>
        InMembers("NUR401", name, $"{members} static async Task TryAsync() {{ await SaveAsync(); try {{ {statements} }} {clauses} }}");

    private static DiagnosticCase Throw(string name, string statements) =>
        InOrdinary("NUR402", name, $"try {{ await SaveAsync(outer); }} catch (ExceptionGroup group) {{ {statements} }}");

    private static DiagnosticCase InFile(string id, string name, string types, string attributes = "")
    {
        var file = DiagnosticCase.InFile(id, name, types);
        return file with { Marked = file.Marked.Replace("namespace", attributes + "\nnamespace", StringComparison.Ordinal) };
    }

    private static string Passes(string nursery) =>
        $"""
        Two failures in '{nursery}' are thrown as an ExceptionGroup, which passes by: write 'catch (Exception e) when (ExceptionGroup.Matches<InvalidOperationException>(e))'
        """;

    private static string Loses(string thrown) =>
        $"""
        '{thrown}' loses its stack trace and the group's other failures: write 'throw;', or 'ExceptionDispatchInfo.Throw({thrown})' for it alone
        """;
}
