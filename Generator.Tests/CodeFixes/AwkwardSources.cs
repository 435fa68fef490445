namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>Sources in which fixes have a hard time: odd places, comments everywhere, several findings at once.</summary>
internal static class AwkwardSources
{
    private const string Store =
        """

        internal sealed class Store
        {
            public Task<string> ReadAsync(string key, CancellationToken cancellationToken = default) => Task.FromResult(key);
            public Task WriteAsync(string key, CancellationToken cancellationToken = default) => Task.CompletedTask;
            public ValueTask<int> CountAsync(CancellationToken cancellationToken = default) => new(1);
            public ValueTask PingAsync(CancellationToken cancellationToken = default) => default;
            public async IAsyncEnumerable<string> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                await Task.Delay(1, cancellationToken);
                yield return "a";
            }
        }
        """;

    public static IReadOnlyList<(string Name, string Source)> All { get; } =
    [
        .. Shapes, .. Tasks, .. Scopes, .. Tokens, .. Catches, .. Loops, .. Blocked, .. Disposed,
    ];

    private static IEnumerable<(string Name, string Source)> Shapes =>
    [
        File(
            "types in types, with comments between all words",
            """
            /* one */ internal /* two */ static class Around // three
            {
                /// <summary>Inner.</summary>
                [Serializable] /* four */ sealed /* five */ class Inner<T> // six
                    where T : class
                {
                    [Nursery] public partial Task FirstAsync();
                    private Task FirstAsync(FirstNursery nursery) => Task.CompletedTask;
                    [Nursery] public partial Task SecondAsync();
                    private Task SecondAsync(SecondNursery nursery) => Task.CompletedTask;
                }
                // seven
                record struct Pair(int Left, int Right) { [Timeout(5)] public partial Task<int> SumAsync(CancellationToken ct = default); }
            }
            """),
        File(
            "bodies to move, with directives and comments",
            """
            partial class Loader
            {
                /// <summary>Loads.</summary>
                [Nursery] // nursery
                public /* async */ async Task<int> LoadAsync(string name /* whose */, CancellationToken cancellationToken = default) // head
                {
                    // first
            #if DEBUG
                    await Task.Delay(1, cancellationToken);
            #else
                    await Task.Delay(2, cancellationToken);
            #endif
                    return name.Length; // last
                }

                [Timeout(5)] internal static Task<T?> FindAsync<T>(Func<Task<T?>> find) where T : class => /* at once */ find(); // done
                [Timeout(5)] private protected ValueTask<int> ReadAsync(int x) => new(x);
                [Child] private Task OneAsync() => Task.CompletedTask;
            }

            static partial class Utilities { [Timeout(5)] public static async Task<T?> GetAsync<T>(Func<CancellationToken, Task<T?>> get, CancellationToken ct) where T : class { await Task.Yield(); return await get(ct); } }
            """),
        File(
            "bodies that don't fit",
            """
            partial class Loader
            {
                [Nursery] public partial Task AAsync(Uri address, string? name);
                private async Task AAsync(ANursery nursery, Uri /* where */ uri, string? name) { await nursery.JoinAsync(); Console.WriteLine(uri); }
                [Nursery] public partial Task BAsync(string? name);
                private async Task BAsync(BNursery nursery, string name /* whose */) { await nursery.JoinAsync(); }
                [Nursery] public partial Task<int> CAsync();
                private async Task CAsync(CNursery nursery) { await nursery.JoinAsync(); }
                [Nursery] public partial Task DAsync(int number);
                private Task DAsync(DNursery nursery, in /* by reference */ int number) => nursery.JoinAsync().AsTask();
                [Nursery] public static partial Task EAsync();
                private /* not yet */ async Task EAsync(ENursery nursery) { await nursery.JoinAsync(); }
                [Child] private static Task OneAsync() => Task.CompletedTask;
            }
            """),
        File(
            "no bodies, and nothing to start",
            """
            partial class Loader<TKey>
            {
                [Timeout(5)] protected /* later */ partial Task<List<TKey>?> AllAsync<TItem>(Dictionary<TKey, TItem?> items /* all */, CancellationToken ct = default) where TItem : class; // end
            }
            """),
    ];

