namespace NurseryGen.Engine;

/// <summary>Passes for the state machine of a nursery's entry: a stack trace names its method after the entry.</summary>
/// <remarks>The generated class has one method, which throws the nursery's failure. No machine is ever run.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TraceFrame : IAsyncStateMachine
{
    private const string NeverRun = "A trace frame is no state machine that runs.";

    /// <summary>For generated classes.</summary>
    protected TraceFrame()
    {
    }

    void IAsyncStateMachine.MoveNext() => throw new NotSupportedException(NeverRun);

    void IAsyncStateMachine.SetStateMachine(IAsyncStateMachine stateMachine) => throw new NotSupportedException(NeverRun);
}
