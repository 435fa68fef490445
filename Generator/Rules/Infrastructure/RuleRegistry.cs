using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Collects what an analyzer's rules want to see, and shows it to them.</summary>
internal sealed class RuleRegistry
{
    private readonly Dictionary<OperationKind, List<Action<RuleContext>>> _operations = [];
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

        // One action for all rules, and none that begins with each member: what the compiler does around an action costs more than most
        // rules do.
        if (registry._operations.Count > 0)
            start.RegisterOperationAction(registry.OnOperation, registry._operations.Keys.ToImmutableArray());
        if (registry._functions.Count > 0)
        {
            start.RegisterOperationBlockAction(registry.OnMember);
            start.RegisterOperationAction(registry.OnNested, OperationKind.AnonymousFunction, OperationKind.LocalFunction);
        }

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
    public void OnOperation(Action<RuleContext> check, params OperationKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            if (!_operations.TryGetValue(kind, out var checks))
                _operations.Add(kind, checks = []);

            checks.Add(check);
        }
    }

    /// <summary>Shows a rule each function that is nursery code, once: the body of a method, of a lambda or of a local function.</summary>
    public void OnFunction(Action<RuleContext> check) => _functions.Add(check);

    /// <summary>Shows a rule each type of the project, for what its declarations say together.</summary>
    public void OnType(Action<SymbolAnalysisContext, INamedTypeSymbol> check) => _types.Add(check);

    private void OnOperation(OperationAnalysisContext context)
    {
        var rule = new RuleContext(context.Operation, Known, context);
        foreach (var check in _operations[context.Operation.Kind])
            check(rule);
    }

    private void OnMember(OperationBlockAnalysisContext context)
    {
        if (Known.Functions.OfMember(context.OwningSymbol, context.CancellationToken) is null)
            return;

        foreach (var body in context.OperationBlocks.OfType<IBlockOperation>())
        {
            var rule = new RuleContext(body, Known, context);
            _functions.ForEach(check => check(rule));
        }
    }

    private void OnNested(OperationAnalysisContext context)
    {
        if (Known.Functions.Of(context.Operation, context.ContainingSymbol, context.CancellationToken) is null)
            return;

        var body = context.Operation is ILocalFunctionOperation function
            ? function.Body
            : ((IAnonymousFunctionOperation)context.Operation).Body;
        if (body is not null)
            _functions.ForEach(check => check(new RuleContext(body, Known, context)));
    }
}
