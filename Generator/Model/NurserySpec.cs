namespace NurseryGen.Generator.Model;

/// <summary>A nursery in its body form: everything that its file is written from.</summary>
/// <param name="HintName">The generated file's name.</param>
/// <param name="Container">Where it goes.</param>
/// <param name="Method">The partial method.</param>
/// <param name="Struct">The handle that its body and its children receive.</param>
/// <param name="Body">The call of the body; none while the user still owes a valid one.</param>
/// <param name="Timeout">Its deadline.</param>
/// <param name="Clock">What measures it.</param>
/// <param name="AlwaysGroups">Whether a lone failure is thrown as a group too.</param>
/// <param name="Children">What it can start, in source order.</param>
internal sealed record NurserySpec(
    string HintName,
    ContainerSpec Container,
    MethodSpec Method,
    NurseryStructSpec Struct,
    CallSpec? Body,
    TimeoutSpec Timeout,
    ClockSpec? Clock,
    bool AlwaysGroups,
    EquatableArray<ChildSpec> Children);

/// <summary>The generated nursery type.</summary>
/// <param name="Name"><c>CheckNursery</c>.</param>
/// <param name="MethodName">The nursery's name as the user wrote it.</param>
/// <param name="InfoName">Its name at run time: <c>SiteChecker.CheckAsync</c>.</param>
/// <param name="Modifiers">With a trailing space; empty where the user's own part decides.</param>
/// <param name="TypeParameters">The nursery method's.</param>
/// <param name="Constraints">One <c>where</c> clause each.</param>
/// <param name="HasOwner">Whether it keeps the <c>this</c> of an instance method.</param>
internal sealed record NurseryStructSpec(
    string Name,
    string MethodName,
    string InfoName,
    string Modifiers,
    string TypeParameters,
    EquatableArray<string> Constraints,
    bool HasOwner);
