using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Tokens that are missing, or not the right ones: NUR201, NUR202 and NUR203.</summary>
internal static class TokenCases
{
    private const string Stream =
        """
        static async IAsyncEnumerable<int> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
        {
            await Task.Delay(1, ct); yield return 1;
        }
        """;

    public static IEnumerable<DiagnosticCase> All =>
        [.. Children, .. Calls, .. Overloads, .. SoundCalls, .. Sequences, .. SoundSequences, .. Foreign, .. NotForeign];

    private static IEnumerable<DiagnosticCase> Children =>
    [
        InMembers("NUR201", "awaits",
            """
            [Child] async Task [|WorkAsync|](int n) { Save(); await SaveAsync(); await CountAsync(); }
            """).Saying(Without("WorkAsync", "SaveAsync")),
        InMembers("NUR201", "returns", "[Child] static Task [|WorkAsync|]() => Task.Delay(10);").Saying(Without("WorkAsync", "Delay")),

        InMembers("NUR201", "takes one", "[Child] static Task WorkAsync(CancellationToken ct) => SaveAsync(ct);"),
        InMembers("NUR201", "takes its nursery",
            """
            [Nursery] public partial Task RunAsync();
            Task RunAsync(RunNursery nursery) => SaveAsync(nursery.Token);
            [Child] static Task WorkAsync(RunNursery nursery) => SaveAsync(nursery.Token);
            [Child] static Task PlainAsync(Nursery nursery) => SaveAsync(nursery.Token);
            """),
        InMembers("NUR201", "nobody would take it",
            """
            static Task StoreAsync() => Task.CompletedTask;
            [Child] static async Task WorkAsync() { await Task.Yield(); await StoreAsync(); await Task.Delay(0); }
            """),
        InMembers("NUR201", "cleanup alone", "[Child] static async Task WorkAsync() { try { Save(); } finally { await SaveAsync(); } }"),
        InMembers("NUR201", "synchronous", "[Child] static void Work() { using var gate = new SemaphoreSlim(1); gate.Wait(); }"),
        InMembers("NUR201", "no child", "static Task WorkAsync() => SaveAsync();"),
        InMembers("NUR201", "not its own signature",
            """
            interface IWork { Task WorkAsync(); }
            abstract class A { [Child] public abstract Task RunAsync(); }
            partial class B : A, IWork
            {
                [Child] public Task WorkAsync() => SaveAsync(); [Child] public override Task RunAsync() => SaveAsync();
            }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Calls =>
    [
        .. Everywhere("NUR202", "optional", "await [|SaveAsync|](); await SaveAsync(TOKEN);"),
        InMembers("NUR202", "optional, named",
            """
            async Task<int> LaterAsync(CancellationToken stop = default, int number = 1) => await CountAsync(stop) + number;
            [Child] async Task WorkAsync(CancellationToken ct)
            {
                await [|SaveAsync|](); await this.[|LaterAsync|](number: 2);
            }
            """)
            .Saying(Pass("SaveAsync", "ct"), Pass("LaterAsync", "ct")),
        InBody("NUR202", "nested nursery", "await Nursery.[|RunAsync|](async inner => await SaveAsync(inner.Token));")
            .Saying(Pass("RunAsync", "nursery.Token")),
        InBody("NUR202", "scope",
            """
            using var limit = CancelScope.[|FailAfter|](TimeSpan.FromSeconds(1)); await [|SaveAsync|]();
            await SaveAsync(limit.Token);
            """)
            .Saying(Pass("FailAfter", "nursery.Token"), Pass("SaveAsync", "limit.Token")),
        InMembers("NUR202", "of another object",
            """
            [Child] async Task WorkAsync(HttpClient client, CancellationToken ct) => await client.[|GetStringAsync|]("x");
            """).Saying(Pass("GetStringAsync", "ct")),
        InMembers("NUR202", "of what may be null",
            """
            [Child] async Task<string?> WorkAsync(HttpClient? client, CancellationToken ct) => client is null ? null : await (client?.[|GetStringAsync|]("x") ?? Task.FromResult(""));
            """).Saying(Pass("GetStringAsync", "ct")),
        InMembers("NUR202", "not awaited but returned", "[Child] Task WorkAsync(CancellationToken ct) => [|SaveAsync|]();")
            .Saying(Pass("SaveAsync", "ct")),
        InChild("NUR202", "in a catch clause of something else",
            """
            try { await SaveAsync(cancellationToken); } catch (InvalidOperationException) { await Task.[|Delay|](10); }
            """),
        InChild("NUR202", "in a lambda",
            """
            await Task.WhenAll(new[] { 1, 2 }.Select(async n => await Task.[|Delay|](n)));
            """).Saying(Pass("Delay", "cancellationToken")),
        InSynchronousChild("NUR202", "wait in a synchronous child", "using var gate = new SemaphoreSlim(1); gate.[|Wait|]();")
            .Saying(Pass("Wait", "cancellationToken")),
        InMembers("NUR202", "synchronous method",
            """
            static int Parse(string text, CancellationToken ct = default) => text.Length;
            [Child] async Task<int> WorkAsync(CancellationToken ct) { await SaveAsync(ct); return [|Parse|]("x"); }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Overloads =>
    [
        InChild("NUR202", "delay",
            """
            await Task.[|Delay|](10).ConfigureAwait(false); var saving = SaveAsync(cancellationToken);
            await Task.WhenAny(saving, Task.[|Delay|](TimeSpan.FromSeconds(1))); await saving;
            """)
            .Saying(Pass("Delay", "cancellationToken"), Pass("Delay", "cancellationToken")),
        InMembers("NUR202", "other task of the same result",
            """
            [Child] async Task<string?> WorkAsync(System.IO.TextReader reader, CancellationToken ct) => await reader.[|ReadLineAsync|]();
            """),
        InMembers("NUR202", "generic",
            """
            static Task<T> GetAsync<T>(T item) => Task.FromResult(item);
            static Task<T> GetAsync<T>(T item, CancellationToken ct) => Task.FromResult(item);
            [Child] async Task WorkAsync(CancellationToken ct) => await [|GetAsync|](1);
            """).Saying(Pass("GetAsync", "ct")),
        InMembers("NUR202", "extension",
            """
            [Child] async Task WorkAsync(CancellationToken ct) => await 1.[|TwiceAsync|]();
            }
            static class E { public static Task TwiceAsync(this int n) => Task.CompletedTask;
            public static Task TwiceAsync(this int n, CancellationToken ct) => Task.CompletedTask;
            """),
        InMembers("NUR202", "of a base type",
            """
            [Child] async Task WorkAsync(B b, CancellationToken ct) => await b.[|RunAsync|]();
            }
            class A { public Task RunAsync(CancellationToken ct) => Task.CompletedTask;
            }
            class B : A { public Task RunAsync() => Task.CompletedTask;
            """),

        InMembers("NUR202", "other task that is kept",
            """
            [Child] async Task<string?> WorkAsync(System.IO.TextReader reader, CancellationToken ct)
            {
                Task<string?> line = reader.ReadLineAsync(); await SaveAsync(ct); return await line;
            }
            """),
        InMembers("NUR202", "other result",
            """
            static Task<int> GetAsync() => Task.FromResult(1);
            static Task<long> GetAsync(CancellationToken ct) => Task.FromResult(1L);
            [Child] async Task WorkAsync(CancellationToken ct) => await GetAsync();
            """),
        InMembers("NUR202", "two parameters more",
            """
            static Task GetAsync() => Task.CompletedTask;
            static Task GetAsync(CancellationToken ct, bool again) => Task.CompletedTask;
            [Child] async Task WorkAsync(CancellationToken ct) => await GetAsync();
            """),
        InMembers("NUR202", "obsolete",
            """
            static Task GetAsync() => Task.CompletedTask;
            [Obsolete] static Task GetAsync(CancellationToken ct) => Task.CompletedTask;
            [Child] async Task WorkAsync(CancellationToken ct) => await GetAsync();
            """),
        InMembers("NUR202", "out of reach",
            """
            [Child] async Task WorkAsync(B b, CancellationToken ct) => await b.RunAsync();
            }
            class B { public Task RunAsync() => Task.CompletedTask;
            protected Task RunAsync(CancellationToken ct) => Task.CompletedTask;
            """),
        InMembers("NUR202", "parameter array",
            """
            static Task FindAsync(params object[] keys) => Task.CompletedTask;
            static Task FindAsync(object[] keys, CancellationToken ct) => Task.CompletedTask;
            [Child] async Task WorkAsync(CancellationToken ct) => await FindAsync(1);
            """),
        InMembers("NUR202", "the caller itself",
            """
            static Task StoreAsync() => Task.CompletedTask;
            [Child] static Task StoreAsync(CancellationToken ct) => StoreAsync();
            """),
        InBody("NUR202", "token that is given and ignored", "((Nursery)nursery).Start(async _ => await [|SaveAsync|]());"),
    ];

    private static IEnumerable<DiagnosticCase> SoundCalls =>
    [
        InOrdinary("NUR202", "no nursery code", "await SaveAsync(); await Task.Delay(10);"),
        InMembers("NUR202", "no token at hand", "[Child] static async Task {|NUR201:WorkAsync|}() => await SaveAsync();"),
        InChild("NUR202", "given, and given explicitly",
            """
            await SaveAsync(cancellationToken: cancellationToken); await Task.Delay(1, cancellationToken);
            """),
        InChild("NUR202", "finally", "try { await SaveAsync(cancellationToken); } finally { await SaveAsync(); }"),
        InChild("NUR202", "catch that gets cancellations",
            """
            try { await SaveAsync(cancellationToken); } catch (Exception) { await SaveAsync(); throw; }
            """),
        InChild("NUR202", "once cancelled", "if (cancellationToken.IsCancellationRequested) await SaveAsync();"),
        InBody("NUR202", "start of a child",
            """
            await ((Nursery)nursery).StartAsync<int>(async (ready, ct) => { ready.Set(1); await SaveAsync(ct); });
            """),
        InBody("NUR202", "given the nursery or a scope",
            """
            await HelpAsync(nursery); using var limit = CancelScope.FailAfter(TimeSpan.FromSeconds(1), nursery.Token);
            await LimitAsync(limit);
            static Task HelpAsync(Nursery nursery, CancellationToken ct = default) => SaveAsync(nursery.Token);
            static Task LimitAsync(CancelScope limit, CancellationToken ct = default) => SaveAsync(limit.Token);
            """),
        InChild("NUR202", "source of a token",
            """
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken); await SaveAsync(both.Token);
            CancellationToken Get(CancellationToken other = default) => other; var token = Get();
            """),
        InChild("NUR202", "source of a task",
            """
            var done = new TaskCompletionSource(); done.SetCanceled(); done.TrySetCanceled();
            await Task.WhenAll(done.Task, SaveAsync(cancellationToken));
            """),
        InChild("NUR202", "whether to begin at all",
            """
            await SaveAsync(cancellationToken).ContinueWith(task => task.Status); await Task.Run(() => Save());
            """),
        InMembers("NUR202", "extension of a token",
            """
            [Child] static async Task WorkAsync(CancellationToken ct) => await ct.UntilAsync();
            }
            static class E { public static Task UntilAsync(this CancellationToken ct) => Task.CompletedTask;
            public static Task UntilAsync(this CancellationToken ct, CancellationToken other) => Task.CompletedTask;
            """),
    ];

    private static IEnumerable<DiagnosticCase> Sequences =>
    [
        InMembers("NUR202", "sequence from a parameter",
            """
            [Child] async Task WorkAsync(IAsyncEnumerable<int> items, CancellationToken ct)
            {
                await foreach (var n in [|items|]) Save(); await foreach (var n in [|items|].ConfigureAwait(false)) Save();
            }
            """)
            .Saying(Write("items", "ct"), Write("items", "ct")),
        InMembers("NUR202", "sequence from a property",
            """
            IAsyncEnumerable<int> Items => throw new NotSupportedException();
            [Child] async Task WorkAsync(CancellationToken ct) { await foreach (var n in [|this.Items|]) Save(); }
            """).Saying(Write("this.Items", "ct")),
        InMembers("NUR202", "sequence from a call",
            $$"""
            {{Stream}} [Child] async Task WorkAsync(CancellationToken ct)
            {
                await foreach (var n in [|ReadAsync|]()) Save();
                await foreach (var n in [|ReadAsync|]().ConfigureAwait(false)) Save();
            }
            """).Saying(Pass("ReadAsync", "ct"), Pass("ReadAsync", "ct")),
        InMembers("NUR202", "sequence from a local",
            $$"""
            {{Stream}} [Child] async Task WorkAsync(CancellationToken ct)
            {
                var items = ReadAsync(); await foreach (var n in [|items|]) Save();
            }
            """).Saying(Write("items", "ct")),
        InMembers("NUR202", "sequence without a parameter",
            """
            interface ISource { IAsyncEnumerable<int> ReadAsync(); }
            [Child] async Task WorkAsync(ISource source, CancellationToken ct)
            {
                await foreach (var n in [|source.ReadAsync()|]) Save();
            }
            """).Saying(Write("source.ReadAsync()", "ct")),
        InMembers("NUR202", "channel",
            """
            [Child] async Task WorkAsync(System.Threading.Channels.ChannelReader<int> reader, CancellationToken ct)
            {
                await foreach (var n in reader.[|ReadAllAsync|]()) Save();
            }
            """).Saying(Pass("ReadAllAsync", "ct")),
        InMembers("NUR202", "operators",
            $$"""
            {{Stream}} [Child] async Task WorkAsync(CancellationToken ct)
            {
                await foreach (var n in [|ReadAsync|]().Where(n => n > 0)) Save();
            }
            """),
    ];

    private static IEnumerable<DiagnosticCase> SoundSequences =>
    [
        InMembers("NUR202", "sequence with a token",
            $$"""
            {{Stream}} [Child] async Task WorkAsync(CancellationToken ct)
            {
                await foreach (var n in ReadAsync(ct)) Save();
                await foreach (var n in ReadAsync(ct).Where(n => n > 0)) Save(); var items = ReadAsync(ct);
                await foreach (var n in items) Save();
            }
            """),
        InMembers("NUR202", "sequence that is given one",
            $$"""
            {{Stream}} [Child] async Task WorkAsync(IAsyncEnumerable<int> items, CancellationToken ct)
            {
                await foreach (var n in items.WithCancellation(ct)) Save();
                await foreach (var n in ReadAsync().WithCancellation(ct).ConfigureAwait(false)) Save();
                await foreach (var n in ReadAsync().Where(n => n > 0).WithCancellation(ct)) Save();
            }
            """),
        InMembers("NUR202", "sequence that is given one later",
            $$"""
            {{Stream}} [Child] async Task<int[]> WorkAsync(CancellationToken ct)
            {
                var items = ReadAsync(); await foreach (var n in items.WithCancellation(ct)) Save();
                return await ReadAsync().ToArrayAsync(ct);
            }
            """),
        InMembers("NUR202", "sequence handed on",
            $"""
            {Stream} static Task UseAsync(IAsyncEnumerable<int> items, CancellationToken ct) => SaveAsync(ct);
            [Child] Task WorkAsync(CancellationToken ct) => UseAsync(ReadAsync(), ct);
            """),
        InMembers("NUR202", "iterator that has no use for one",
            """
            static async IAsyncEnumerable<int> ReadAsync() { await SaveAsync(); yield return 1; }
            [Child] async Task WorkAsync(CancellationToken ct) { await foreach (var n in ReadAsync()) Save(); }
            """),
        InMembers("NUR202", "sequence of unknown origin",
            $$"""
            {{Stream}} [Child] async Task WorkAsync(bool all, IAsyncEnumerable<int> other, CancellationToken ct)
            {
                var items = ReadAsync(ct); if (all) items = other; await foreach (var n in items) Save();
                await foreach (var n in all ? other : items) Save();
            }
            """),
        InChild("NUR202", "tasks as they end",
            """
            Task[] all = [SaveAsync(cancellationToken)]; await foreach (var one in Task.WhenEach(all)) await one;
            var ends = Task.WhenEach(all); await foreach (var one in ends) { }
            """),
        InChild("NUR202", "where NUR205 forbids it",
            """
            try { await SaveAsync(cancellationToken); }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { await SaveAsync(); throw; }
            """),
        InChild("NUR202", "after a loop that ends with the cancellation",
            """
            while (!cancellationToken.IsCancellationRequested) { await SaveAsync(cancellationToken); } await SaveAsync();
            """),
        InChild("NUR202", "in a clause that cancellation doesn't get into",
            """
            try { await SaveAsync(cancellationToken); }
            catch (InvalidOperationException) when (!cancellationToken.IsCancellationRequested) { await [|SaveAsync|](); }
            """),
        InMembers("NUR202", "sequence in no nursery code",
            """
            async Task WorkAsync(IAsyncEnumerable<int> items, CancellationToken ct) { await foreach (var n in items) Save(); }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Foreign =>
    [
        .. Everywhere("NUR203", "none",
            """
            await SaveAsync([|CancellationToken.None|]); await CountAsync([|default|]); await SaveAsync(TOKEN);
            """),
        InChild("NUR203", "other ways to say none",
            """
            await SaveAsync([|default(CancellationToken)|]); await SaveAsync([|new CancellationToken()|]);
            await SaveAsync(cancellationToken: [|CancellationToken.None|]);
            """)
            .Saying(
                Keeps("default(CancellationToken)", "SaveAsync", "cancellationToken"),
                Keeps("new CancellationToken()", "SaveAsync", "cancellationToken"),
                Keeps("CancellationToken.None", "SaveAsync", "cancellationToken")),
        InRun("NUR203", "caller's token in a body", "await SaveAsync([|outer|]);").Saying(Keeps("outer", "SaveAsync", "nursery.Token")),
        InStart("NUR203", "nursery's and caller's token in a child",
            """
            await SaveAsync([|outer|]); await SaveAsync([|nursery.Token|]); await SaveAsync(token);
            """).Saying(Keeps("outer", "SaveAsync", "token"), Keeps("nursery.Token", "SaveAsync", "token")),
        InBody("NUR203", "nested nursery under the outer token",
            """
            await Nursery.RunAsync(async inner => { await Nursery.RunAsync(async last => await SaveAsync(last.Token), [|nursery.Token|]); }, nursery.Token);
            """).Saying(Keeps("nursery.Token", "RunAsync", "inner.Token")),
        InChild("NUR203", "inside a using statement",
            """
            using (var limit = CancelScope.FailAfter(TimeSpan.FromSeconds(1), cancellationToken))
            {
                await SaveAsync([|cancellationToken|]); await SaveAsync(limit.Token);
            }
            """).Saying(Keeps("cancellationToken", "SaveAsync", "limit.Token")),
        InMembers("NUR203", "nursery's token in a child with a timeout",
            """
            [Child, Timeout(500)] async Task WorkAsync(Nursery nursery, CancellationToken ct)
            {
                await SaveAsync([|nursery.Token|]); await SaveAsync(ct);
            }
            """),
        InMembers("NUR203", "sequence",
            """
            [Child] async Task WorkAsync(IAsyncEnumerable<int> items, CancellationToken ct)
            {
                await foreach (var n in items.WithCancellation([|default|])) Save();
            }
            """),
    ];

    private static IEnumerable<DiagnosticCase> NotForeign =>
    [
        InOrdinary("NUR203", "no nursery code", "await SaveAsync(CancellationToken.None); await SaveAsync(default);"),
        InChild("NUR203", "on the way out",
            """
            try { await SaveAsync(cancellationToken); }
            catch (InvalidOperationException) { await SaveAsync(CancellationToken.None); throw; }
            finally { await SaveAsync(CancellationToken.None); await SaveAsync(default); }
            """),
        InChild("NUR203", "once cancelled", "if (cancellationToken.IsCancellationRequested) { await SaveAsync(CancellationToken.None); }"),
        InMembers("NUR203", "shutdown",
            """
            [Child] async Task ShutDownAsync(CancellationToken ct)
            {
                await CountAsync(ct); await SaveAsync(CancellationToken.None);
            }
            [Child] async Task StopAllAsync(CancellationToken ct) { await CountAsync(ct); await SaveAsync(default); }
            """),
        InChild("NUR203", "shutdown in a local function",
            """
            await SaveAsync(cancellationToken); await TearDownAsync();
            async Task TearDownAsync() => await SaveAsync(CancellationToken.None);
            """),
        InMembers("NUR203", "name that only begins like one",
            """
            [Child] async Task StopwatchAsync(CancellationToken ct)
            {
                await CountAsync(ct); await SaveAsync([|CancellationToken.None|]);
            }
            """),
        InMembers("NUR203", "no end but a word of the trade",
            """
            [Child] async Task StopLossOrderAsync(CancellationToken ct)
            {
                await CountAsync(ct); await SaveAsync([|CancellationToken.None|]);
            }
            [Child] async Task CloseUpPhotoAsync(CancellationToken ct) { await CountAsync(ct); await SaveAsync([|default|]); }
            [Child] async Task DisposeOfWasteAsync(CancellationToken ct)
            {
                await CountAsync(ct); await SaveAsync([|default|]);
            }
            """),
        InMembers("NUR203", "end of what the type has",
            """
            readonly System.IO.Stream _logFile = System.IO.Stream.Null;
            readonly List<System.IO.Stream> _workers = [];
            [Child] async Task CloseFileAsync(CancellationToken ct)
            {
                await CountAsync(ct); await SaveAsync(CancellationToken.None);
            }
            [Child] async Task StopWorkersAsync(CancellationToken ct) { await CountAsync(ct); await SaveAsync(default); }
            """),
        InMembers("NUR203", "end of what it is given",
            """
            [Child] async Task CloseStreamAsync(System.IO.Stream one, CancellationToken ct)
            {
                await CountAsync(ct); await SaveAsync(CancellationToken.None);
            }
            [Child] async Task StopJobAsync(Task job, CancellationToken ct)
            {
                await job; await CountAsync(ct); await SaveAsync(default);
            }
            """),
        InMembers("NUR203", "another's token at shutdown",
            """
            readonly CancellationTokenSource _stop = new();
            [Child] async Task StopAsync(CancellationToken ct) { await SaveAsync([|_stop.Token|]); await SaveAsync(ct); }
            """),
        InMembers("NUR203", "disposal",
            """
            public async ValueTask DisposeAsync() => await Nursery.RunAsync(async nursery => await SaveAsync(CancellationToken.None));
            """),
        InChild("NUR203", "whether to begin at all",
            """
            await SaveAsync(cancellationToken).ContinueWith(_ => Save(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await Task.Run(Save, CancellationToken.None);
            """),
        InStart("NUR203", "both",
            """
            using var both = CancellationTokenSource.CreateLinkedTokenSource(token, outer); await SaveAsync(both.Token);
            await TwoAsync(token, outer);
            async Task TwoAsync(CancellationToken soon, CancellationToken now)
            {
                await SaveAsync(soon); await SaveAsync(now);
            }
            """),
        InStart("NUR203", "compared, asked, remembered",
            """
            outer.ThrowIfCancellationRequested(); if (outer == token || outer.IsCancellationRequested) Save();
            var all = new List<CancellationToken> { outer }; await Task.FromCanceled(outer);
            throw new OperationCanceledException(outer);
            """),
        InMembers("NUR203", "nursery's token in a child",
            """
            [Child] async Task WorkAsync(Nursery nursery, CancellationToken ct)
            {
                await SaveAsync(nursery.Token); await SaveAsync(ct);
            }
            """),
        InMembers("NUR203", "body's own",
            """
            [Nursery] public partial Task RunAsync(CancellationToken ct);
            async Task RunAsync(RunNursery nursery, CancellationToken ct)
            {
                await SaveAsync(ct); await SaveAsync(nursery.Token);
            }
            """),
        InChild("NUR203", "one scope after the other",
            """
            using var first = CancelScope.FailAfter(TimeSpan.FromSeconds(1), cancellationToken); await SaveAsync(first.Token);
            using var second = CancelScope.FailAfter(TimeSpan.FromSeconds(1), cancellationToken);
            await SaveAsync(second.Token); await SaveAsync(cancellationToken);
            """),
        InBody("NUR203", "no token of its own", "((Nursery)nursery).Start(async _ => await SaveAsync(CancellationToken.None));"),
        InMembers("NUR203", "token of unknown origin",
            """
            [Child] async Task WorkAsync(CancellationTokenSource stop, CancellationToken ct)
            {
                await SaveAsync(stop.Token); await SaveAsync(ct);
            }
            """),
        InMembers("NUR203", "field's source",
            """
            readonly CancellationTokenSource _stop = new();
            [Child] async Task WorkAsync(CancellationToken ct) { await SaveAsync([|_stop.Token|]); await SaveAsync(ct); }
            """),
        InMembers("NUR203", "shared or to be finished",
            """
            Task? _all;
            static Task CommitAsync(CancellationToken ct) => SaveAsync(ct);
            [Child] async Task WorkAsync(CancellationToken ct)
            {
                await (_all ??= SaveAsync(CancellationToken.None)); await CommitAsync(CancellationToken.None);
            }
            """),
        InChild("NUR203", "shielded", "using (var commit = CancelScope.Shielded(TimeSpan.FromSeconds(1))) await SaveAsync(commit.Token);"),
    ];

    private static string Without(string child, string method) =>
        $"Add a 'CancellationToken cancellationToken' to '{child}' and pass it to '{method}': so far no cancellation ends this child";

    private static string Pass(string method, string token) => $"No cancellation ends '{method}': pass '{token}'";

    private static string Write(string sequence, string token) =>
        $"No cancellation ends '{sequence}': write '{sequence}.WithCancellation({token})'";

    private static string Keeps(string given, string method, string token) =>
        $"'{given}' keeps this scope's cancellation from '{method}': pass '{token}'";
}
