using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Nursery code that calls what it could await: NUR303.</summary>
internal static class SynchronousTwinCases
{
    private const string Id = "NUR303";
    private const string Stream = "System.IO.Stream stream";
    private const string Load = "private static int _number; static void Load() => Console.Write(_number);";

    public static IEnumerable<DiagnosticCase> All => [.. Twins, .. Own, .. Placed, .. Exceptions, .. Different];

    private static IEnumerable<DiagnosticCase> Twins =>
    [
        .. Everywhere(Id, "read a file", "var text = [|System.IO.File.ReadAllText(\"a\")|]; await SaveAsync(TOKEN);"),
        InChild(Id, "read a file", "var text = [|System.IO.File.ReadAllText(\"a\")|];")
            .Saying(Says("File.ReadAllText", "write 'await System.IO.File.ReadAllTextAsync(\"a\", cancellationToken)'")),
        InMembers(Id, "no token",
            """
            [Child] async Task {|NUR201:WorkAsync|}() { await SaveAsync(); var text = [|System.IO.File.ReadAllText("a")|]; }
            """)
            .Saying(Says("File.ReadAllText", "write 'await System.IO.File.ReadAllTextAsync(\"a\")'")),
        With(Stream, "array", "var count = [|stream.Read(new byte[1], 0, 1)|];")
            .Saying(Says("Stream.Read", "write 'await stream.ReadAsync(new byte[1], 0, 1, token)'")),
        With(Stream, "array as a span",
            """
            stream.ReadExactly([]); var buffer = new byte[1]; [|stream.ReadExactly(buffer)|]; [|stream.Write(buffer)|];
            """)
            .Saying(
                Says("Stream.ReadExactly", "write 'await stream.ReadExactlyAsync(buffer, token)'"),
                Says("Stream.Write", "write 'await stream.WriteAsync(buffer, token)'")),
        With(Stream, "copy and flush", "[|stream.CopyTo(System.IO.Stream.Null)|]; [|stream.Flush()|];")
            .Saying(
                Says("Stream.CopyTo", "write 'await stream.CopyToAsync(System.IO.Stream.Null, token)'"),
                Says("Stream.Flush", "write 'await stream.FlushAsync(token)'")),
        With("System.IO.StreamReader reader", "reader", "var length = [|reader.ReadLine()|]!.Length + [|reader.ReadToEnd()|].Length;")
            .Saying(
                Says("StreamReader.ReadLine", "write 'await reader.ReadLineAsync(token)'"),
                Says("StreamReader.ReadToEnd", "write 'await reader.ReadToEndAsync(token)'")),
        With("System.IO.StreamReader? reader", "null conditional", "var line = reader?[|.ReadLine()|];")
            .Saying(Says("StreamReader.ReadLine", "await 'ReadLineAsync'")),
        With("SemaphoreSlim gate", "semaphore", "[|gate.Wait()|]; [|gate.Wait(token)|]; [|gate.Wait(100)|];").Saying(
            Says("SemaphoreSlim.Wait", "write 'await gate.WaitAsync(token)'"),
            Says("SemaphoreSlim.Wait", "write 'await gate.WaitAsync(token)'"),
            Says("SemaphoreSlim.Wait", "write 'await gate.WaitAsync(100, token)'")),
        With("System.Data.Common.DbCommand command", "database",
            """
            using var reader = [|command.ExecuteReader()|]; while ([|reader.Read()|]) { }
            """.Replace("using ", "await using ", StringComparison.Ordinal)),
        With("System.Diagnostics.Process process", "process", "[|process.WaitForExit()|];")
            .Saying(Says("Process.WaitForExit", "write 'await process.WaitForExitAsync(token)'")),
        With("HttpClient http", "request", "var response = [|http.Send(new HttpRequestMessage(), token)|];")
            .Saying(Says("HttpClient.Send", "write 'await http.SendAsync(new HttpRequestMessage(), token)'")),
        InChild(Id, "addresses", "var first = [|System.Net.Dns.GetHostAddresses(\"a\")|][0];"),
        With(Stream, "optional in between", "[|System.Text.Json.JsonSerializer.Serialize(stream, 1)|];")
            .Saying(Says(
                "JsonSerializer.Serialize",
                "write 'await System.Text.Json.JsonSerializer.SerializeAsync(stream, 1, cancellationToken: token)'")),
    ];

