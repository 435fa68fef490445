using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR501: a child's <c>Result</c> or <c>Outcome</c> is read before the child is done, which throws.</summary>
/// <remarks>
/// Certain where it is read right from the start, or from a local in the same function and nothing between the two may have waited for the
/// child: no <c>JoinAsync</c>, no other use of the handle, nothing that a nursery is handed to, no look at how many children run.
/// </remarks>
internal static class NUR501_ResultTooEarly
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.PropertyReference);

    private static void Check(RuleContext context)
    {
        var read = (IPropertyReferenceOperation)context.Operation;
        if (read.Property.Name is not ("Result" or "Outcome")
            || !KnownTypes.IsChildHandle(read.Property.ContainingType)
            || read.Instance is null
            || !IsTooEarly(read, read.Instance, context.Known))
        {
            return;
        }

        if (read.Property.Name == "Result" && context.CanAwait)
        {
            var awaited = $"await {read.Instance.Syntax}";
            var isAccessed = read.Syntax.Parent
                is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax;
            context.ReportReplaceable(
                DiagnosticDescriptors.ResultTooEarly, read.Syntax, isAccessed ? $"({awaited})" : awaited, read.Property.Name,
                $"write '{awaited}'");
        }
        else
        {
            context.Report(
                DiagnosticDescriptors.ResultTooEarly, read.Syntax, read.Property.Name,
                "await the handle or the nursery's 'JoinAsync' before");
        }
    }

    private static bool IsTooEarly(IPropertyReferenceOperation read, IOperation instance, KnownSymbols known)
    {
        if (IsStart(instance, known))
            return true;
        if (instance is not ILocalReferenceOperation { Local: { } local })
            return false;

        var all = read.Outermost().Descendants().ToArray();
        if (all.OfType<IVariableDeclaratorOperation>()
                .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                is not { Initializer.Value: { } start }
            || !IsStart(start.Unwrapped(), known)
            || !ReferenceEquals(start.EnclosingFunction(), read.EnclosingFunction()))
        {
            return false;
        }

        var last = Loop(read, start)?.Syntax.Span.End ?? read.Syntax.SpanStart;
        return !all.Any(other =>
            other.Syntax.SpanStart >= start.Syntax.Span.End && other.Syntax.SpanStart < last && MayBeDone(other, local, read, known));
    }

    private static bool IsStart(IOperation? value, KnownSymbols known) =>
        value is IInvocationOperation { Instance: { } nursery } && known.IsNurseryHandle(nursery.Type);

    /// <summary>The outermost loop that comes round to the read again, but not to the start.</summary>
    private static IOperation? Loop(IOperation read, IOperation start)
    {
        IOperation? loop = null;
        for (var node = read.Parent; node is not null; node = node.Parent)
        {
            if (node is ILoopOperation && !node.Syntax.Span.Contains(start.Syntax.Span))
                loop = node;
        }

        return loop;
    }

    /// <summary>Whether the child may be known to be done after the operation.</summary>
    private static bool MayBeDone(IOperation operation, ILocalSymbol child, IOperation read, KnownSymbols known) => operation switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, child)
            && local.Syntax.SpanStart != read.Syntax.SpanStart
            && !IsRead(local.Parent),
        IInvocationOperation { TargetMethod.Name: "JoinAsync" } => true,
        IArgumentOperation argument => known.IsNurseryHandle(argument.Value.Unwrapped()?.Type),
        IPropertyReferenceOperation { Property.Name: "ChildCount" } => true,
        _ => false,
    };

    /// <summary>Whether it reads what the child has made, too: that waits for nothing.</summary>
    private static bool IsRead(IOperation? operation) => operation is IPropertyReferenceOperation { Property.Name: "Result" or "Outcome" };
}
