using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NurseryGen.Generator.Diagnostics;

namespace NurseryGen.Generator.Analysis.Catching;

/// <summary>NUR401: <c>catch (T)</c> around a nursery whose failures may come as a group, which passes it by.</summary>
/// <remarks>
/// Cancellations and time-outs are the nursery's own and come alone. Where another clause of the <c>try</c> takes groups, or any exception,
/// its author has thought of them.
/// </remarks>
internal static class CatchPassesGroup
{
    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Try);

    private static void Check(RuleContext context)
    {
        var statement = (ITryOperation)context.Operation;
        if (statement.Catches.IsEmpty || TakesGroups(statement))
            return;

        var passed = statement.Catches.Where(static clause => PassesGroup(clause.ExceptionType)).ToArray();
        if (passed.Length == 0 || GroupOf(statement, context) is not { } nursery)
            return;

        foreach (var clause in passed)
        {
            if (clause.Syntax is CatchClauseSyntax { Declaration.Type: { } type })
                context.Report(DiagnosticDescriptors.CatchPassesGroup, type, nursery.Name, type.ToString());
        }
    }

    /// <summary>A nursery that is awaited in the <c>try</c> and may throw a group out of it.</summary>
    private static IMethodSymbol? GroupOf(ITryOperation statement, RuleContext context) => statement.Body.DescendantsInFunction()
        .Select(static operation => operation switch
        {
            IAwaitOperation awaiting => awaiting.Operation,
            IForEachLoopOperation { IsAsynchronous: true } loop => loop.Collection,
            _ => null,
        })
        .Where(awaited => awaited is not null && !IsTakenInside(awaited, statement))
        .Select(awaited => GroupSource.Of(awaited, context))
        .FirstOrDefault(static nursery => nursery is not null);

    /// <summary>Whether a <c>try</c> inside the one that is looked at takes groups already.</summary>
    private static bool IsTakenInside(IOperation place, ITryOperation outer)
    {
        for (var (node, inner) = (place.Parent, place); node is not null; (node, inner) = (node.Parent, node))
        {
            if (ReferenceEquals(node, outer))
                return false;
            if (node is ITryOperation statement && ReferenceEquals(statement.Body, inner) && TakesGroups(statement))
                return true;
        }

        return false;
    }

    private static bool TakesGroups(ITryOperation statement) =>
        statement.Catches.Any(static clause => IsGroupOrItsBase(clause.ExceptionType));

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
