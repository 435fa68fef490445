// Result: 1 2 3 4 5 6
using NurseryGen;

namespace @class.@namespace;

internal sealed partial class @event
{
    [Nursery]
    public partial Task<string> @await(int @int, int scope, int error, CancellationToken @default = default);

    private async Task<string> @await(awaitNursery nursery, int @int, int scope, int error) =>
        await nursery.Startreturn(@int, scope, error, 4, 5, 6);

    [Child]
    private Task<string> @return(
        awaitNursery @this, int @int, int nursery, int child, int _nursery, int nursery2, int value, CancellationToken @void) =>
        Task.FromResult($"{@int} {nursery} {child} {_nursery} {nursery2} {value}");
}

internal static class Scenario
{
    public static Task<string> RunAsync() => new @event().@await(1, 2, 3);
}
