using NurseryGen.Engine;

namespace NurseryGen.Tests.Rules;

/// <content>Asynchronous sequences, and what generated code does with results.</content>
public sealed partial class UserCodeTests
{
    private static Task InAnAsynchronousSequence(Odd odd)
    {
        var scope = NurseryScope.Open<VoidNurseryScope>(new NurseryInfo("Odd") { MaxConcurrency = 2 }, CancellationToken.None);
        odd.Give(scope.Nursery);
        scope.Run(SequencePump.RunAsync(
            scope,
            new OddSequence(odd),
            scope.Nursery,
            static (nursery, item) => HandEach<Queued, int>.Start(nursery, static (_, _) => default, item)));
        return scope.ExitAsync().AsTask();
    }

    private static Task<int> InADeclaredNursery(Odd odd)
    {
        var scope = NurseryScope.Open<OddDeclared>(new NurseryInfo("Odd"), CancellationToken.None);
        odd.Give(scope.Nursery);
        scope.Odd = odd;
        OddDeclared.Part.Start(scope);
        scope.Started();
        return scope.ExitAsync().AsTask();
    }

    private sealed class OddSequence(Odd odd) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        private int _item;

        public int Current
        {
            get
            {
                odd.At("Current, asynchronous");
                return _item;
            }
        }

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            odd.At("GetAsyncEnumerator");
            return this;
        }

        public ValueTask<bool> MoveNextAsync()
        {
            odd.At("MoveNextAsync");
            return Later();

            async ValueTask<bool> Later()
            {
                await Checkpoint.YieldAsync(CancellationToken.None);
                odd.At("MoveNextAsync, later");
                return ++_item <= 5;
            }
        }

        public ValueTask DisposeAsync()
        {
            odd.At("DisposeAsync of an enumerator");
            return Later();

            async ValueTask Later()
            {
                await Checkpoint.YieldAsync(CancellationToken.None);
                odd.At("DisposeAsync of an enumerator, later");
            }
        }
    }

    /// <summary>What the generator writes for a declared nursery whose child's result is converted, and whose result is put
    /// together.</summary>
    private sealed class OddDeclared : ResultScope<int>
    {
        private int _part;

        public Odd Odd { get; set; } = null!;

        protected override int Collect()
        {
            Odd.At("Collect");
            return _part;
        }

        protected override void Clear() => _part = 0;

        public sealed class Part() : DeliveringChild<Part, int, OddDeclared>(new ChildInfo("Odd.Part"))
        {
            public static void Start(OddDeclared scope) => StartCore(scope.Handle, scope);

            protected override ValueTask<int> Invoke() => new(1);

            protected override void Deliver(int result)
            {
                Arguments.Odd.At("Deliver");
                Arguments._part = result;
            }
        }
    }
}
