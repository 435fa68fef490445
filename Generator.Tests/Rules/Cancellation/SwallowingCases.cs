using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>What becomes of a cancellation on its way out: NUR204 and NUR205.</summary>
internal static class SwallowingCases
{
    public static IEnumerable<DiagnosticCase> All => [.. Swallowing, .. PassingOn, .. CutShort, .. LetFinish];

    private static IEnumerable<DiagnosticCase> Swallowing =>
    [
        .. Everywhere("NUR204", "cancellation", "try { await SaveAsync(TOKEN); } catch ([|OperationCanceledException|]) { }"),
        InChild("NUR204", "any exception",
            """
            try { await SaveAsync(cancellationToken); }
            catch ([|Exception|] e) { Console.WriteLine($"{e.Message} {e}"); Console.WriteLine(e); }
            """)
            .Saying(Swallows("catch (Exception)", "when (!cancellationToken.IsCancellationRequested)")),
        InChild("NUR204", "anything", "try { await SaveAsync(cancellationToken); } [|catch|] { Save(); }")
            .Saying(Swallows("catch", "when (!cancellationToken.IsCancellationRequested)")),
        InChild("NUR204", "cancelled task",
            """
            try { await SaveAsync(cancellationToken); } catch (InvalidOperationException) { }
            catch ([|TaskCanceledException|]) { return; }
            """).Saying(Swallows("catch (TaskCanceledException)", "when (!cancellationToken.IsCancellationRequested)")),
        InChild("NUR204", "filter that is none", "try { await SaveAsync(cancellationToken); } catch ([|SystemException|]) when (true) { }"),
        InBody("NUR204", "join",
            """
            nursery.StartVisit(1); try { await nursery.JoinAsync(); } catch ([|Exception|]) { }
            """).Saying(Swallows("catch (Exception)", "when (!nursery.Token.IsCancellationRequested)")),
        InChild("NUR204", "check",
            """
            try { cancellationToken.ThrowIfCancellationRequested(); Save(); } catch ([|Exception|]) { }
            await Task.CompletedTask;
            """),
        InChild("NUR204", "returned before the token is used again",
            """
            try { await SaveAsync(cancellationToken); } catch ([|Exception|]) { return; } await SaveAsync(cancellationToken);
            """),
        InSynchronousChild("NUR204", "synchronous",
            """
            try { cancellationToken.ThrowIfCancellationRequested(); Save(); } catch ([|Exception|]) { }
            """),
        InChild("NUR204", "scope of its own",
            """
            using var limit = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), cancellationToken);
            try { await SaveAsync(limit.Token); } catch ([|OperationCanceledException|] late) { Save(); }
            """)
            .Saying(Swallows("catch (OperationCanceledException)", "when (limit.Catches(late))")),
        InChild("NUR204", "everything in a scope of its own",
            """
            using var limit = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), cancellationToken);
            try { await SaveAsync(limit.Token); } catch ([|Exception|] e) { Console.WriteLine(e); }
            """)
            .Saying(Swallows("catch (Exception)", "when (!cancellationToken.IsCancellationRequested)")),
        InChild("NUR204", "loop without end",
            """
            while (true) { try { await SaveAsync(cancellationToken); } catch ([|Exception|] e) { Log(e); } }
            static void Log(Exception e) { }
            """),
        InMembers("NUR204", "sequence",
            """
            static async IAsyncEnumerable<int> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
            {
                await SaveAsync(ct); yield return 1;
            }
            [Child] async Task WorkAsync(CancellationToken ct)
            {
                try { await foreach (var n in ReadAsync(ct)) Save(); } catch ([|OperationCanceledException|]) { }
            }
            """),
    ];

