namespace NurseryGen.Engine;

/// <summary>A child as the failures of its nursery see it.</summary>
internal interface IFailedChild
{
    /// <summary>What errors and reports call the child.</summary>
    ChildInfo Identity { get; }

    /// <summary>S14: true if an awaiter was thrown the child's failure, or it was taken out of an <c>Outcome</c>.</summary>
    bool IsHandled { get; }

    /// <summary>The failure is in its nursery's list, until it is handled. A full fence.</summary>
    void RecordedAs(FailureList.Entry entry);
}
