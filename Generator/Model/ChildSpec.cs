namespace NurseryGen.Generator.Model;

/// <summary>A child as one nursery starts it: a <c>Start…</c> method and the class of its node.</summary>
/// <param name="MethodName">The child's name as the user wrote it.</param>
/// <param name="InfoName">Its name at run time: <c>SiteChecker.VisitAsync</c>.</param>
/// <param name="StartName"><c>StartVisit</c>.</param>
/// <param name="StartAccessibility">As accessible as the types in its signature allow.</param>
/// <param name="NodeName"><c>VisitChild</c>, unique in the nursery.</param>
/// <param name="TypeParameters">Those that the nursery doesn't already have.</param>
/// <param name="Constraints">One <c>where</c> clause each.</param>
/// <param name="Parameters">What the starter supplies: neither nursery nor token.</param>
/// <param name="Awaitable">What the child returns.</param>
/// <param name="Call">The call of the child itself.</param>
/// <param name="Timeout">Its deadline.</param>
/// <param name="IsInline">Whether it runs on the starter's stack first.</param>
internal sealed record ChildSpec(
    string MethodName,
    string InfoName,
    string StartName,
    string StartAccessibility,
    string NodeName,
    string TypeParameters,
    EquatableArray<string> Constraints,
    EquatableArray<ParameterSpec> Parameters,
    AwaitableSpec Awaitable,
    CallSpec Call,
    TimeoutSpec Timeout,
    bool IsInline);
