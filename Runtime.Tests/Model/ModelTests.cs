using FsCheck;
using FsCheck.Fluent;

namespace NurseryGen.Tests.Model;

/// <summary>
/// Random trees of nurseries under random schedules: after each thing that happens, the runtime must come to the one state that
/// <see cref="ReferenceModel"/> says, and in the end to its outcome. S1, S5, S7 to S16, S17 to S24, S27, S31.
/// </summary>
/// <remarks>
/// NURSERYGEN_MODEL_CASES sets the number of cases; NURSERYGEN_MODEL_REPLAY repeats a run (<c>seed,gamma</c>, as a failure prints them);
/// NURSERYGEN_MODEL_TAPE repeats one case (the hexadecimal tape that a failure prints).
/// </remarks>
[Collection(Alone.Name)]
public sealed class ModelTests
{
    private const int Cases = 10_000;

    /// <summary>Once a case has failed, those that make it smaller needn't be waited for as long.</summary>
    private static readonly TimeSpan s_patienceAfterFailure = TimeSpan.FromMilliseconds(200);
    private static bool s_failed;

    [Fact]
    public void S1_S40_RuntimeAndModel_Agree()
    {
        if (Environment.GetEnvironmentVariable("NURSERYGEN_MODEL_TAPE") is { Length: > 0 } tape)
        {
            Agrees(Convert.FromHexString(tape));
            return;
        }

        var config = Config.QuickThrowOnFailure
            .WithMaxTest(int.TryParse(Environment.GetEnvironmentVariable("NURSERYGEN_MODEL_CASES"), out var cases) ? cases : Cases)
            .WithStartSize(30)
            .WithEndSize(300);
        if (Environment.GetEnvironmentVariable("NURSERYGEN_MODEL_REPLAY")?.Split(',') is [var seed, var gamma])
        {
            config = config.WithReplay(
                ulong.Parse(seed, System.Globalization.CultureInfo.InvariantCulture),
                ulong.Parse(gamma, System.Globalization.CultureInfo.InvariantCulture));
        }

        Task.Run(() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Agrees).Check(config)).GetAwaiter().GetResult();
    }

    /// <summary>Runs one case; throws where the runtime does what the model doesn't.</summary>
    private static void Agrees(byte[] tape)
    {
        var spec = new CaseSpec(tape);
        var model = new ReferenceModel(spec.Root);
        using var execution = new Execution(spec.Root);
        var done = new List<string>();
        Settle();
        foreach (var (what, choice) in spec.Events)
        {
            if (model.Root.Exited)
                break;

            switch (what)
            {
                case Event.OpenGate:
                    Open(choice);
                    break;
                case Event.CancelCaller:
                    model.CancelCaller();
                    execution.CancelCaller();
                    Settle("cancel caller");
                    break;
                case Event.FireTimers:
                    execution.Clock.FireAll();
                    Settle("fire timers");
                    break;
                default:
                    Advance(choice * 1024);
                    break;
            }
        }

        while (!model.Root.Exited && !model.IsAmbiguous)
            Open(0);

        if (!model.IsAmbiguous)
        {
            var outcome = execution.OutcomeAsync(model).GetAwaiter().GetResult();
            Assert.True(
                model.Root.Outcome.ToString() == outcome,
                $"{spec}\nafter {string.Join(", ", done)}: {outcome}, expected {model.Root.Outcome}\n"
                + $"NURSERYGEN_MODEL_TAPE={Convert.ToHexString(tape)}");
        }

        void Open(int choice)
        {
            if (model.Parked.Count == 0)
                return;

            var gate = model.Parked.ElementAt(choice % model.Parked.Count);
            model.OpenGate(gate);
            execution.OpenGate(gate);
            Settle($"gate {gate}");
        }

        void Advance(int by)
        {
            var now = execution.Clock.GetElapsedTime(s_epoch).Ticks / TimeSpan.TicksPerMillisecond;
            var target = now + by;
            while (!model.Root.Exited && model.NextDeadline is { } next && next <= target)
            {
                model.AdvanceTo(next);
                execution.Clock.Advance(next - now);
                now = next;
                Settle($"time {now}");
            }

            if (!model.Root.Exited)
            {
                model.AdvanceTo(target);
                execution.Clock.Advance(target - now);
            }
        }

        void Settle(string? after = null)
        {
            if (after is not null)
                done.Add(after);

            var started = Environment.TickCount64;
            for (var spin = default(SpinWait); !execution.Is(model); spin.SpinOnce(sleep1Threshold: 200))
            {
                if (model.IsAmbiguous)
                    return;

                if (Environment.TickCount64 - started > (s_failed ? s_patienceAfterFailure : Hang.Patience).TotalMilliseconds)
                {
                    s_failed = true;
                    Assert.Fail(
                        $"{spec}\nafter {string.Join(", ", done)}: {execution.Describe(model)}\n"
                        + $"NURSERYGEN_MODEL_TAPE={Convert.ToHexString(tape)}");
                }
            }
        }
    }

    private static readonly long s_epoch = new ManualTimeProvider().GetTimestamp();
}
