namespace NurseryGen.Generator.Model;

/// <summary>A child as one nursery starts it: a <c>Start…</c> method and the class of its node.</summary>
/// <param name="MethodName">The child's name as the user wrote it.</param>
/// <param name="InfoName">Its name at run time: <c>SiteChecker.VisitAsync</c>.</param>
/// <param name="StartName"><c>StartVisit</c>.</param>
/// <param name="StartAccessibility">As accessible as the types in its signature allow.</param>
/// <param name="NodeName"><c>VisitChild</c>, unique in the nursery.</param>
/// <param name="TypeParameters">Those that the nursery doesn't already have.</param>
/// <param name="DeclaredTypeParameters">The same with the attributes that their arguments answer to.</param>
/// <param name="Constraints">One <c>where</c> clause each.</param>
/// <param name="Parameters">What the starter supplies: neither nursery nor token.</param>
/// <param name="Awaitable">What the child returns.</param>
/// <param name="Call">The call of the child itself.</param>
/// <param name="Timeout">Its deadline.</param>
/// <param name="Options">How it runs.</param>
/// <param name="Ready">What its starter waits for, where it says when it is ready.</param>
/// <param name="Forewarning">What calling it warns of.</param>
internal sealed record ChildSpec(
    string MethodName,
    string InfoName,
    string StartName,
    string StartAccessibility,
    string NodeName,
    string TypeParameters,
    string DeclaredTypeParameters,
    EquatableArray<string> Constraints,
    EquatableArray<ParameterSpec> Parameters,
    AwaitableSpec Awaitable,
    CallSpec Call,
    TimeoutSpec Timeout,
    ChildOptionsSpec Options,
    ReadySpec? Ready,
    ForewarningSpec Forewarning);

/// <summary>How a child runs.</summary>
/// <param name="IsInline">Whether it runs on the starter's stack first.</param>
/// <param name="IsShielded">Whether only its own deadline cancels it.</param>
/// <param name="IsDaemon">Whether the nursery ends without waiting for it to end by itself.</param>
internal sealed record ChildOptionsSpec(bool IsInline, bool IsShielded, bool IsDaemon);

/// <summary>What a child is given to say that it is ready.</summary>
/// <param name="Value">The type of the value for its starter, or none.</param>
internal sealed record ReadySpec(string? Value);
