using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR401: <c>catch (T)</c> around a nursery whose failures may come as a group, which passes it by.</summary>
/// <remarks>
/// Cancellations and time-outs are the nursery's own and come alone. Where another clause of the <c>try</c> takes groups, or any exception,
/// its author has thought of them; unless it asks for failures of another type.
/// </remarks>
internal static class NUR401_CatchPassesGroup
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Try);

    private static void Check(RuleContext context)
    {
        var statement = (ITryOperation)context.Operation;
        foreach (var clause in statement.Catches)
        {
            var type = clause.ExceptionType;
            if (PassesGroup(type)
                && !TakesGroups(statement, type, context)
                && clause.Syntax is CatchClauseSyntax { Declaration.Type: { } written }
                && GroupOf(statement, type, context) is { } nursery)
            {
                context.Report(DiagnosticDescriptors.CatchPassesGroup, written, nursery.Name, written.ToString());
            }
        }
    }

    /// <summary>A nursery that is awaited in the <c>try</c> and may throw a group, with a failure of the type in it, out of it.</summary>
    private static IMethodSymbol? GroupOf(ITryOperation statement, ITypeSymbol type, RuleContext context) =>
        statement.Body.DescendantsInFunction()
            .Select(static operation => operation switch
            {
                IAwaitOperation awaiting => awaiting.Operation,
                IForEachLoopOperation { IsAsynchronous: true } loop => loop.Collection,
                _ => null,
            })
            .Where(awaited => awaited is not null && !IsTakenInside(awaited, statement, type, context))
            .Select(awaited => GroupSource.Of(awaited, context))
            .FirstOrDefault(static nursery => nursery is not null);

    /// <summary>Whether a <c>try</c> inside the one that is looked at takes groups already.</summary>
    private static bool IsTakenInside(IOperation place, ITryOperation outer, ITypeSymbol type, RuleContext context)
    {
        for (var (node, inner) = (place.Parent, place); node is not null; (node, inner) = (node.Parent, node))
        {
            if (ReferenceEquals(node, outer))
                return false;
            if (node is ITryOperation statement && ReferenceEquals(statement.Body, inner) && TakesGroups(statement, type, context))
                return true;
        }

        return false;
    }

    /// <summary>Whether a clause takes groups: all of them, or, where its filter asks for types, those with such a failure.</summary>
    private static bool TakesGroups(ITryOperation statement, ITypeSymbol type, RuleContext context) => statement.Catches.Any(clause =>
        IsGroupOrItsBase(clause.ExceptionType)
        && (AskedFor(clause.Filter, context) is not { Length: > 0 } asked
            || OneAndItsBases(type).Any(one => asked.Contains(one, SymbolEqualityComparer.Default))));

    /// <summary>The types in <c>when (ExceptionGroup.Matches&lt;T&gt;(e))</c>, or <c>when (group.Contains&lt;T&gt;())</c>.</summary>
    private static ITypeSymbol[] AskedFor(IOperation? filter, RuleContext context) => filter is null
        ? []
        : filter.DescendantsAndSelf().OfType<IInvocationOperation>().Select(static call => call.TargetMethod)
            .Where(method => method is { Name: "Matches" or "Contains", TypeArguments.Length: 1 }
                && KnownSymbols.Is(method.ContainingType, context.Known.ExceptionGroup))
            .Select(static method => method.TypeArguments[0])
            .ToArray();

    private static bool PassesGroup(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Class
        && !IsGroupOrItsBase(type)
        && type.ToDisplayString() is not "System.TimeoutException"
        && !OneAndItsBases(type).Any(static one =>
            one.ToDisplayString() is "System.OperationCanceledException" or "NurseryGen.NurseryTimeoutException");

    private static bool IsGroupOrItsBase(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Object
        || type.ToDisplayString() is "System.Exception" or "System.AggregateException" or "NurseryGen.ExceptionGroup";

    private static IEnumerable<ITypeSymbol> OneAndItsBases(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
            yield return current;
    }
}