    private static IEnumerable<DiagnosticCase> Own =>
    [
        InMembers(Id, "method of one's own",
            $$"""
            {{Load}} static Task LoadAsync() => Task.CompletedTask;
            [Child] async Task WorkAsync(CancellationToken token) { [|Load()|]; await SaveAsync(token); }
            """)
            .Saying(Says("C.Load", "write 'await LoadAsync()'")),
        InMembers(Id, "generic",
            """
            static T Get<T>(T one) => System.Threading.Volatile.Read(ref _number) > 0 ? one : one;
            static int _number;
            static Task<T> GetAsync<T>(T one, CancellationToken ct) => Task.FromResult(one);
            [Child] async Task WorkAsync(CancellationToken token) { var text = [|Get("a")|]; await SaveAsync(token); }
            """)
            .Saying(Says("C.Get", "write 'await GetAsync(\"a\", token)'")),
        InFile(Id, "extension in reach",
            """
            public class Store { public void Load() => Console.Write(1); }
            public static class Stores
            {
                public static Task LoadAsync(this Store store, CancellationToken ct) => Task.CompletedTask;
            }
            partial class C
            {
                [Child] static async Task WorkAsync(Store store, CancellationToken token)
                {
                    [|store.Load()|]; await Task.Delay(1, token);
                }
            }
            """),
        InFile(Id, "extension of an extension",
            """
            public class Store;
            public static class Stores
            {
                public static int Load(this Store store) => Console.Read();
                public static Task<int> LoadAsync(this Store store, CancellationToken ct) => Task.FromResult(1);
            }
            partial class C
            {
                [Child] static async Task WorkAsync(Store store, CancellationToken token)
                {
                    var one = [|store.Load()|]; await Task.Delay(1, token);
                }
            }
            """),
        InMembers(Id, "it calls nothing",
            """
            static void Load() { }
            static Task LoadAsync() => Task.CompletedTask;
            [Child] async Task WorkAsync(CancellationToken token) { Load(); await SaveAsync(token); }
            """),
        InMembers(Id, "an override may call something",
            """
            class Store { public virtual void Load() { } public virtual Task LoadAsync() => Task.CompletedTask; }
            [Child] async Task WorkAsync(Store store, CancellationToken token) { [|store.Load()|]; await SaveAsync(token); }
            """),
        InMembers(Id, "its twin calls it",
            $$"""
            {{Load}} static Task LoadAsync() { Load(); return Task.CompletedTask; }
            [Child] async Task WorkAsync(CancellationToken token) { Load(); await SaveAsync(token); }
            """),
        InMembers(Id, "called by its twin",
            $$"""
            {{Load}} [Child] async Task LoadAsync(CancellationToken token) { await SaveAsync(token); Load(); }
            """),
        InMembers(Id, "called by its twin's body",
            $$"""
            {{Load}} [Nursery] public partial Task LoadAsync();
            async Task LoadAsync(LoadNursery nursery) { await SaveAsync(nursery.Token); Load(); }
            """),
        InMembers(Id, "obsolete twin",
            $$"""
            {{Load}} [Obsolete] static Task LoadAsync() => Task.CompletedTask;
            [Child] async Task WorkAsync(CancellationToken token) { Load(); await SaveAsync(token); }
            """),
        InMembers(Id, "twin out of reach",
            """
            sealed class Store { public void Load() => Console.Write(1); Task LoadAsync() => Task.CompletedTask; }
            [Child] async Task WorkAsync(Store store, CancellationToken token) { store.Load(); await SaveAsync(token); }
            """),
    ];

