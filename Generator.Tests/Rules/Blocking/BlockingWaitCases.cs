using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Nursery code that waits with what can't be awaited, or disposes of what could be: NUR304, NUR305.</summary>
internal static class BlockingWaitCases
{
    public static IEnumerable<DiagnosticCase> All => [.. Waits, .. NoWaits, .. Usings, .. SoundUsings];

    private static IEnumerable<DiagnosticCase> Waits =>
    [
        .. Everywhere("NUR304", "gate", "using var gate = new ManualResetEventSlim(); [|gate.Wait()|]; await SaveAsync(TOKEN);"),
        Wait(
            "ManualResetEventSlim one",
            "[|one.Wait(token)|]; [|one.Wait(10)|];",
            Says("ManualResetEventSlim.Wait", Once),
            Says("ManualResetEventSlim.Wait", Once)),
        Wait(
            "EventWaitHandle one",
            "[|one.WaitOne()|]; [|WaitHandle.WaitAny([one])|];",
            Says("WaitHandle.WaitOne", Once),
            Says("WaitHandle.WaitAny", Once)),
        Wait("AutoResetEvent one", "[|one.WaitOne()|];", Says("WaitHandle.WaitOne", Mutual)),
        Wait("Mutex one", "[|one.WaitOne(50)|];", Says("WaitHandle.WaitOne", Mutual)),
        Wait("object one", "lock (one) { [|Monitor.Wait(one)|]; }", Says("Monitor.Wait", Mutual)),
        Wait("CountdownEvent one", "[|one.Wait()|];", Says("CountdownEvent.Wait", "start children, and await 'JoinAsync'")),
        Wait("Barrier one", "[|one.SignalAndWait(token)|];", Says("Barrier.SignalAndWait", "start children, and await 'JoinAsync'")),
        Wait("Thread one", "[|one.Join()|];", Says("Thread.Join", "start a child, and await its handle")),
        Wait("bool one", "[|SpinWait.SpinUntil(() => one)|];", Says("SpinWait.SpinUntil", Once)),
        Wait("System.Collections.Concurrent.BlockingCollection<int> one",
            """
            [|one.Take()|]; foreach (var number in [|one.GetConsumingEnumerable(token)|]) { } [|one.TryTake(out _, 10)|];
            """,
            Says("BlockingCollection.Take", Queue),
            Says("BlockingCollection.GetConsumingEnumerable", Queue),
            Says("BlockingCollection.TryTake", Queue)),
        Wait("string one", "one = [|Console.ReadLine()|]!;", Says("Console.ReadLine", "read it in a synchronous child")),
        Wait(
            "System.Diagnostics.Process one",
            "[|one.WaitForExit(1_000)|];",
            Says("Process.WaitForExit", "await 'WaitForExitAsync' in a CancelScope")),
        Wait("int one", "[|token.WaitHandle.WaitOne(one)|];", Says("WaitHandle.WaitOne", "await 'Task.Delay' with the token")),
    ];

