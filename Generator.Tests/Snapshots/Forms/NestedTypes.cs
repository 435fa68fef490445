// Result: nested 5
using NurseryGen;

namespace Demo;

internal static partial class Outer<T>
    where T : struct
{
    internal partial record Middle
    {
        internal partial interface IHolder
        {
            internal sealed partial class Inner(T start)
            {
                [Nursery]
                internal partial ValueTask<T> RunAsync(CancellationToken cancellationToken);

                private static async ValueTask<T> RunAsync(RunNursery nursery) => await nursery.StartGet();

                [Child]
                private ValueTask<T> GetAsync() => new(start);
            }
        }
    }
}

internal static class Scenario
{
    public static async Task<string> RunAsync() => $"nested {await new Outer<int>.Middle.IHolder.Inner(5).RunAsync(default)}";
}