    private static IEnumerable<(string Name, string Source)> Tasks =>
    [
        Child(
            "tasks that nobody awaits, where an await can't or mustn't stand",
            """
            lock (_gate) { _ = store.WriteAsync("lock", ct); }
            unsafe { _ = store.WriteAsync("unsafe", ct); }
            int Through(ref int x) { _ = store.WriteAsync("ref", ct); return x; }
            var y = 1;
            Through(ref y);
            for (var i = 0; i < 2; i++, store.WriteAsync("for", ct)) Console.WriteLine(i);
            Action act = () => store.WriteAsync("action", ct);
            act();
            new List<string> { "a" }.ForEach(key => store.WriteAsync(key, ct));
            await Parallel.ForEachAsync(new[] { 1 }, ct, (i, t) => { store.WriteAsync("parallel", t); /* kept */ return default; });
            using (store.WriteAsync("using", ct)) { }
            var kept /* never read */ = store.CountAsync(ct); // count
            _ = /* why */ store.WriteAsync("discard", ct);
            """),
        Child(
            "tasks that may be null",
            """
            Store? maybe = ct.CanBeCanceled ? store : null;
            maybe?.WriteAsync("one", ct); // one
            _ = maybe?.WriteAsync("two", ct);
            _ = maybe?.PingAsync(ct);
            Task? task = ct.CanBeCanceled ? store.WriteAsync("three", ct) : null;
            _ = task;
            """),
        Child(
            "tasks run on the side",
            """
            Task.Run(() => store.WriteAsync("one", ct)); // one
            _ = Task.Run(/* two */ async () => { await store.WriteAsync("two", ct); /* in */ });
            var task = Task.Factory.StartNew(() => store.ReadAsync("three", ct), ct, TaskCreationOptions.None, TaskScheduler.Default);
            await task;
            """),
        Child(
            "async void",
            """
            Go("a"); // first
            if (ct.CanBeCanceled) Go("b");
            Action<string> later = Go;
            later("c");
            /* doc */ async /* void? */ void Go(string key) => await store.WriteAsync(key, ct); // void
            new List<string>().ForEach(async key => await store.WriteAsync(key, ct));
            """),
        Child(
            "a task in an iterator",
            """
            await foreach (var item in Items()) Console.WriteLine(item);
            async IAsyncEnumerable<int> Items() { store.WriteAsync("a", ct); /* lost */ yield return await Task.FromResult(1); }
            """),
    ];

    private static IEnumerable<(string Name, string Source)> Scopes =>
    [
        Members(
            "scopes in every place",
            """
            public async Task<string> AAsync(int number, CancellationToken ct)
            {
                // scope
                var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct); // one second
                switch (number)
                {
                    case 1:
                        var other = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(2), ct); // in a section
                        return await store.ReadAsync("a", other.Token);
                }

                return await store.ReadAsync("b", scope.Token);
            }

            public Task<string> BAsync(CancellationToken ct) => /* inline */ store.ReadAsync("c", CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct).Token); // c

            public Task<string> CAsync(bool now, CancellationToken ct)
            {
                /* limit */ var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct); // one second
                if (now)
                    return Task.FromResult(/* at once */ "now"); // now
                return /* later */ store.ReadAsync("d", scope.Token); // later
            }

            public Task DAsync(CancellationToken ct)
            {
                var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct);
                _task = store.WriteAsync("e", scope.Token);
                return Task.CompletedTask;
            }

            public void E(CancellationToken ct)
            {
                var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct);
                scope.Token.ThrowIfCancellationRequested();
            }

            public Task FAsync(List<Task> tasks, CancellationToken ct)
            {
                var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct);
                tasks.Add(store.WriteAsync("f", scope.Token));
                var mine = new List<Task>();
                mine.Add(store.WriteAsync("g", scope.Token));
                return Task.WhenAll(mine);
            }

            public ValueTask<int> GAsync(CancellationToken ct)
            {
                var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct);
                var token = scope.Token;
                var count = store.CountAsync(token);
                return count;
            }

            public Func<Task> H(CancellationToken ct)
            {
                var scope = CancelScope.FailAfter(TimeSpan.FromSeconds(1), ct);
                return () => store.WriteAsync("h", scope.Token);
            }
            """),
    ];

