using static NurseryGen.Generator.Tests.CodeFixes.FixCase;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>Where cancellation is noticed, and where it gets lost: NUR204, NUR205, NUR206, NUR208.</summary>
internal static class CheckpointFixCases
{
    private const string Filter = "LetCancellationThrough.Filter";
    private const string Rethrow = "LetCancellationThrough.Rethrow";
    private const string Shield = "ShieldCleanup.Shield";
    private const string None = "ShieldCleanup.None";

    public static IEnumerable<FixCase> All => [.. Swallowed, .. Cleanup, .. Endless, .. Yields];

    private static IEnumerable<FixCase> Swallowed =>
    [
        Child(
            "NUR204",
            "catches all",
            "try { await Task.Delay(1, cancellationToken); }\ncatch ([|Exception|] error) // log\n{\n    Console.WriteLine(error);\n}",
            """
            try { await Task.Delay(1, cancellationToken); }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested) // log
            {
                Console.WriteLine(error);
            }
            """,
            Filter),
        Child(
            "NUR204",
            "catches of every kind, with the filter that the finding names",
            """
            try { await Task.Delay(1, cancellationToken); }
            [|catch|] { Console.WriteLine("failed"); return; }
            try { await Task.Delay(2, cancellationToken); }
            catch ([|OperationCanceledException|]) { }
            """,
            """
            try { await Task.Delay(1, cancellationToken); }
            catch when (!cancellationToken.IsCancellationRequested) { Console.WriteLine("failed"); return; }
            try { await Task.Delay(2, cancellationToken); }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { }
            """,
            Filter),
        Child(
            "NUR204",
            "a scope's own cancellation",
            """
            using var scope = CancelScope.MoveOnAfter(TimeSpan.Zero, cancellationToken);
            try { await Task.Delay(1, scope.Token); }
            catch ([|OperationCanceledException|]) { }
            """,
            """
            using var scope = CancelScope.MoveOnAfter(TimeSpan.Zero, cancellationToken);
            try { await Task.Delay(1, scope.Token); }
            catch (OperationCanceledException e2) when (scope.Catches(e2)) { }
            """,
            Filter),
        Child(
            "NUR204",
            "a scope's own cancellation, by the name that it has",
            """
            using var scope = CancelScope.MoveOnAfter(TimeSpan.Zero, cancellationToken);
            try { await Task.Delay(1, scope.Token); }
            catch ([|TaskCanceledException|] late) { Console.WriteLine(late); }
            """,
            """
            using var scope = CancelScope.MoveOnAfter(TimeSpan.Zero, cancellationToken);
            try { await Task.Delay(1, scope.Token); }
            catch (TaskCanceledException late) when (scope.Catches(late)) { Console.WriteLine(late); }
            """,
            Filter),
        Child(
            "NUR204",
            "all that a scope is for",
            """
            using var scope = CancelScope.MoveOnAfter(TimeSpan.Zero, cancellationToken);
            try { await Task.Delay(1, scope.Token); }
            catch ([|Exception|]) { }
            """,
            """
            using var scope = CancelScope.MoveOnAfter(TimeSpan.Zero, cancellationToken);
            try { await Task.Delay(1, scope.Token); }
            catch (Exception) when (!cancellationToken.IsCancellationRequested) { }
            """,
            Filter),
        Child(
            "NUR204",
            "catches all, in every way",
            """
            try { await Task.Delay(1, cancellationToken); }
            [|catch|] { Console.WriteLine("failed"); }
            try { await Task.Delay(2, cancellationToken); }
            catch ([|Exception|]) { }
            try { await Task.Delay(3, cancellationToken); }
            catch ([|Exception|] error) when (error.Message == "" || error is IOException) { }
            try { await Task.Delay(4, cancellationToken); }
            catch ([|System.SystemException|]) when (e < 1)
            {
                try { await Task.Delay(5, CancellationToken.None); } catch ([|Exception|]) { }
            }
            """,
            """
            try { await Task.Delay(1, cancellationToken); }
            catch (Exception e2) when (e2 is not OperationCanceledException) { Console.WriteLine("failed"); }
            try { await Task.Delay(2, cancellationToken); }
            catch (Exception e2) when (e2 is not OperationCanceledException) { }
            try { await Task.Delay(3, cancellationToken); }
            catch (Exception error) when (error is not OperationCanceledException && (error.Message == "" || error is IOException)) { }
            try { await Task.Delay(4, cancellationToken); }
            catch (System.SystemException e2) when (e2 is not OperationCanceledException && e < 1)
            {
                try { await Task.Delay(5, CancellationToken.None); } catch (Exception e3) when (e3 is not OperationCanceledException) { }
            }
            """,
            Filter).AsMarked(),
        Child(
            "NUR204",
            "catches cancellation",
            """
            try { await Task.Delay(1, cancellationToken); }
            catch ([|OperationCanceledException|])
            {
                // stopped
                Console.WriteLine("stopped");
            }
            """,
            """
            try { await Task.Delay(1, cancellationToken); }
            catch (OperationCanceledException)
            {
                // stopped
                Console.WriteLine("stopped");
                throw;
            }
            """,
            Rethrow),
        Child(
            "NUR204",
            "catches cancellation, and goes on in every way",
            """
            while (true)
            {
                try { await Task.Delay(1, cancellationToken); }
                catch ([|OperationCanceledException|] error)
                {
                    Console.WriteLine(error);
                    break; // leave
                }

                try { await Task.Delay(1, cancellationToken); }
                catch ([|TaskCanceledException|]) { }

                try { await Task.Delay(1, cancellationToken); }
                catch ([|OperationCanceledException|])
                {
                }
            }
            """,
            """
            while (true)
            {
                try { await Task.Delay(1, cancellationToken); }
                catch (OperationCanceledException error)
                {
                    Console.WriteLine(error);
                    throw; // leave
                }

                try { await Task.Delay(1, cancellationToken); }
                catch (TaskCanceledException)
                {
                    throw;
                }

                try { await Task.Delay(1, cancellationToken); }
                catch (OperationCanceledException)
                {
                    throw;
                }
            }
            """,
            Rethrow).AsMarked(),
        Child("NUR204", "throws on every path, and not the last",
            """
            try { await Task.Delay(1, cancellationToken); }
            catch ([|OperationCanceledException|]) { if (cancellationToken.CanBeCanceled) return; else throw; }
            """, null),
    ];