    private static IEnumerable<DiagnosticCase> PassingOn =>
    [
        InOrdinary("NUR204", "no nursery code", "try { await SaveAsync(outer); } catch (OperationCanceledException) { }"),
        InChild("NUR204", "thrown on", "try { await SaveAsync(cancellationToken); } catch (OperationCanceledException) { Save(); throw; }"),
        InChild("NUR204", "thrown on as something else",
            """
            try { await SaveAsync(cancellationToken); }
            catch (Exception e) { throw new InvalidOperationException("failed", e); }
            """),
        InChild("NUR204", "thrown on under a condition",
            """
            try { await SaveAsync(cancellationToken); }
            catch (Exception e) { if (e is OperationCanceledException) throw; Save(); }
            """),
        InChild("NUR204", "retries that end",
            """
            for (var attempt = 1; ; attempt++)
            {
                try { await SaveAsync(cancellationToken); return; } catch (Exception) { if (attempt == 3) throw; }
            }
            """),
        InChild("NUR204", "retries that wait",
            """
            for (var attempt = 1; attempt < 3; attempt++)
            {
                try { await SaveAsync(cancellationToken); return; }
                catch (Exception) { await Task.Delay(10, cancellationToken); }
            }
            """),
        InChild("NUR204", "checked",
            """
            try { await SaveAsync(cancellationToken); }
            catch (Exception) { cancellationToken.ThrowIfCancellationRequested(); Save(); }
            """),
        InChild("NUR204", "asked",
            """
            try { await SaveAsync(cancellationToken); }
            catch (Exception) { if (!cancellationToken.IsCancellationRequested) Save(); }
            """),
        InChild("NUR204", "filters",
            """
            try { await SaveAsync(cancellationToken); }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { }
            try { await SaveAsync(cancellationToken); }
            catch (Exception e) when (e is not OperationCanceledException) { Save(); }
            """),
        InChild("NUR204", "clause before it",
            """
            try { await SaveAsync(cancellationToken); } catch (OperationCanceledException) { throw; }
            catch (Exception) { Save(); } try { await SaveAsync(cancellationToken); }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { throw; } catch { }
            """),
        InChild("NUR204", "other exceptions",
            """
            try { await SaveAsync(cancellationToken); } catch (InvalidOperationException) { } catch (HttpRequestException) { }
            """),
        InChild("NUR204", "somebody else's token",
            """
            using var stop = new CancellationTokenSource(); try { await SaveAsync({|NUR203:stop.Token|}); }
            catch (OperationCanceledException) { } await SaveAsync(cancellationToken);
            """),
        InMembers("NUR204", "in a result",
            """
            record Result(bool Ok, Exception? Error);
            [Child] async Task<Result> WorkAsync(CancellationToken ct)
            {
                try { await SaveAsync(ct); return new Result(true, null); }
                catch ([|Exception|] e) { return new Result(false, e); }
            }
            """),
        InMembers("NUR204", "logged by a helper",
            """
            void Fail(Exception e) => Console.Error.WriteLine(e);
            [Child] async Task WorkAsync(CancellationToken ct)
            {
                try { await SaveAsync(ct); } catch ([|Exception|] e) { Fail(e); }
            }
            """),
        InChild("NUR204", "filter on another type",
            """
            try { await SaveAsync(cancellationToken); } catch ([|Exception|] e) when (e is not OutOfMemoryException) { }
            """),
        InChild("NUR204", "filter on a linked source",
            """
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try { await SaveAsync(stop.Token); }
            catch ([|OperationCanceledException|]) when (stop.IsCancellationRequested) { }
            """),
        InBody("NUR204", "token in a local", "var token = nursery.Token; try { await SaveAsync(token); } catch ([|Exception|]) { }"),
        InMembers("NUR204", "end of a daemon",
            """
            [Child(Daemon = true)] async Task WorkAsync(CancellationToken ct)
            {
                try { while (true) { await Task.Delay(1, ct); Save(); } } catch (OperationCanceledException) { }
            }
            """),
        InChild("NUR204", "scope that nobody else cancels",
            """
            using var limit = CancelScope.Shielded(TimeSpan.FromSeconds(1)); try { await SaveAsync(limit.Token); }
            catch (OperationCanceledException) { } await SaveAsync(cancellationToken);
            """),
        InChild("NUR204", "scope's own filter",
            """
            using var limit = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), cancellationToken);
            try { await SaveAsync(limit.Token); } catch (OperationCanceledException e) when (limit.Catches(e)) { Save(); }
            """),
        InChild("NUR204", "nothing that could be cancelled", "try { Save(); } catch (Exception) { } await SaveAsync(cancellationToken);"),
        InChild("NUR204", "kept",
            """
            Exception? first = null; try { await SaveAsync(cancellationToken); } catch (Exception e) { first ??= e; }
            var all = new List<Exception>(); try { await SaveAsync(cancellationToken); } catch (Exception e) { all.Add(e); }
            if (first is not null) throw new AggregateException(all);
            """),
        InChild("NUR204", "reported",
            """
            var done = new TaskCompletionSource(); try { await SaveAsync(cancellationToken); }
            catch (Exception e) { done.SetException(e); } await done.Task;
            """),
        InMembers("NUR204", "returned",
            """
            [Child] async Task<Exception?> WorkAsync(CancellationToken ct)
            {
                try { await SaveAsync(ct); return null; } catch (Exception e) { return e; }
            }
            """),
        InChild("NUR204", "loop that ends with the token",
            """
            while (!cancellationToken.IsCancellationRequested)
            {
                try { await SaveAsync(cancellationToken); } catch (Exception e) { Console.WriteLine(e); }
            }
            """),
        InChild("NUR204", "timer",
            """
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                try { await SaveAsync(cancellationToken); } catch (Exception e) { Console.WriteLine(e); }
            }
            """),
        InChild("NUR204", "pause",
            """
            while (true)
            {
                try { await SaveAsync(cancellationToken); } catch (Exception e) { Console.WriteLine(e); }
                await Task.Delay(10, cancellationToken);
            }
            """),
        InChild("NUR204", "best effort",
            """
            if (DateTime.Now.Hour > 1)
            {
                try { await SaveAsync(cancellationToken); } catch (Exception e) { Console.WriteLine(e); }
            }
            await SaveAsync(cancellationToken);
            """),
        InBody("NUR204", "end of the nursery", "try { await SaveAsync(nursery.Token); } catch (Exception) { nursery.Cancel(\"failed\"); }"),
        InChild("NUR204", "half typed", "try { await SaveAsync(cancellationToken); } catch (Exception) { Nonsense(); }").HalfTyped(),
    ];

