namespace NurseryGen.Generator.Model;

/// <summary>A method with <c>[Timeout]</c> alone: everything that its file is written from.</summary>
/// <param name="HintName">The generated file's name.</param>
/// <param name="Container">Where it goes.</param>
/// <param name="Method">The partial method.</param>
/// <param name="InfoClass">The nested class that holds its metadata.</param>
/// <param name="InfoName">Its name at run time: <c>Quotes.QuoteAsync</c>.</param>
/// <param name="Body">The call of the body; none while the user still owes a valid one.</param>
/// <param name="Timeout">Its deadline.</param>
/// <param name="Clock">What measures it.</param>
/// <param name="Directives">What its file begins with.</param>
internal sealed record ScopeSpec(
    string HintName,
    ContainerSpec Container,
    MethodSpec Method,
    string InfoClass,
    string InfoName,
    CallSpec? Body,
    TimeoutSpec Timeout,
    ClockSpec? Clock,
    DirectivesSpec Directives) : IEntrySpec
{
    /// <inheritdoc/>
    public bool IsStub => Body is null;

    /// <inheritdoc/>
    public IEntrySpec WithUnseenName() => this with { Method = Method with { OwnMarks = Method.OwnMarks | OwnMarks.Unseen } };
}
