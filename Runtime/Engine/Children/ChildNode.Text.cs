namespace NurseryGen.Engine;

/// <content>What a handle says of its child.</content>
public abstract partial class ChildNode
{
    /// <summary>The child and how it stands. Reads only: a debugger that shows this must not mark a failure as seen.</summary>
    internal string Describe(int version)
    {
        // Names first: should the node have become another child's meanwhile, the version tells.
        var identity = Identity.ToString();
        var status = HandleStatus((short)version);
        return HandleVersion != version ? "a child that ended without failing" : status switch
        {
            ValueTaskSourceStatus.Pending => identity + ": not ended",
            ValueTaskSourceStatus.Succeeded => identity + ": succeeded",
            ValueTaskSourceStatus.Canceled => identity + ": canceled",
            _ => identity + ": failed",
        };
    }
}