    private static IEnumerable<(string Name, string Source)> Tokens =>
    [
        Child(
            "tokens to hand on, with comments and names",
            """
            await store.WriteAsync(key: "a" /* named */);
            await store.WriteAsync(
                "b" // the key
            );
            await store.PingAsync(/* none */);
            await store.WriteAsync(await store.ReadAsync("c") /* inner */);
            await foreach (var item in store.ListAsync(/* none */)) Console.WriteLine(item);
            IAsyncEnumerable<string> all = store.ListAsync(ct);
            await foreach (var item in /* all */ all) Console.WriteLine(item);
            await Task.Delay(/* long */ 100);
            var later = async () => await store.WriteAsync("d");
            await later();
            await Task.WhenAll(new[] { 1 }.Select(async ct => await store.WriteAsync($"{ct}")));
            static async Task Local(Store other) => await other.WriteAsync("e");
            await Local(store);
            var text = (ct.CanBeCanceled ? store : null)?.ReadAsync("f");
            await (text ?? Task.FromResult(""));
            """),
        Child(
            "tokens in cleanup",
            """
            try { await store.WriteAsync("a", ct); } finally { await store.WriteAsync("b", ct); /* two */ await store.WriteAsync("c", ct); }
            try { await store.WriteAsync("d", ct); }
            catch (OperationCanceledException) // cancelled
            { await store.WriteAsync("e" /* last */, ct); throw; }
            try { await store.WriteAsync("f", ct); }
            finally
            {
                using var closing = CancelScope.Shielded(TimeSpan.FromSeconds(1));
                await store.WriteAsync("g"); // at hand
                Thread.Sleep(1); // waits
                System.IO.File.ReadAllText("h");
            }
            """),
        Child(
            "cleanup that blocks",
            """
            try { await store.WriteAsync("a", ct); }
            finally
            {
                Thread.Sleep(1); // waits
                System.IO.File.WriteAllText("a", "b");
                await store.WriteAsync("b", CancellationToken.None);
            }
            """),
        Child(
            "delays of all lengths",
            """
            while (DateTime.Now.Year < 3000)
            {
                await Task.Delay(TimeSpan.FromDays(7), ct); // a week
                await Task.Delay(/* a month */ TimeSpan.FromDays(30), ct);
                await Task.Delay(TimeSpan.FromHours(100), ct);
                await Task.Delay(604_800_000, ct);
                await store.WriteAsync("weekly", ct);
            }

            await Task.Delay(/* ever */ int.MaxValue, ct);
            await Task.Delay(TimeSpan.MaxValue /* and ever */, ct);
            """),
        Members(
            "children without a token",
            """
            [Nursery] public partial Task AllAsync([Each(nameof(VisitAsync))] string[] keys);
            [Child] private async Task VisitAsync(string key /* whose */) { await store.WriteAsync(key); Thread.Sleep(/* no time */ 0); }
            [Nursery] public partial Task SomeAsync();
            private async Task SomeAsync(SomeNursery nursery) { nursery.StartWrite(); nursery.StartRead("a"); await nursery.JoinAsync(); Func<Task> write = WriteAsync; await write(); }
            [Child] private async Task WriteAsync() { await store.WriteAsync("a"); }
            [Child] private async Task ReadAsync(/* all of them */ params string[] keys) { foreach (var key in keys) await store.ReadAsync(key); }
            """),
        File(
            "tokens of nurseries within nurseries",
            """
            static class Nested
            {
                public static Task GoAsync(Store store, CancellationToken ct) => Nursery.RunAsync(async outer =>
                {
                    outer.Start(async t =>
                    {
                        await Nursery.RunAsync(async inner =>
                        {
                            inner.Start(static (own, u) => { own.WriteAsync("a", u); return Task.CompletedTask; }, store);
                            inner.Start(async u => { await Task.Delay(1); Thread.Sleep(1); await store.WriteAsync("b", t); });
                            inner.Start(_ => store.WriteAsync("c"));
                            await Task.Delay(5);
                        }, t);
                    });
                    await Task.Delay(1);
                }, ct);
            }
            """),
    ];