    private static IEnumerable<DiagnosticCase> Placed =>
    [
        InSynchronousChild(Id, "synchronous child", "var text = System.IO.File.ReadAllText(\"a\");"),
        InChild(Id, "in a lock", "lock (this) { var text = System.IO.File.ReadAllText(\"a\"); }"),
        InChild(Id, "in a synchronous lambda", "var texts = new[] { \"a\" }.Select(path => System.IO.File.ReadAllText(path)).ToArray();"),
        InChild(Id, "in a synchronous local function",
            """
            Local(); void Local() => System.IO.File.Delete(System.IO.File.ReadAllText("a"));
            """),
        InChild(Id, "on a thread of the pool", "var text = await Task.Run(() => System.IO.File.ReadAllText(\"a\"), cancellationToken);"),
        InOrdinary(Id, "no nursery code", "var text = System.IO.File.ReadAllText(\"a\"); await SaveAsync(outer);"),
    ];

    private static IEnumerable<DiagnosticCase> Exceptions =>
    [
        InChild(Id, "memory",
            """
            var memory = new System.IO.MemoryStream(); memory.Write(new byte[1], 0, 1); memory.Flush();
            System.IO.Stream stream = new System.IO.MemoryStream(); stream.Flush();
            """),
        InChild(Id, "strings",
            """
            var reader = new System.IO.StringReader("a"); var writer = new System.IO.StringWriter();
            writer.WriteLine(reader.ReadLine());
            """),
        InChild(Id, "console", "Console.Out.WriteLine(\"a\"); Console.Error.Flush(); Console.WriteLine(1);"),
        With("SemaphoreSlim gate", "no time to wait", "if (gate.Wait(0) || gate.Wait(TimeSpan.Zero, token)) await SaveAsync(token);"),
        With("CancellationTokenSource source", "cancellation", "source.Cancel();"),
        With("System.Xml.XmlReader reader", "reader that wasn't opened for it", "while (reader.Read()) await SaveAsync(token);"),
        With("System.Data.Common.DbDataReader reader", "value of a row that is there",
            """
            if (!reader.IsDBNull(0)) await SaveAsync(token); var one = reader.GetFieldValue<int>(0);
            """),
        With("System.Text.Json.Utf8JsonWriter writer", "writer whose target isn't known", "writer.Flush();"),
        With(Stream, "disposal", "stream.Dispose();"),
        InBody(Id, "starts", "((Nursery)nursery).Start(static token => SaveAsync(token)); await nursery.JoinAsync();"),
    ];

    private static IEnumerable<DiagnosticCase> Different =>
    [
        With(Stream, "span",
            """
            stream.Write("a"u8); Span(stream);
            void Span(System.IO.Stream to) { Span<byte> buffer = stackalloc byte[1]; to.ReadExactly(buffer); }
            """),
        InChild(Id, "into a string",
            """
            var json = System.Text.Json.JsonSerializer.Serialize(1);
            using var document = System.Text.Json.JsonDocument.Parse(json);
            """),
        InChild(Id, "lambda", "Parallel.ForEach([1, 2], number => { });"),
        InChild(Id, "sequence", "foreach (var line in System.IO.File.ReadLines(\"a\")) { }"),
        InMembers(Id, "another result",
            """
            static int Load() => Console.Read();
            static Task<string> LoadAsync() => Task.FromResult("");
            [Child] async Task WorkAsync(CancellationToken token) { Load(); await SaveAsync(token); }
            """),
        InMembers(Id, "other arguments",
            """
            static int Load(int one) => Console.Read();
            static Task<int> LoadAsync(string one) => Task.FromResult(1);
            [Child] async Task WorkAsync(CancellationToken token) { Load(1); await SaveAsync(token); }
            """),
        InMembers(Id, "something more to say",
            """
            static int Load() => Console.Read();
            static Task<int> LoadAsync(int one) => Task.FromResult(1);
            [Child] async Task WorkAsync(CancellationToken token) { Load(); await SaveAsync(token); }
            """),
    ];

    private static DiagnosticCase With(string parameter, string name, string statements) =>
        InMembers(Id, name,
            $$"""
            [Child] private async Task WorkAsync({{parameter}}, CancellationToken token)
            {
                {{statements}} await SaveAsync(token);
            }
            """);

    private static DiagnosticCase InFile(string id, string name, string types) => DiagnosticCase.InFile(id, name, types);

    private static string Says(string name, string toDo) => $"'{name}' holds a thread until it is done: {toDo}";
}