    private static IEnumerable<DiagnosticCase> NoWaits =>
    [
        InSynchronousChild("NUR304", "synchronous child",
            """
            using var gate = new ManualResetEventSlim(); gate.Wait(cancellationToken);
            cancellationToken.WaitHandle.WaitOne(1);
            """),
        InOrdinary("NUR304", "no nursery code", "using var gate = new ManualResetEventSlim(); gate.Wait(); await SaveAsync(outer);"),
        InChild("NUR304", "no time to wait",
            """
            using var gate = new ManualResetEventSlim();
            if (gate.Wait(0) || gate.WaitHandle.WaitOne(TimeSpan.Zero)) await SaveAsync(cancellationToken);
            """),
        InChild("NUR304", "what doesn't wait",
            """
            var all = new System.Collections.Concurrent.BlockingCollection<int>();
            if (all.TryTake(out _) || all.TryTake(out _, 0)) all.Add(1); using var gate = new ManualResetEventSlim();
            gate.Set();
            """),
        InChild("NUR304", "in a synchronous function",
            """
            using var gate = new ManualResetEventSlim(); Local(); void Local() => gate.{|NUR202:Wait|}();
            """),
        InMembers("NUR304", "another Join",
            """
            sealed class Thread { public void Join() { } }
            [Child] async Task {|NUR201:WorkAsync|}(Thread thread) { await SaveAsync(); thread.Join(); }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Usings =>
    [
        .. Everywhere("NUR305", "file", "[|using|] var file = System.IO.File.Create(\"a\"); await file.FlushAsync(TOKEN);"),
        InChild("NUR305", "declaration", "[|using|] var file = System.IO.File.Create(\"a\");").Saying(Disposes("FileStream")),
        InChild(
            "NUR305", "statement", "[|using|] (var file = System.IO.File.Create(\"a\")) { } [|using|] (System.IO.File.Create(\"b\")) { }")
            .Saying(Disposes("FileStream"), Disposes("FileStream")),
        InMembers("NUR305", "base class",
            """
            [Child] async Task {|NUR201:WorkAsync|}(Func<System.IO.Stream> open)
            {
                await SaveAsync(); [|using|] var stream = open();
            }
            """).Saying(Disposes("Stream")),
        InMembers("NUR305", "one of one's own",
            """
            sealed class Store : IDisposable, IAsyncDisposable
            {
                public void Dispose() { } public ValueTask DisposeAsync() => default;
            }
            [Child] async Task {|NUR201:WorkAsync|}() { await SaveAsync(); [|using|] Store one = new(), two = new(); }
            """).Saying(Disposes("Store")),
        InMembers("NUR305", "interface",
            """
            interface IStore : IDisposable, IAsyncDisposable;
            [Child] async Task {|NUR201:WorkAsync|}(IStore store) { await SaveAsync(); [|using|] (store) { } }
            """).Saying(Disposes("IStore")),
        InMembers("NUR305", "override",
            """
            sealed class Pipe : System.IO.MemoryStream { public override ValueTask DisposeAsync() => base.DisposeAsync(); }
            [Child] async Task {|NUR201:WorkAsync|}() { await SaveAsync(); [|using|] System.IO.Stream pipe = new Pipe(); }
            """).Saying(Disposes("Pipe")),
    ];

    private static IEnumerable<DiagnosticCase> SoundUsings =>
    [
        InChild("NUR305", "await using",
            """
            await using var file = System.IO.File.Create("a"); await using (System.IO.File.Create("b")) { }
            """),
        InChild("NUR305", "memory",
            """
            using var memory = new System.IO.MemoryStream(); using System.IO.Stream stream = new System.IO.MemoryStream();
            using var writer = new System.IO.StringWriter();
            """),
        InMembers("NUR305", "no override",
            """
            sealed class Pipe : System.IO.MemoryStream;
            [Child] async Task {|NUR201:WorkAsync|}(Func<Pipe> open)
            {
                await SaveAsync(); using var pipe = open(); using (new Pipe()) { }
            }
            """),
        InChild("NUR305", "only synchronous",
            """
            using var source = new CancellationTokenSource(); using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            using var http = new HttpClient();
            """),
        InChild("NUR305", "nothing to flush",
            """
            using var registration = cancellationToken.Register(() => { }); using var timer = new Timer(_ => { });
            """),
        InSynchronousChild("NUR305", "synchronous child", "using var file = System.IO.File.Create(\"a\");"),
        InChild("NUR305", "in a lock", "lock (this) { using var file = System.IO.File.Create(\"a\"); }"),
        InChild("NUR305", "in a synchronous function", "Local(); void Local() { using var file = System.IO.File.Create(\"a\"); }"),
        InOrdinary("NUR305", "no nursery code", "using var file = System.IO.File.Create(\"a\"); await file.FlushAsync(outer);"),
    ];

    private const string Once = "await the Task of a TaskCompletionSource";
    private const string Mutual = "await the WaitAsync of a SemaphoreSlim";
    private const string Queue = "read from a Channel, and await that";

    private static DiagnosticCase Wait(string parameter, string statements, params string[] messages) =>
        InMembers("NUR304", parameter,
            $$"""
            [Child] private async Task WorkAsync({{parameter}}, CancellationToken token)
            {
                {{statements}} await SaveAsync(token);
            }
            """).Saying(messages);

    private static string Says(string name, string instead) => $"'{name}' holds a thread, and cannot be awaited: {instead}";

    private static string Disposes(string type) => $"Write 'await using': '{type}' can be disposed of without holding a thread";
}
