using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>What a rule looks at: an operation, and all that can be asked about its place.</summary>
internal sealed class RuleContext
{
    // One of the two, as the compiler gave it: delegates of its methods would cost more than most rules do.
    private readonly OperationAnalysisContext _operation;
    private readonly OperationBlockAnalysisContext? _member;
    private NurseryCode? _code;
    private bool _hasCode;

    /// <summary>What a rule is shown of an operation.</summary>
    public RuleContext(IOperation operation, KnownSymbols known, in OperationAnalysisContext context)
    {
        _operation = context;
        (Operation, Known, Owner, Compilation, CancellationToken) =
            (operation, known, context.ContainingSymbol, context.Compilation, context.CancellationToken);
    }

    /// <summary>What a rule is shown of a member.</summary>
    public RuleContext(IBlockOperation body, KnownSymbols known, in OperationBlockAnalysisContext context)
    {
        _member = context;
        (Operation, Known, Owner, Compilation, CancellationToken) =
            (body, known, context.OwningSymbol, context.Compilation, context.CancellationToken);
    }

    /// <summary>The operation that the rule asked for; of a function, its body.</summary>
    public IOperation Operation { get; }

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
    public ISymbol Owner { get; }

    public KnownSymbols Known { get; }

    public Compilation Compilation { get; }

    public CancellationToken CancellationToken { get; }

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
        ? FlowGraphs.Of(MemberGraph(), function, CancellationToken)
        : MemberGraph();

    public void Report(DiagnosticDescriptor descriptor, SyntaxNode place, params string[] arguments) =>
        Report(descriptor, place.GetLocation(), arguments);

    /// <summary>Reports a finding on less than a whole node: a keyword.</summary>
    public void Report(DiagnosticDescriptor descriptor, Location place, params string[] arguments) =>
        Report(Diagnostic.Create(descriptor, place, arguments.ToArray<object>()));

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
        Report(Diagnostic.Create(descriptor, place, properties, arguments.ToArray<object>()));

    private ControlFlowGraph MemberGraph() =>
        _member is { } member ? member.GetControlFlowGraph(Operation) : _operation.GetControlFlowGraph();

    private void Report(Diagnostic finding)
    {
        if (_member is { } member)
            member.ReportDiagnostic(finding);
        else
            _operation.ReportDiagnostic(finding);
    }
}