    private static IEnumerable<FixCase> Cleanup =>
    [
        Child(
            "NUR205",
            "finally",
            "try { await Task.Yield(); }\nfinally\n{\n    // flush\n    await Task.Delay(1, [|cancellationToken|]);\n}",
            """
            try { await Task.Yield(); }
            finally
            {
                using var shield = CancelScope.Shielded(TimeSpan.FromSeconds(5));
                // flush
                await Task.Delay(1, shield.Token);
            }
            """,
            Shield),
        Child(
            "NUR205",
            "two in a finally of one line",
            """
            try { await Task.Yield(); } finally { /* both */ await Task.Delay(1, [|cancellationToken|]); await Task.Delay(2, [|cancellationToken|]); }
            """,
            """
            try { await Task.Yield(); } finally { /* both */ await Task.Delay(1, CancellationToken.None); await Task.Delay(2, CancellationToken.None); }
            """,
            None),
        Child(
            "NUR205",
            "all that is in one finally, and a catch",
            """
            try
            {
                await Task.Yield();
            }
            catch (OperationCanceledException)
            {
                await Task.Delay(1, [|cancellationToken|]);
                throw;
            }
            finally
            {
                if (cancellationToken.CanBeCanceled)
                    await Task.Delay(2, [|cancellationToken|]).ConfigureAwait(false);
                await Task.Delay(3, [|cancellationToken|]);
            }
            """,
            """
            try
            {
                await Task.Yield();
            }
            catch (OperationCanceledException)
            {
                using var shield = CancelScope.Shielded(TimeSpan.FromSeconds(5));
                await Task.Delay(1, shield.Token);
                throw;
            }
            finally
            {
                using var shield = CancelScope.Shielded(TimeSpan.FromSeconds(5));
                if (cancellationToken.CanBeCanceled)
                    await Task.Delay(2, shield.Token).ConfigureAwait(false);
                await Task.Delay(3, shield.Token);
            }
            """,
            Shield),
        Child(
            "NUR205",
            "there is a shield",
            """
            try { await Task.Yield(); }
            finally
            {
                using var limit = CancelScope.Shielded(TimeSpan.FromSeconds(1));
                await Task.Delay(1, [|cancellationToken|]);
            }
            """,
            """
            try { await Task.Yield(); }
            finally
            {
                using var limit = CancelScope.Shielded(TimeSpan.FromSeconds(1));
                await Task.Delay(1, limit.Token);
            }
            """,
            Shield),
        Child(
            "NUR205",
            "without a token",
            """
            try { await Task.Yield(); }
            finally
            {
                await Task.Delay(1, [|cancellationToken|]);
                await Task.Delay(2, [|cancellationToken|]);
            }
            """,
            """
            try { await Task.Yield(); }
            finally
            {
                await Task.Delay(1, CancellationToken.None);
                await Task.Delay(2, CancellationToken.None);
            }
            """,
            None),
        Child(
            "NUR205",
            "an await that is marked, with a token in it",
            "try { await Task.Yield(); }\nfinally { [|await Task.Delay(1, nursery.Token)|]; }",
            "try { await Task.Yield(); }\nfinally { await Task.Delay(1, CancellationToken.None); }",
            None).AsMarked(),
        Child("NUR205", "no token to replace", "try { await Task.Yield(); }\nfinally { [|await Task.Delay(1, default)|]; }", null),
    ];

