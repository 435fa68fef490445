namespace NurseryGen.Generator;

/// <summary>Names that the generator shares with the runtime, and how generated code spells them.</summary>
internal static class WellKnownNames
{
    public const string Namespace = "NurseryGen";
    public const string NurseryAttribute = "NurseryGen.NurseryAttribute";
    public const string TimeoutAttribute = "NurseryGen.TimeoutAttribute";
    public const string NurseryAttributeName = "NurseryAttribute";
    public const string ChildAttributeName = "ChildAttribute";
    public const string TimeoutAttributeName = "TimeoutAttribute";
    public const string EachAttributeName = "EachAttribute";
    public const string NurseryDefaultsAttributeName = "NurseryDefaultsAttribute";

    public const string Nursery = "global::NurseryGen.Nursery";
    public const string Child = "global::NurseryGen.Child";
    public const string ChildInfo = "global::NurseryGen.ChildInfo";
    public const string NurseryInfo = "global::NurseryGen.NurseryInfo";
    public const string CancelScope = "global::NurseryGen.CancelScope";
    public const string CancelReason = "global::NurseryGen.CancelReason";
    public const string ErrorsGroup = "global::NurseryGen.NurseryErrors.Group";
    public const string Policy = "global::NurseryGen.NurseryPolicy";
    public const string StartInline = "global::NurseryGen.ChildStart.Inline";

    public const string NurseryScope = "global::NurseryGen.Engine.NurseryScope";
    public const string VoidNurseryScope = "global::NurseryGen.Engine.VoidNurseryScope";
    public const string ChildNode = "global::NurseryGen.Engine.ChildNode";
    public const string HandleChild = "global::NurseryGen.Engine.HandleChild";
    public const string ReadyNode = "global::NurseryGen.Engine.ReadyNode";
    public const string DeliveringChild = "global::NurseryGen.Engine.DeliveringChild";
    public const string EachNode = "global::NurseryGen.Engine.EachNode";
    public const string AnyScope = "global::NurseryGen.Engine.NurseryScope";
    public const string ResultScope = "global::NurseryGen.Engine.ResultScope";
    public const string TraceFrame = "global::NurseryGen.Engine.TraceFrame";
    public const string EachScope = "global::NurseryGen.Engine.EachScope";
    public const string Outcome = "global::NurseryGen.Outcome";
    public const string SequencePump = "global::NurseryGen.Engine.SequencePump";
    public const string EachSink = "global::NurseryGen.Engine.EachSink";
    public const string EachSinks = "global::NurseryGen.Engine.EachSinks";
    public const string StreamEntry = "global::NurseryGen.Engine.StreamEntry";

    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    public const string TimeSpan = "global::System.TimeSpan";
    public const string DateTimeOffset = "global::System.DateTimeOffset";
    public const string Exception = "global::System.Exception";
    public const string OperationCanceledException = "global::System.OperationCanceledException";
    public const string NotImplementedException = "global::System.NotImplementedException";
    public const string UnconditionalSuppression = "global::System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage";
    public const string ExceptionDispatchInfo = "global::System.Runtime.ExceptionServices.ExceptionDispatchInfo";
    public const string StackTraceHidden = "global::System.Diagnostics.StackTraceHidden";
    public const string AsyncMethodBuilder = "global::System.Runtime.CompilerServices.AsyncMethodBuilder";
    public const string PoolingBuilder = "global::System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder";
}
