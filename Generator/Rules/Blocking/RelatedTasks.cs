using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>The variables of a function that a task may be found under, and where the function asks after them.</summary>
/// <remarks>
/// Variables belong together where one is in the other's value, one is an element of the other, or one was put into the other: waiting for
/// one may have been waiting for all.
/// </remarks>
internal sealed class RelatedTasks
{
    // To wait for a task is to know it done afterwards, too.
    private static readonly HashSet<string> s_questions =
        ["IsCompleted", "IsCompletedSuccessfully", "IsFaulted", "IsCanceled", "Status", "Exception", "Result"];

    private readonly HashSet<ISymbol> _all;

    private RelatedTasks(HashSet<ISymbol> read)
    {
        Read = read;
        _all = new HashSet<ISymbol>(read, SymbolEqualityComparer.Default);
    }

    /// <summary>The variables that the task is read from.</summary>
    public HashSet<ISymbol> Read { get; }

    /// <summary>Awaits of one of them, and questions whether it is done.</summary>
    public HashSet<SyntaxNode> Asks { get; } = [];

    /// <summary>Assignments of a new task to what is read.</summary>
    public HashSet<SyntaxNode> Starts { get; } = [];

    /// <summary>Whether the task comes out of an <c>await foreach</c>, as <c>WhenEach</c> gives them: done.</summary>
    public bool IsStreamed { get; private set; }

    /// <param name="task">The task.</param>
    /// <param name="use">What reads it.</param>
    /// <param name="function">The function around that.</param>
    public static RelatedTasks To(IOperation task, IOperation use, IOperation function)
    {
        var related = new RelatedTasks(new HashSet<ISymbol>(Symbols(task), SymbolEqualityComparer.Default));
        if (related.Read.Count == 0)
            return related;

        var operations = function.DescendantsInFunction().ToArray();
        var links = operations.Select(LinkOf).Where(static link => link.Length > 1).ToArray();
        for (var known = 0; known < related._all.Count;)
        {
            known = related._all.Count;
            foreach (var link in links.Where(link => link.Any(related._all.Contains)))
                related._all.UnionWith(link);
        }

        foreach (var operation in operations)
            related.Note(operation, use);

        return related;
    }

    private void Note(IOperation operation, IOperation use)
    {
        switch (operation)
        {
            case IAwaitOperation awaiting when IsMentioned(awaiting.Operation):
            case IPropertyReferenceOperation { Instance: { } task } question
                when s_questions.Contains(question.Property.Name) && IsMentioned(task):
            case IInvocationOperation { TargetMethod.Name: "Wait" or "WaitAll" or "WaitAny" or "GetResult" } call when IsMentioned(call):
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } both when IsMentioned(both):
            case IIsPatternOperation pattern when IsMentioned(pattern.Value):
                Asks.Add(operation.Syntax);
                break;
            case IVariableDeclaratorOperation { Initializer.Value: { } value } local
                when Read.Contains(local.Symbol) && !IsMentioned(value):
            case ISimpleAssignmentOperation { Value: { } assigned } assignment
                when assignment.Target.ReferredSymbol() is { } target && Read.Contains(target) && !IsMentioned(assigned):
                Starts.Add(operation.Syntax);
                break;
            case IForEachLoopOperation { IsAsynchronous: true } stream when stream.Locals.Any(Read.Contains):
                IsStreamed = true;
                break;
            case ILoopOperation loop when !loop.Syntax.Span.Contains(use.Syntax.Span) && AwaitsEach(loop) is { } start:
                Asks.Add(start);
                break;
        }
    }

    /// <summary>
    /// Where a loop starts that awaits one task after another: behind it they are done, though the compiler sees a way around its body.
    /// </summary>
    private SyntaxNode? AwaitsEach(ILoopOperation loop)
    {
        var start = loop switch
        {
            IForEachLoopOperation each => each.Collection,
            IForLoopOperation counting => counting.Condition,
            IWhileLoopOperation conditional => conditional.Condition,
            _ => null,
        };
        var awaits = loop.Body.DescendantsInFunction().OfType<IAwaitOperation>();
        return awaits.Any(awaiting => IsMentioned(awaiting.Operation)) ? start?.Syntax : null;
    }

    private bool IsMentioned(IOperation operation) => Symbols(operation).Any(_all.Contains);

    /// <summary>Variables that an operation relates; what it has fewer than two of relates nothing.</summary>
    private static ISymbol[] LinkOf(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation { Initializer.Value: { } value } local => [.. Symbols(value), local.Symbol],
        ISimpleAssignmentOperation assignment => [.. Symbols(assignment)],
        IForEachLoopOperation loop => [.. Symbols(loop.Collection), .. loop.Locals],
        IInvocationOperation { Instance: not null } call => [.. Symbols(call)],
        _ => [],
    };

    /// <summary>The variables in an operation that hold tasks, or something with tasks in it.</summary>
    private static IEnumerable<ISymbol> Symbols(IOperation operation) => operation.DescendantsAndSelf()
        .Where(static part => part.Type is { } type && HoldsTasks(type))
        .Select(static part => part switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member => member.Member,
            _ => (ISymbol?)null,
        })
        .OfType<ISymbol>();

    private static bool HoldsTasks(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => HoldsTasks(array.ElementType),
        INamedTypeSymbol named => KnownTypes.IsAwaitable(named, out _, out _) || named.TypeArguments.Any(HoldsTasks),
        _ => false,
    };
}
