namespace NurseryGen.Engine;

/// <summary>An object that outlives a nursery and is told how that ended.</summary>
internal interface IExitListener
{
    /// <summary>The method or delegate has ended, and nothing of its scope runs any more.</summary>
    void OnExit(CancelReason? reason, bool isCaught);
}
