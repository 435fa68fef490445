using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Analysis;

/// <summary>Collects what an analyzer's rules want to see, and shows it to them.</summary>
internal sealed class RuleRegistry
{
    private readonly List<(Action<RuleContext> Check, ImmutableArray<OperationKind> Kinds)> _operations = [];
    private readonly List<Action<RuleContext>> _functions = [];
    private readonly List<Action<SymbolAnalysisContext, INamedTypeSymbol>> _types = [];

    private RuleRegistry(KnownSymbols known) => Known = known;

    public KnownSymbols Known { get; }

    /// <summary>Runs the rules in every compilation that uses NurseryGen.</summary>
    public static void Run(AnalysisContext context, params Action<RuleRegistry>[] rules) => context.RegisterCompilationStartAction(start =>
    {
        if (KnownSymbols.Of(start.Compilation) is not { } known)
            return;

        ForgetMethods.Read(start.Compilation, start.Options.AnalyzerConfigOptionsProvider);
        var registry = new RuleRegistry(known);
        foreach (var register in rules)
            register(registry);

        start.RegisterOperationBlockStartAction(registry.OnMember);
        if (registry._types.Count > 0)
        {
            start.RegisterSymbolAction(
                type => registry._types.ForEach(check => check(type, (INamedTypeSymbol)type.Symbol)), SymbolKind.NamedType);
        }
    });

    /// <summary>
    /// Shows a rule every operation of some kinds, in nursery code or not. The rule has to turn down at a glance what isn't its matter, and
    /// only then ask for <see cref="RuleContext.Code"/>.
    /// </summary>
    public void OnOperation(Action<RuleContext> check, params OperationKind[] kinds) =>
        _operations.Add((check, ImmutableArray.Create(kinds)));

    /// <summary>Shows a rule each function that is nursery code, once: the body of a method, of a lambda or of a local function.</summary>
    public void OnFunction(Action<RuleContext> check) => _functions.Add(check);

    /// <summary>Shows a rule each type of the project, for what its declarations say together.</summary>
    public void OnType(Action<SymbolAnalysisContext, INamedTypeSymbol> check) => _types.Add(check);

    private void OnMember(OperationBlockStartAnalysisContext member)
    {
        var functions = new NurseryFunctions(member.OwningSymbol, Known, member.CancellationToken);
        foreach (var (check, kinds) in _operations)
            member.RegisterOperationAction(context => check(Context(context, context.Operation)), kinds);

        if (_functions.Count == 0)
            return;

        if (functions.Owner is not null)
            member.RegisterOperationBlockEndAction(OnBody);

        member.RegisterOperationAction(OnNested, OperationKind.AnonymousFunction, OperationKind.LocalFunction);

        void OnBody(OperationBlockAnalysisContext context)
        {
            foreach (var body in context.OperationBlocks.OfType<IBlockOperation>())
            {
                var rule = new RuleContext(
                    body, functions, member.OwningSymbol, Known, context.Compilation, () => context.GetControlFlowGraph(body),
                    context.ReportDiagnostic, context.CancellationToken);
                _functions.ForEach(check => check(rule));
            }
        }

        void OnNested(OperationAnalysisContext context)
        {
            if (functions.Of(context.Operation) is null)
                return;

            var body = context.Operation is ILocalFunctionOperation function
                ? function.Body
                : ((IAnonymousFunctionOperation)context.Operation).Body;
            if (body is not null)
                _functions.ForEach(check => check(Context(context, body)));
        }

        RuleContext Context(OperationAnalysisContext context, IOperation operation) => new(
            operation, functions, member.OwningSymbol, Known, context.Compilation, context.GetControlFlowGraph,
            context.ReportDiagnostic, context.CancellationToken);
    }
}