    private static IEnumerable<FixCase> Endless =>
    [
        Child(
            "NUR206",
            "loop",
            "[|while (true)|]\n{\n    // spin\n    Spin();\n}",
            "while (true)\n{\n    await Checkpoint.YieldAsync(cancellationToken);\n    // spin\n    Spin();\n}"),
        Child(
            "NUR206",
            "loops of every kind",
            """
            if (nursery.IsCancellationRequested)
                [|while (true)|] Spin(); // alone
            else if (nursery.Deadline is null)
                [|for (; ; )|] ;
            else
            {
                do
                {
                    [|for (; ; )|]
                    {
                    }
                } while (true);
            }
            """,
            """
            if (nursery.IsCancellationRequested)
                while (true)
                {
                    await Checkpoint.YieldAsync(cancellationToken);
                    Spin();
                } // alone
            else if (nursery.Deadline is null)
                for (; ; )
                {
                    await Checkpoint.YieldAsync(cancellationToken);
                }
            else
            {
                do
                {
                    for (; ; )
                    {
                        await Checkpoint.YieldAsync(cancellationToken);
                    }
                } while (true);
            }
            """),
        Child(
            "NUR206",
            "do, and one in another",
            "if (nursery.IsCancellationRequested)\n    do Spin(); [|while (true)|];\nwhile (true)\n    [|while (true)|] Spin();",
            """
            if (nursery.IsCancellationRequested)
                do
                {
                    await Checkpoint.YieldAsync(cancellationToken);
                    Spin();
                } while (true);
            while (true)
                while (true)
                {
                    await Checkpoint.YieldAsync(cancellationToken);
                    Spin();
                }
            """),
        InClass(
            "NUR206",
            "synchronous child",
            """
            [Nursery] public partial Task RunAsync();
            [Child]
            private static void Work(CancellationToken cancellationToken)
            {
                [|while (true)|] { }
            }
            """,
            """
            [Nursery] public partial Task RunAsync();
            [Child]
            private static void Work(CancellationToken cancellationToken)
            {
                while (true)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
            """),
        InClass("NUR206", "no token at hand",
            """
            [Nursery] public partial Task RunAsync();
            [Child]
            private static void Work()
            {
                [|while (true)|] { }
            }
            """, null),
    ];

    private static IEnumerable<FixCase> Yields =>
    [
        Child("NUR208", "yield", "await [|Task.Yield()|]; // now", "await Checkpoint.YieldAsync(cancellationToken); // now"),
        Child(
            "NUR208",
            "yields and delays of nothing",
            "await [|Task.Delay(0)|];\nawait [|Task.Delay(0, nursery.Token)|];\nawait [|Task.Delay(TimeSpan.Zero)|];",
            """
            await Checkpoint.YieldAsync(cancellationToken);
            await Checkpoint.YieldAsync(nursery.Token);
            await Checkpoint.YieldAsync(cancellationToken);
            """),
        InClass("NUR208", "no token at hand", "private static async Task WorkAsync() => await [|Task.Yield()|];", null),
    ];

    private static FixCase Child(string id, string name, string before, string? after, string? fix = null) =>
        InClass(id, name, InChild(before), after is null ? null : InChild(after), fix);

    private static string InChild(string statements) =>
        "[Nursery] public partial Task RunAsync();\nprivate Task RunAsync(RunNursery nursery) => Task.CompletedTask;\n\n[Child]\n"
        + """
            private static async Task WorkAsync(RunNursery nursery, int e, CancellationToken cancellationToken)
            {
                await Task.Delay(e, cancellationToken);

            """
        + $$"""
                {{statements.Replace("\n", "\n    ", StringComparison.Ordinal).Replace("    \n", "\n", StringComparison.Ordinal)}}
            }

            private static void Spin() { }
            """;
}