    private static IEnumerable<(string Name, string Source)> Catches =>
    [
        Child(
            "catches with comments, filters and names that are taken",
            """
            var e = 1;
            try { await store.WriteAsync("a", ct); }
            // before
            catch /* all */ { /* nothing */ } // after
            try { await store.WriteAsync("b", ct); }
            catch (Exception /* any */ error /* of them */) // log it
            {
            #if DEBUG
                Console.WriteLine(error);
            #endif
                Console.WriteLine(error.Message + e);
            }
            using var scope = CancelScope.MoveOnAfter(TimeSpan.FromSeconds(1), ct);
            try { await store.WriteAsync("c", scope.Token); }
            catch (OperationCanceledException) { /* late */ }
            try { await store.WriteAsync("d", scope.Token); }
            catch (OperationCanceledException) { Console.WriteLine(e); }
            catch (InvalidOperationException) { }
            """),
        Members(
            "groups that are passed by or taken apart",
            """
            [Nursery] public partial Task RunAsync(CancellationToken ct = default);
            private async Task RunAsync(RunNursery nursery) { nursery.StartOne(); nursery.StartOne(); await nursery.JoinAsync(); }
            [Child] private Task OneAsync(CancellationToken ct) => store.WriteAsync("a", ct);
            public async Task GoAsync()
            {
                try { await RunAsync(); }
                catch (System.IO.IOException /* offline */ error /* yes */) { Console.WriteLine(error.Message); } // logged
                try { await RunAsync(); }
                catch (ExceptionGroup /* many */ group) { if (group.Failures.Count == 1) throw /* alone */ group.InnerExceptions[0]; Console.WriteLine(1); }
            }
            """),
    ];

    private static IEnumerable<(string Name, string Source)> Loops =>
    [
        Members(
            "endless loops of all kinds",
            """
            private int _n;
            [Nursery] public partial Task RunAsync(CancellationToken ct = default);
            private async Task RunAsync(RunNursery nursery) { nursery.StartA(); nursery.StartB(); nursery.StartC(); nursery.StartD(); nursery.StartE(); await nursery.JoinAsync(); }
            [Child] private void A() { while (true) /* spin */ _n++; }
            [Child] private void B(CancellationToken ct) { for (;;) ; }
            [Child] private async Task CAsync(CancellationToken ct) { await store.PingAsync(ct); do { _n++; /* body */ } while (true); }
            [Child] private void D(CancellationToken _) { while (true) { } }
            [Child] private Task EAsync(CancellationToken ct)
            {
                while (true)
                    // counts
                    for (;;) { /* inner */ _n++; } // ever
            }
            """),
    ];

    private static IEnumerable<(string Name, string Source)> Blocked =>
    [
        Child(
            "blocked within expressions",
            """
            Console.WriteLine($"{store.ReadAsync("a", ct).Result.Length}"); // a
            var first = /* x */ store.ReadAsync("b", ct)!.Result![0];
            var sum = 1 + -store.CountAsync(ct).AsTask().Result * 2;
            var text = store.ReadAsync("c", ct) /* c */ .GetAwaiter().GetResult();
            Task.WaitAll([store.WriteAsync("d", ct), store.WriteAsync("e", ct)], ct);
            store.WriteAsync("f", ct).Wait(); // wait
            if (store.ReadAsync("g", ct).Result is { Length: > 1 } and not null) await Task.Delay(1, ct);
            var all = new[] { "h" }.Select(key => store.ReadAsync(key, ct).Result).ToArray();
            Func<Task<string>> later = () => Task.FromResult(/* i */ store.ReadAsync("i", ct).Result + await0);
            await later();
            lock (_gate) { Console.WriteLine(store.ReadAsync("j", ct).Result); }
            var query = from key in all where store.ReadAsync(key, ct).Result != "" select key;
            Console.WriteLine(query.Count() + first + sum + text);
            """),
        Child(
            "blocked after a question mark",
            """
            Store? maybe = ct.CanBeCanceled ? store : null;
            var one = maybe?.ReadAsync("a", ct).Result;
            var two = maybe?.ReadAsync("b", ct).Result.Length;
            var three = maybe?.ReadAsync("c", ct)?.Result[0];
            var four = (maybe?.ReadAsync("d", ct))?.GetAwaiter().GetResult();
            maybe?.WriteAsync("e", ct).Wait(ct); // waits
            Dictionary<string, Task<string>>? tasks = ct.CanBeCanceled ? [] : null;
            var five = tasks?["a"].Result;
            System.IO.Stream? stream = ct.CanBeCanceled ? System.IO.Stream.Null : null;
            stream?.Flush();
            Console.WriteLine(one + two + three + four + five);
            """),
        Members(
            "functions to be made async",
            """
            [Nursery] public partial Task RunAsync(CancellationToken ct = default);
            private async Task RunAsync(RunNursery nursery) { nursery.StartA(); nursery.StartB(); nursery.StartC(); nursery.StartD(); nursery.StartE(); nursery.StartF(); nursery.StartG(); nursery.StartH(); nursery.StartI(); await nursery.JoinAsync(); }
            [Child] private ValueTask<int> AAsync(CancellationToken ct) => new(store.ReadAsync("a", ct).Result.Length);
            [Child] private ValueTask<int> BAsync(CancellationToken ct) { Thread.Sleep(1); return new(5); }
            [Child] private ValueTask<string> CAsync(CancellationToken ct) { var s = System.IO.File.ReadAllText("x"); return s.Length > 3 ? new(s) : default; }
            [Child] private ValueTask DAsync(CancellationToken ct) { Thread.Sleep(1); /* done */ return default; }
            [Child] private Task<string?> EAsync(CancellationToken ct) { Thread.Sleep(1); return ct.CanBeCanceled ? Task.FromResult<string?>(null) : throw new InvalidOperationException(); }
            [Child] private Task FAsync(CancellationToken ct) { Thread.Sleep(1); return /* which */ ct switch { { CanBeCanceled: true } => store.WriteAsync("f", ct), _ => Task.CompletedTask }; }
            [Child] private Task<int> GAsync(CancellationToken ct) { Thread.Sleep(1); try { return Task.FromResult(/* one */ 1); } catch (InvalidOperationException) { return Task.FromResult(2); } }
            [Child] private Task HAsync(CancellationToken ct) { Thread.Sleep(1); if (ct.CanBeCanceled) return /* nothing */ Task.CompletedTask; return null!; }
            [Child] private Task IAsync(CancellationToken ct) { Thread.Sleep(1); lock (_gate) { return store.WriteAsync("i", ct); } }
            private readonly object _gate = new();
            """),
        Members(
            "children read too early",
            """
            [Nursery] public partial Task<int> RunAsync(CancellationToken ct = default);
            private async Task<int> RunAsync(RunNursery nursery)
            {
                var a = nursery.StartOne("a");
                var b = nursery.StartOne("b"); // b
                Console.WriteLine(nursery.StartOne("c").Result.Length);
                return /* sum */ a.Result.Length + (await b).Length;
            }

            [Child] private Task<string> OneAsync(string key, CancellationToken ct) => store.ReadAsync(key, ct);
            """),
    ];

