// Files, streams, readers, writers, processes.
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Files;

internal sealed partial class LogSearch(ILogger<LogSearch> logger)
{
    [Nursery(MaxConcurrency = 4)]
    public partial Task<int> CountAsync(string folder, string word, CancellationToken cancellationToken = default);

    private async Task<int> CountAsync(CountNursery nursery, string folder, string word)
    {
        var counts = new List<Child<int>>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.log", SearchOption.AllDirectories))
            counts.Add(nursery.StartSearch(path, word));
        var total = 0;
        foreach (var count in counts) total += await count;
        return total;
    }

    [Child]
    private static async Task<int> SearchAsync(string path, string word, CancellationToken cancellationToken)
    {
        using var reader = File.OpenText(path);
        var count = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(word, StringComparison.Ordinal)) count++;
        }

        return count;
    }

    [Child]
    private static async Task<int> SearchAllAsync(string path, string word, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            if (line.Contains(word, StringComparison.Ordinal)) count++;
        }

        return count;
    }

    [Child]
    private async Task<int> SearchInMemoryAsync(string path, string word, CancellationToken cancellationToken)
    {
        var text = File.ReadAllText(path); // expect: NUR303
        logger.LogDebug("{Length}", text.Length);
        await Checkpoint.YieldAsync(cancellationToken);
        return text.Split(word).Length - 1;
    }

    [Child]
    private static async Task<int> SearchTextAsync(string text, string word, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);

        // Trap: AsyncFixer02: a StringReader reads a string.
        using var reader = new StringReader(text);
        var count = 0;
        while (reader.ReadLine() is { } line)
        {
            if (line.Contains(word, StringComparison.Ordinal)) count++;
        }

        return count;
    }

    [Child]
    private static int SearchNow(string path, string word, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD103: a synchronous child has a thread of its own to block, and nothing to await with.
        var count = 0;
        using var reader = File.OpenText(path);
        while (reader.ReadLine() is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.Contains(word, StringComparison.Ordinal)) count++;
        }

        return count;
    }
}

internal sealed partial class Archiver
{
    [Nursery]
    public partial Task CompressAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken = default);

    private static async Task CompressAsync(CompressNursery nursery, IReadOnlyList<string> paths)
    {
        foreach (var path in paths) nursery.StartGzip(path);
        await nursery.JoinAsync();
        await File.WriteAllLinesAsync("index.txt", paths, nursery.Token);
    }

    [Child]
    private static async Task GzipAsync(string path, CancellationToken cancellationToken)
    {
        await using var source = File.OpenRead(path);
        await using var target = File.Create(path + ".gz");
        await using var gzip = new GZipStream(target, CompressionLevel.Optimal);
        await source.CopyToAsync(gzip, cancellationToken);
    }

    [Child]
    private static async Task<byte[]> GzipTextAsync(string text, CancellationToken cancellationToken)
    {
        return await Task.Run(Compress, cancellationToken);

        // Trap: AsyncFixer02 #42: a synchronous local function, on a thread of its own, can't await a FlushAsync.
        byte[] Compress()
        {
            using var memory = new MemoryStream();
            using var gzip = new GZipStream(memory, CompressionMode.Compress, leaveOpen: true);
            gzip.Write(Encoding.UTF8.GetBytes(text));
            gzip.Flush();
            return memory.ToArray();
        }
    }

    [Child]
    private static async Task GzipSynchronouslyAsync(string path, CancellationToken cancellationToken)
    {
        await using var source = File.OpenRead(path);
        await using var target = File.Create(path + ".gz");
        await using var gzip = new GZipStream(target, CompressionLevel.Optimal);
        source.CopyTo(gzip); // expect: NUR303
        await target.FlushAsync(cancellationToken);
    }

    [Child]
    private static async Task ListAsync(string path, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(path, append: true, Encoding.UTF8);
        foreach (var file in Directory.EnumerateFiles("."))
        {
            // Trap: CA2016: no overload that takes a string takes a token.
            await writer.WriteLineAsync(file);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await writer.FlushAsync(cancellationToken);
    }

    [Child]
    private static async Task ReplaceAsync(string path, string from, string to, CancellationToken cancellationToken)
    {
        var temporary = path + ".tmp";
        var text = await File.ReadAllTextAsync(path, cancellationToken);
        await File.WriteAllTextAsync(temporary, text.Replace(from, to, StringComparison.Ordinal), cancellationToken);

        // Trap: VSTHRD103: what is quick and has no asynchronous twin is called as it is.
        File.Move(temporary, path, overwrite: true);
    }
}

internal sealed partial class Tail
{
    [Nursery]
    public partial Task FollowAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken = default);

    private static Task FollowAsync(FollowNursery nursery, IReadOnlyList<string> paths)
    {
        foreach (var path in paths) nursery.StartFollowOne(path);
        return Task.CompletedTask;
    }

    [Child]
    private static async Task FollowOneAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        while (true)
        {
            var line = await reader.ReadLineAsync(cancellationToken);
            if (line is not null) Console.WriteLine(line);
            else await Task.Delay(200, cancellationToken);
        }
    }

    [Child]
    private static async Task CopyBufferedAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(81_920);
        try
        {
            int count;
            while ((count = await source.ReadAsync(buffer.AsMemory(), cancellationToken)) != 0)
                await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    [Child]
    private static async Task<string> ChecksumAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexString(await System.Security.Cryptography.SHA256.HashDataAsync(file, cancellationToken));
    }

    [Child]
    private static async Task<string> ChecksumOfTextAsync(string path, CancellationToken cancellationToken)
    {
        var text = await File.ReadAllBytesAsync(path, cancellationToken);

        // Trap: VSTHRD103 #1610: HashDataAsync takes streams only.
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(text));
    }
}

internal sealed partial class Git
{
    [Nursery, Timeout(10_000)]
    public partial Task<(string Head, string Status)> DescribeAsync(string folder, CancellationToken cancellationToken = default);

    private static async Task<(string Head, string Status)> DescribeAsync(DescribeNursery nursery, string folder)
    {
        var head = nursery.StartRun(folder, "rev-parse HEAD");
        var status = nursery.StartRun(folder, "status --short");
        return (await head, await status);
    }

    [Child]
    private static async Task<string> RunAsync(string folder, string arguments, CancellationToken cancellationToken)
    {
        using var process =
            Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return output;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    [Child]
    private static async Task<string> RunHastilyAsync(string folder, string arguments, CancellationToken cancellationToken)
    {
        using var process =
            Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        process.WaitForExit(); // expect: NUR303
        return output;
    }
}