    private static IEnumerable<DiagnosticCase> CutShort =>
    [
        .. Everywhere("NUR205", "finally", "try { await SaveAsync(TOKEN); } finally { await SaveAsync([|TOKEN|]); }"),
        InChild("NUR205", "finally, configured",
            """
            try { await SaveAsync(cancellationToken); }
            finally { if (DateTime.Now.Hour > 1) { var n = await CountAsync([|cancellationToken|]).ConfigureAwait(false); } }
            """).Saying(CutsShort("cancellationToken", "CountAsync")),
        InChild("NUR205", "catch that throws on",
            """
            try { await SaveAsync(cancellationToken); } catch { await SaveAsync([|cancellationToken|]); throw; }
            try { await SaveAsync(cancellationToken); }
            catch (Exception e) { await CountAsync([|cancellationToken|]); throw new InvalidOperationException("failed", e); }
            """)
            .Saying(CutsShort("cancellationToken", "SaveAsync"), CutsShort("cancellationToken", "CountAsync")),
        InChild("NUR205", "catch of its own cancellation",
            """
            try { await SaveAsync(cancellationToken); }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await SaveAsync([|cancellationToken|]);
            }
            """),
        InChild("NUR205", "scope under the token",
            """
            try { await SaveAsync(cancellationToken); }
            finally
            {
                using var limit = CancelScope.FailAfter(TimeSpan.FromSeconds(1), [|cancellationToken|]);
                await SaveAsync(limit.Token);
            }
            """).Saying(CutsShort("cancellationToken", "FailAfter")),
        InChild("NUR205", "scope from before",
            """
            using var limit = CancelScope.FailAfter(TimeSpan.FromSeconds(1), cancellationToken);
            try { await SaveAsync(limit.Token); } finally { await SaveAsync([|limit.Token|]); }
            """),
        InChild("NUR205", "lambda",
            """
            try { await SaveAsync(cancellationToken); }
            finally { await Task.WhenAll(new[] { 1, 2 }.Select(async n => await SaveAsync([|cancellationToken|]))); }
            """),
    ];

    private static IEnumerable<DiagnosticCase> LetFinish =>
    [
        InOrdinary("NUR205", "no nursery code", "try { await SaveAsync(outer); } finally { await SaveAsync(outer); }"),
        InChild("NUR205", "no token",
            """
            try { await SaveAsync(cancellationToken); }
            finally { await SaveAsync(); await SaveAsync(CancellationToken.None); }
            """),
        InChild("NUR205", "shielded",
            """
            try { await SaveAsync(cancellationToken); }
            finally { using var cleanup = CancelScope.Shielded(TimeSpan.FromSeconds(1)); await SaveAsync(cleanup.Token); }
            """),
        InChild("NUR205", "shielded before",
            """
            using var cleanup = CancelScope.Shielded(TimeSpan.FromSeconds(1)); try { await SaveAsync(cancellationToken); }
            finally { await SaveAsync(cleanup.Token); }
            """),
        InMembers("NUR205", "shielded child",
            """
            [Child(Shield = true), Timeout(500)] async Task WorkAsync(CancellationToken ct)
            {
                try { await SaveAsync(ct); } finally { await SaveAsync(ct); }
            }
            """),
        InChild("NUR205", "retry",
            """
            try { await SaveAsync(cancellationToken); } catch (Exception) { await Task.Delay(10, cancellationToken); }
            try { await SaveAsync(cancellationToken); }
            catch (HttpRequestException) { await SaveAsync(cancellationToken); throw; }
            """),
        InChild("NUR205", "failures only",
            """
            try { await SaveAsync(cancellationToken); } catch (OperationCanceledException) { throw; }
            catch (Exception) { await SaveAsync(cancellationToken); throw; }
            """),
        InChild("NUR205", "only if not cancelled",
            """
            try { await SaveAsync(cancellationToken); }
            finally
            {
                if (cancellationToken.CanBeCanceled && !cancellationToken.IsCancellationRequested) await SaveAsync(cancellationToken);
            }
            """),
        InChild("NUR205", "not awaited",
            """
            try { await SaveAsync(cancellationToken); } finally { cancellationToken.ThrowIfCancellationRequested(); }
            """),
        InChild("NUR205", "scope handed its own code",
            """
            try { await SaveAsync(cancellationToken); }
            finally
            {
                await CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), async scope => await SaveAsync(scope.Token));
            }
            """),
        InChild("NUR205", "after it",
            """
            try { await SaveAsync(cancellationToken); } finally { Save(); } await SaveAsync(cancellationToken);
            """),
    ];

    private static string Swallows(string clause, string filter) =>
        $"""
        '{clause}' swallows the cancellation of its own scope too, and what was cut short is taken for done: add '{filter}', or throw it on
        """;

    private static string CutsShort(string token, string method) =>
        $"""
        '{token}' may be cancelled by now, and '{method}' with it: pass the token of a 'CancelScope.Shielded', or 'CancellationToken.None'
        """;
}
