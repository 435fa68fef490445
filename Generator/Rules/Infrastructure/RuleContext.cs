using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace NurseryGen.Generator.Rules;

/// <summary>What a rule looks at: an operation, and all that can be asked about its place.</summary>
internal sealed class RuleContext(
    IOperation operation,
    ISymbol owner,
    KnownSymbols known,
    Compilation compilation,
    Func<ControlFlowGraph> memberGraph,
    Action<Diagnostic> report,
    CancellationToken cancellationToken)
{
    private NurseryCode? _code;
    private bool _hasCode;

    /// <summary>The operation that the rule asked for; of a function, its body.</summary>
    public IOperation Operation { get; } = operation;

    /// <summary>The nursery code that the operation stands in; null in other code. Ask after what is cheaper to look at.</summary>
    public NurseryCode? Code
    {
        get
        {
            if (!_hasCode)
                (_code, _hasCode) = (CodeOf(Operation), true);

            return _code;
        }
    }

    /// <summary>The member that the operation stands in: a method, a constructor, a field with an initializer …</summary>
    public ISymbol Owner { get; } = owner;

    public KnownSymbols Known { get; } = known;

    public Compilation Compilation { get; } = compilation;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The nursery code that another operation of the same member stands in; of a function, the code that it is.</summary>
    public NurseryCode? CodeOf(IOperation other) => Known.Functions.Of(other, Owner, CancellationToken);

    /// <summary>The tokens, nurseries and cancel scopes within reach of the operation, the nearest first.</summary>
    public IEnumerable<TokenSource> Tokens => TokensAt(Operation);

    public IEnumerable<TokenSource> TokensAt(IOperation place) => TokenReach.From(place, Owner, Known, CancellationToken);

    /// <summary>How code at the operation names the token of the scope that it runs under; null where it can't.</summary>
    public string? OwnToken => Tokens.Where(static source => source.IsOwn).Select(static source => source.Text).FirstOrDefault();

    /// <summary>
    /// The own token, where a rule may ask for it: in cleanup it is likely to be cancelled, and NUR205 forbids what another rule would ask.
    /// </summary>
    public string? AdvisedToken => CleanupPlaces.IsCleanup(Operation, Known) ? null : OwnToken;

    /// <summary>Whether an <c>await</c> can be written at the operation, if need be by making its function <c>async</c>.</summary>
    public bool CanAwait => Code is { } code && AwaitPlaces.CanAwait(Operation, code.Function);

    /// <summary>
    /// The control flow graph of the innermost function around the operation; null in code that the compiler drops. It costs: look for a
    /// cheap reason not to need it.
    /// </summary>
    public ControlFlowGraph? Graph() => Operation.EnclosingFunction() is { } function
        ? FlowGraphs.Of(memberGraph(), function, CancellationToken)
        : memberGraph();

    public void Report(DiagnosticDescriptor descriptor, SyntaxNode place, params string[] arguments) =>
        Report(descriptor, place.GetLocation(), arguments);

    /// <summary>Reports a finding on less than a whole node: a keyword.</summary>
    public void Report(DiagnosticDescriptor descriptor, Location place, params string[] arguments) =>
        report(Diagnostic.Create(descriptor, place, arguments.ToArray<object>()));

    /// <summary>Reports a finding that can be mended by writing something else in its place.</summary>
    /// <param name="descriptor">The rule.</param>
    /// <param name="place">What to mark.</param>
    /// <param name="replacement">What to write there instead: the code fix finds it under <see cref="FixProperties.Replacement"/>.</param>
    /// <param name="arguments">Of the message.</param>
    public void ReportReplaceable(DiagnosticDescriptor descriptor, SyntaxNode place, string replacement, params string[] arguments) =>
        Report(descriptor, place.GetLocation(), FixProperties.With(FixProperties.Replacement, replacement), arguments);

    /// <summary>Reports a finding with what its code fix needs to know, under the names in <see cref="FixProperties"/>.</summary>
    public void Report(
        DiagnosticDescriptor descriptor, Location place, ImmutableDictionary<string, string?> properties, params string[] arguments) =>
        report(Diagnostic.Create(descriptor, place, properties, arguments.ToArray<object>()));
}
