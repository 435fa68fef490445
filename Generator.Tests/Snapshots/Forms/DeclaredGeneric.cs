// Result: text 7
using NurseryGen;

namespace Demo;

internal partial class Outer<TOuter>
    where TOuter : struct
{
    internal partial record Pair
    {
        [Nursery(nameof(FirstAsync), nameof(Second))]
        public partial Task<(T First, TOuter? Second)> BothAsync<T>(T first, TOuter second)
            where T : class?;

        [Child]
        private Task<T> FirstAsync<T>(BothNursery<T> nursery, T first)
            where T : class? => Task.FromResult(first);

        [Child]
        private TOuter Second(TOuter second) => second;
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync() =>
        await new Outer<int>.Pair().BothAsync("text", 7) is var (first, second) ? $"{first} {second}" : "";
}
