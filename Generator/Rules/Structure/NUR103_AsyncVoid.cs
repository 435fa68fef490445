using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// NUR103: an <c>async void</c> lambda or local function in nursery code. No code can await it, and what it throws ends the process.
/// </summary>
/// <remarks>
/// Wherever it is given to, it is written here. Except an event's handler, which can be nothing else; methods that are <c>async void</c>
/// can't be children in the first place.
/// </remarks>
internal static class NUR103_AsyncVoid
{
    public static void Register(RuleRegistry rules) =>
        rules.OnOperation(Check, OperationKind.AnonymousFunction, OperationKind.LocalFunction);

    private static void Check(RuleContext context)
    {
        var function = context.Operation;
        if (function.FunctionSymbol() is not { IsAsync: true, ReturnsVoid: true } symbol
            || IsOfEvent(function)
            || function.Parent is null
            || context.CodeOf(function.Parent) is null)
        {
            return;
        }

        if (function.Syntax is LocalFunctionStatementSyntax local)
        {
            context.ReportReplaceable(
                DiagnosticDescriptors.AsyncVoid, local.ReturnType, "Task", $"'{symbol.Name}'", "return Task, and await it");
        }
        else if (function.Syntax is AnonymousFunctionExpressionSyntax lambda)
        {
            context.Report(
                DiagnosticDescriptors.AsyncVoid, lambda.AsyncKeyword.GetLocation(), "this lambda",
                "hand it to what takes a Func<Task>, or start it as a child");
        }
    }

    /// <summary>Whether the function is an event's handler.</summary>
    public static bool IsOfEvent(IOperation function) =>
        function.FunctionSymbol() is { } symbol && (IsHandler(symbol) || IsSubscribed(function));

    /// <summary>Whether the function takes what an event's handler takes by convention.</summary>
    private static bool IsHandler(IMethodSymbol function) =>
        function.Parameters.Length == 2
        && function.Parameters[0].Type.SpecialType == SpecialType.System_Object
        && IsEventArgs(function.Parameters[1].Type);

    private static bool IsEventArgs(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current is { Name: "EventArgs", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }

    /// <summary>Whether an event takes the function, also by way of a local that holds it.</summary>
    private static bool IsSubscribed(IOperation function)
    {
        if (function is ILocalFunctionOperation { Symbol: { } symbol })
        {
            return function.Outermost().Descendants().OfType<IMethodReferenceOperation>()
                .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Method, symbol))
                .Any(static reference => Taker(reference) is IEventAssignmentOperation);
        }

        return Taker(function) switch
        {
            IEventAssignmentOperation => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local } } =>
                function.ReferencesTo(local).Any(static reference => Taker(reference) is IEventAssignmentOperation),
            _ => false,
        };
    }

    private static IOperation? Taker(IOperation value)
    {
        var node = value.Parent;
        while (node is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            node = node.Parent;

        return node;
    }
}