    private static IEnumerable<(string Name, string Source)> Disposed =>
    [
        Members(
            "using in every form",
            """
            [Nursery] public partial Task RunAsync(CancellationToken ct = default);
            private async Task RunAsync(RunNursery nursery) { nursery.StartOne("p"); nursery.StartTwo("p"); await nursery.JoinAsync(); }
            [Child] private async Task OneAsync(string path, CancellationToken ct)
            {
                /* a */ using /* b */ (var f = System.IO.File.OpenRead(path)) // c
                using (var g = System.IO.File.Create(path)) // d
                    await f.CopyToAsync(g, ct);
                /* e */ using var h = System.IO.File.OpenRead(path); // f
                await h.CopyToAsync(System.IO.Stream.Null, ct);
            }

            [Child] private Task TwoAsync(string path, CancellationToken ct)
            {
                using (var f = System.IO.File.OpenRead(path)) Console.WriteLine(f.Length);
                return store.WriteAsync(path, ct);
            }
            """),
    ];

    private static (string Name, string Source) File(string name, string types) =>
        (name, $"using NurseryGen;\n\nnamespace Demo;\n\n{types}\n{Store}\n");

    private static (string Name, string Source) Members(string name, string members) =>
        File(name,
            $$"""
            partial class Owner(Store store)
            {
                private Task? _task;
            {{Indented(members)}}
                internal Task? Task => _task;
            }
            """);

    private static (string Name, string Source) Child(string name, string statements) => File(
        name,
        "partial class Owner(Store store)\n{\n    private readonly object _gate = new();\n    private readonly string await0 = \"\";\n\n"
        + "    [Nursery(nameof(WorkAsync))]\n    public partial Task RunAsync(CancellationToken ct = default);\n\n"
        + "    [Child]\n    private async Task WorkAsync(CancellationToken ct)\n    {\n        await Task.Delay(1, ct);\n"
        + $"{Indented(Indented(statements))}\n    }}\n}}");

    private static string Indented(string text) => string.Join(
        '\n', text.Split('\n').Select(line => line.Length == 0 || line[0] == '#' ? line : "    " + line));
}
