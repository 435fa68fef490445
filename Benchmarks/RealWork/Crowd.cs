using NurseryGen.Benchmarks.Baselines;
using NurseryGen.Benchmarks.Contention;
using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.RealWork;

/// <summary>So many children of one kind, in a nursery and by hand. What they do is a <see cref="Script"/>, the same object's code for
/// both.</summary>
internal static partial class Crowd
{
    /// <summary>One nursery of them.</summary>
    public static Scenario Scenario(string id, string work, int children, Func<Script> script) =>
        new(id, work, Contenders(children, script)) { Plan = Plan.Real };

    /// <summary>Callers that each run one such nursery after another.</summary>
    public static Scenario Scenario(string id, string work, int callers, int nurseriesEach, int children, Func<Script> script) =>
        new(id, work, [.. Contenders(children, script).Select(nursery => nursery with
        {
            Create = setting => new NurseriesAtOnce(callers, callers * nurseriesEach, nursery.Create(setting)),
            Units = callers * nurseriesEach * children,
        })])
        {
            Plan = Plan.Real,
        };

    /// <summary>Ours and the baseline. A test may bring its own script.</summary>
    public static IReadOnlyList<Contender> Contenders(int children, Func<Script> script)
    {
        return
        [
            new(Contender.Ours, setting => new Ours(Filled(setting), children), children),
            new(Contender.Hand, setting => new Hand<Synchronous>(Filled(setting), children), children),
        ];

        Setting Filled(Setting setting) => setting with { Script = setting.Script ?? script() };
    }

    private sealed partial class Ours(Setting setting, int children) : IContender
    {
        public ValueTask RunAsync(CancellationToken caller) => WorkAsync(setting.Limit, caller);

        [Nursery]
        private partial ValueTask WorkAsync([Timeout] TimeSpan limit, CancellationToken cancellationToken);

        private ValueTask WorkAsync(WorkNursery nursery)
        {
            for (var index = 0; index < children; index++)
            {
                setting.Script?.OnStarting(index);
                nursery.StartStep(index);
            }

            return default;
        }

        [Child]
        private ValueTask StepAsync(int index, CancellationToken cancellationToken) =>
            Synchronous.RunAsync(setting, index, cancellationToken);
    }
}
