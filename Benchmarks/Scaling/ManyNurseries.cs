using NurseryGen.Benchmarks.Measuring;

namespace NurseryGen.Benchmarks.Scaling;

/// <summary>Nurseries that are open at the same time, each with its limit and a child that holds its token.</summary>
/// <param name="create">One of them; its child follows the script.</param>
/// <param name="nurseries">How many.</param>
internal sealed class ManyNurseries(Func<Setting, IContender> create, int nurseries) : IContender
{
    private readonly ValueTask[] _open = new ValueTask[nurseries];
    private readonly OneGate _gate = new();
    private IContender? _nursery;

    public async ValueTask RunAsync(CancellationToken caller)
    {
        _nursery ??= create(Setting.Patient with { Script = _gate });
        _gate.Close();
        for (var i = 0; i < _open.Length; i++)
            _open[i] = _nursery.RunAsync(caller);

        _gate.Open();
        foreach (var nursery in _open)
            await nursery.ConfigureAwait(false);
    }

    /// <summary>What all children wait for.</summary>
    private sealed class OneGate : Script
    {
        private TaskCompletionSource _source = new();

        public void Close() => _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _source.SetResult();

        public override ValueTask ChildAsync(int index, CancellationToken token) => new(_source.Task);
    }
}
