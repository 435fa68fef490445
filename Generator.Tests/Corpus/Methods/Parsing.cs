// Parsing loops: lines, frames, tokens, pipes; asynchronous at the edges, synchronous inside.
using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Xml;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Parsing;

internal sealed partial class Csv(IOrderStore orders, ILogger<Csv> logger)
{
    [Nursery(MaxConcurrency = 8)]
    public partial Task<int> LoadAsync(TextReader reader, CancellationToken cancellationToken = default);

    private async Task<int> LoadAsync(LoadNursery nursery, TextReader reader)
    {
        var number = 0;
        while (await reader.ReadLineAsync(nursery.Token) is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            nursery.StartLine(number, line);
        }

        return number;
    }

    [Child]
    private async Task LineAsync(int number, string line, CancellationToken cancellationToken)
    {
        if (!TryParse(line, out var order))
        {
            logger.LogWarning(null, "line {Number}", number);
            return;
        }

        await orders.SaveAsync(order, cancellationToken);
    }

    [Child]
    private static async Task<List<string[]>> TableAsync(TextReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<string[]>();
        for (;;)
        {
            var line = await reader.ReadLineAsync(cancellationToken);
            if (line is null) return rows;
            rows.Add(Split(line));
        }
    }

    [Child]
    private static List<string> Fields(string line, CancellationToken cancellationToken)
    {
        // Trap: ASYNC910: a loop that consumes something ends; and this one looks at the token too.
        var fields = new List<string>();
        var rest = line.AsSpan();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var comma = rest.IndexOf(',');
            if (comma < 0) break;
            fields.Add(rest[..comma].ToString());
            rest = rest[(comma + 1)..];
        }

        fields.Add(rest.ToString());
        return fields;
    }

    private static string[] Split(string line) => line.Split(',');

    private static bool TryParse(string line, out Order order)
    {
        var fields = Split(line);
        order = new Order(0, 0, 0, fields);
        return fields.Length > 2 && int.TryParse(fields[0], out _);
    }
}

internal sealed partial class Frames
{
    [Nursery]
    public partial Task<int> ReadAsync(Stream stream, CancellationToken cancellationToken = default);

    private static async Task<int> ReadAsync(ReadNursery nursery, Stream stream)
    {
        var header = new byte[4];
        var count = 0;
        while (await stream.ReadAtLeastAsync(header, 4, throwOnEndOfStream: false, nursery.Token) == 4)
        {
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header)];
            await stream.ReadExactlyAsync(body, nursery.Token);
            nursery.StartHandle(body);
            count++;
        }

        return count;
    }

    [Child]
    private static void Handle(byte[] body, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD103: in a synchronous child even a stream may be read as it is.
        using var stream = new MemoryStream(body);
        using var reader = new BinaryReader(stream);
        while (stream.Position < stream.Length && !cancellationToken.IsCancellationRequested) Console.WriteLine(reader.ReadByte());
    }

    [Child]
    private static async Task<byte[]> ReadOneAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[4];
        stream.ReadExactly(header); // expect: NUR303
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return body;
    }

    [Child]
    private static async Task WriteOneAsync(Stream stream, byte[] body, CancellationToken cancellationToken)
    {
        var header = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(header, body.Length);
        await stream.WriteAsync(header, cancellationToken);
        await stream.WriteAsync(body, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}

internal sealed partial class Pipes
{
    [Nursery]
    public partial Task<int> CountLinesAsync(Stream source, CancellationToken cancellationToken = default);

    private static async Task<int> CountLinesAsync(CountLinesNursery nursery, Stream source)
    {
        var pipe = new Pipe();
        nursery.StartFill(source, pipe.Writer);
        return await nursery.StartCount(pipe.Reader);
    }

    [Child]
    private static async Task FillAsync(Stream source, PipeWriter writer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var memory = writer.GetMemory(512);
            var count = await source.ReadAsync(memory, cancellationToken);
            if (count == 0) break;
            writer.Advance(count);
            var flushed = await writer.FlushAsync(cancellationToken);
            if (flushed.IsCompleted) break;
        }

        await writer.CompleteAsync();
    }

    [Child]
    private static async Task<int> CountAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        var lines = 0;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (TryReadLine(ref buffer, out _)) lines++;
            reader.AdvanceTo(buffer.Start, buffer.End);

            // Trap: VSTHRD002: IsCompleted and Buffer are the read result's.
            if (result.IsCompleted) break;
        }

        await reader.CompleteAsync();
        return lines;
    }

    private static bool TryReadLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        var end = buffer.PositionOf((byte)'\n');
        line = end is { } position ? buffer.Slice(0, position) : default;
        if (end is null) return false;
        buffer = buffer.Slice(buffer.GetPosition(1, end.Value));
        return true;
    }
}

internal sealed partial class Documents(HttpClient http)
{
    [Nursery(MaxConcurrency = 4)]
    public partial Task<string[]> TitlesAsync(
        [Each(nameof(TitleAsync))] IReadOnlyList<Uri> urls, CancellationToken cancellationToken = default);

    [Child]
    private async Task<string> TitleAsync(Uri url, CancellationToken cancellationToken)
    {
        await using var stream = await http.GetStreamAsync(url, cancellationToken);
        using var json = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        return json.RootElement.TryGetProperty("title", out var title) ? title.GetString() ?? "" : "";
    }

    [Child]
    private async Task<int> ElementsAsync(Uri url, CancellationToken cancellationToken)
    {
        await using var stream = await http.GetStreamAsync(url, cancellationToken);
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { Async = true });
        var count = 0;
        while (await xml.ReadAsync())
        {
            // Trap: CA2016: XmlReader knows no tokens.
            cancellationToken.ThrowIfCancellationRequested();
            if (xml.NodeType == XmlNodeType.Element) count++;
        }

        return count;
    }

    [Child]
    private static async Task<string> RenderAsync(Product product, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);

        // Trap: AsyncFixer02: a StringWriter writes into memory.
        using var writer = new StringWriter();
        writer.Write(product.Title);
        writer.WriteLine(product.Price);
        writer.Flush();
        return writer.ToString();
    }

    [Child]
    private static async Task WriteAsync(Product product, Stream target, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD103 #1610: Serialize into a string; SerializeAsync is for streams.
        var text = JsonSerializer.Serialize(product);
        await target.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    [Child]
    private static async Task WriteBlockinglyAsync(Product product, Stream target, CancellationToken cancellationToken)
    {
        JsonSerializer.Serialize(target, product); // expect: NUR303
        await target.FlushAsync(cancellationToken);
    }
}
