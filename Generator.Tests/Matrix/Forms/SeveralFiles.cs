// Result: one two
using NurseryGen;

namespace Demo;

internal sealed partial class Parts
{
    [Nursery]
    public partial Task<string> RunAsync(CancellationToken cancellationToken = default);
}

// File: Body.cs
using NurseryGen;

namespace Demo;

internal partial class Parts
{
    private async Task<string> RunAsync(RunNursery nursery)
    {
        var one = nursery.StartOne();
        var two = nursery.StartTwo();
        return $"{await one} {await two}";
    }
}

// File: Children.cs
using NurseryGen;

namespace Demo
{
    internal partial class Parts
    {
        [Child]
        private Task<string> OneAsync() => Task.FromResult("one");
    }

    internal partial class Parts
    {
        [Child]
        private Task<string> TwoAsync() => Task.FromResult("two");
    }

    internal static class Scenario
    {
        public static Task<string> RunAsync() => new Parts().RunAsync();
    }
}
