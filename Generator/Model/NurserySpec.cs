namespace NurseryGen.Generator.Model;

/// <summary>A nursery: everything that its file is written from.</summary>
/// <param name="HintName">The generated file's name.</param>
/// <param name="Container">Where it goes.</param>
/// <param name="Method">The partial method.</param>
/// <param name="Struct">The nursery type.</param>
/// <param name="Form">What the method does; none while the user still owes something valid.</param>
/// <param name="Timeout">Its deadline.</param>
/// <param name="Clock">What measures it.</param>
/// <param name="Settings">What the engine is told of it.</param>
/// <param name="Directives">What its file begins with.</param>
/// <param name="Children">What its handle can start, in source order.</param>
internal sealed record NurserySpec(
    string HintName,
    ContainerSpec Container,
    MethodSpec Method,
    NurseryStructSpec Struct,
    NurseryFormSpec? Form,
    TimeoutSpec Timeout,
    ClockSpec? Clock,
    NurserySettingsSpec Settings,
    DirectivesSpec Directives,
    EquatableArray<ChildSpec> Children) : IEntrySpec
{
    /// <inheritdoc/>
    public bool IsStub => Form is null;

    /// <inheritdoc/>
    public IEntrySpec WithUnseenName() => this with { Method = Method with { OwnMarks = Method.OwnMarks | OwnMarks.Unseen } };
}

/// <summary>The generated nursery type.</summary>
/// <param name="Name"><c>CheckNursery</c>.</param>
/// <param name="MethodName">The nursery's name as the user wrote it.</param>
/// <param name="InfoName">Its name at run time: <c>SiteChecker.CheckAsync</c>.</param>
/// <param name="Modifiers">With a trailing space; empty where the user's own part decides.</param>
/// <param name="TypeParameters">The nursery method's.</param>
/// <param name="DeclaredTypeParameters">The same with the attributes that their arguments answer to.</param>
/// <param name="Constraints">One <c>where</c> clause each.</param>
/// <param name="HasOwner">Whether it keeps the <c>this</c> of an instance method.</param>
/// <param name="IsHandle">
/// Whether a method takes it: the body or a child. If not, it has no members but what is generated for the nursery.
/// </param>
/// <param name="Place">Where it goes.</param>
/// <param name="FrameName">
/// The class beside it that puts the nursery's name on stack traces: a name that the user's type doesn't have.
/// </param>
internal sealed record NurseryStructSpec(
    string Name,
    string MethodName,
    string InfoName,
    string Modifiers,
    string TypeParameters,
    string DeclaredTypeParameters,
    EquatableArray<string> Constraints,
    bool HasOwner,
    bool IsHandle,
    StructPlace Place,
    string FrameName);

/// <summary>Where a nursery type goes.</summary>
internal enum StructPlace
{
    /// <summary>Into the nursery's type.</summary>
    Nested,

    /// <summary>Beside the outermost type, where a member has the name: there is an error, and the type stands in.</summary>
    Beside,

    /// <summary>Nowhere: the name is another type's.</summary>
    None,
}

/// <summary>What the engine is told of a nursery.</summary>
/// <param name="AlwaysGroups">Whether a lone failure is thrown as a group too.</param>
/// <param name="Policy">What one child's end means to the others.</param>
/// <param name="MaxConcurrency">How many children run at once; 0 is no limit.</param>
internal sealed record NurserySettingsSpec(bool AlwaysGroups, NurseryPolicy Policy, int MaxConcurrency);

/// <summary>What one child's end means to the others. The numbers are the runtime's.</summary>
internal enum NurseryPolicy
{
    /// <summary>The first failure cancels the rest.</summary>
    FailFast = 0,

    /// <summary>A failure cancels no other child.</summary>
    Supervise = 1,

    /// <summary>The first success cancels the rest.</summary>
    Race = 2,
}
