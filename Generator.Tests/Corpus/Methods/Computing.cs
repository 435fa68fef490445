// Children that compute: synchronous ones on the pool, chunks, progress, checks of the token.
using System.Numerics;
using System.Security.Cryptography;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Computing;

internal sealed partial class Hashing
{
    [Nursery(MaxConcurrency = 4)]
    public partial Task<byte[][]> HashAllAsync(
        [Each(nameof(Hash))] IReadOnlyList<byte[]> blocks, CancellationToken cancellationToken = default);

    [Child]
    private static byte[] Hash(byte[] block) => SHA256.HashData(block);

    [Nursery]
    public partial Task<string> HashFileAsync(string path, CancellationToken cancellationToken = default);

    private static async Task<string> HashFileAsync(HashFileNursery nursery, string path)
    {
        await using var file = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[65_536];
        while (await file.ReadAsync(buffer, nursery.Token) is > 0 and var count) hash.AppendData(buffer, 0, count);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    [Nursery]
    public partial Task<byte[]> TreeAsync(IReadOnlyList<byte[]> leaves, CancellationToken cancellationToken = default);

    private static async Task<byte[]> TreeAsync(TreeNursery nursery, IReadOnlyList<byte[]> leaves)
    {
        var level = leaves;
        while (level.Count > 1)
        {
            var next = new List<Child<byte[]>>();
            for (var i = 0; i < level.Count; i += 2) next.Add(nursery.StartJoin(level[i], level[Math.Min(i + 1, level.Count - 1)]));
            var hashed = new List<byte[]>(next.Count);
            foreach (var child in next) hashed.Add(await child);
            level = hashed;
        }

        return level[0];
    }

    [Child]
    private static byte[] Join(byte[] left, byte[] right) => SHA256.HashData([.. left, .. right]);
}

internal sealed partial class Primes
{
    [Nursery]
    public partial Task<int> CountAsync(int limit, int parts, CancellationToken cancellationToken = default);

    private static async Task<int> CountAsync(CountNursery nursery, int limit, int parts)
    {
        var counts = new List<Child<int>>();
        for (var part = 0; part < parts; part++) counts.Add(nursery.StartCountPart(limit * part / parts, limit * (part + 1) / parts));
        await nursery.JoinAsync();
        return counts.Sum(count => count.Result);
    }

    [Child]
    private static int CountPart(int from, int until, CancellationToken cancellationToken)
    {
        var count = 0;
        for (var number = from; number < until; number++)
        {
            if (number % 1024 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (IsPrime(number)) count++;
        }

        return count;
    }

    [Child]
    private static async Task<BigInteger> FactorialAsync(int number, CancellationToken cancellationToken)
    {
        var product = BigInteger.One;
        for (var factor = 2; factor <= number; factor++)
        {
            product *= factor;
            if (factor % 100 == 0) await Checkpoint.YieldAsync(cancellationToken);
        }

        return product;
    }

    [Child]
    private static async Task<int> SieveAsync(int limit, CancellationToken cancellationToken)
    {
        // Trap: VSTHRD110, MA0134: an awaited Task.Run is structured.
        var composite = await Task.Run(() => Sieve(limit), cancellationToken);
        return composite.Count(bit => !bit) - 2;
    }

    [Child]
    private static async Task<int> SieveInBackgroundAsync(int limit, CancellationToken cancellationToken)
    {
        var sieve = Task.Run(() => Sieve(limit), cancellationToken);
        await Checkpoint.YieldAsync(cancellationToken);
        return (await sieve).Count(bit => !bit) - 2;
    }

    [Child]
    private static int Collatz(long number, CancellationToken cancellationToken)
    {
        // Trap: ASYNC910: a loop without awaits, in a synchronous child, that checks the token.
        var steps = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (number == 1) return steps;
            number = number % 2 == 0 ? number / 2 : (3 * number) + 1;
            steps++;
        }
    }

    [Child]
    private static void Pace(IReadOnlyList<int> numbers, CancellationToken cancellationToken)
    {
        foreach (var number in numbers)
        {
            if (IsPrime(number)) Console.WriteLine(number);

            // Trap: VSTHRD103: a synchronous child that waits on its token can be cancelled.
            if (cancellationToken.WaitHandle.WaitOne(10)) break;
        }
    }

    [Child]
    private static void PaceDeaf(IReadOnlyList<int> numbers)
    {
        foreach (var number in numbers)
        {
            if (IsPrime(number)) Console.WriteLine(number);
            Thread.Sleep(10); // expect: NUR302
        }
    }

    private static bool IsPrime(int number)
    {
        if (number < 2) return false;
        for (var divisor = 2; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0) return false;
        }

        return true;
    }

    private static bool[] Sieve(int limit)
    {
        var composite = new bool[limit + 1];
        for (var number = 2; number * number <= limit; number++)
        {
            if (composite[number]) continue;
            for (var multiple = number * number; multiple <= limit; multiple += number) composite[multiple] = true;
        }

        return composite;
    }
}

internal sealed partial class Progress(ILogger<Progress> logger)
{
    private int _done;

    [Nursery]
    public partial Task<int> ProcessAsync(
        IReadOnlyList<byte[]> images, IProgress<int> progress, CancellationToken cancellationToken = default);

    private async Task<int> ProcessAsync(ProcessNursery nursery, IReadOnlyList<byte[]> images, IProgress<int> progress)
    {
        nursery.StartTell(images.Count, progress);
        foreach (var image in images) nursery.StartShrink(image);
        await nursery.JoinAsync();
        return _done;
    }

    [Child]
    private int Shrink(byte[] image)
    {
        var sum = 0;
        foreach (var pixel in image) sum += pixel;
        Interlocked.Increment(ref _done);
        return sum;
    }

    [Child(Daemon = true)]
    private async Task TellAsync(int total, IProgress<int> progress, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var done = Volatile.Read(ref _done);
            progress.Report(100 * done / total);
            if (done == total) return;
        }
    }

    [Child]
    private async Task TellWithoutTokenAsync(IProgress<int> progress) // expect: NUR201
    {
        await Task.Delay(100);
        progress.Report(_done);
        logger.LogDebug("{Done}", _done);
    }

    [Child]
    private async Task TellThroughTheNurseryAsync(ProcessNursery nursery, IProgress<int> progress)
    {
        // Trap: CA2016: no token of its own, but the nursery's at hand.
        await Task.Delay(100, nursery.Token);
        progress.Report(_done);
    }

    [Child]
    private async Task RunOnThreadAsync(IProgress<int> progress, CancellationToken cancellationToken)
    {
        await Checkpoint.YieldAsync(cancellationToken);
        ThreadPool.QueueUserWorkItem(_ => progress.Report(0)); // expect: NUR104
    }
}
