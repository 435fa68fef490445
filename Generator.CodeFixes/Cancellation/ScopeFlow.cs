using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Cancellation;

/// <summary>
/// Follows a cancel scope, its token and what is given them through a function: a task that outlives the scope would lose its deadline
/// and the caller's cancellation, once the scope is disposed of.
/// </summary>
internal sealed class ScopeFlow
{
    private readonly FixTarget _target;
    private readonly SyntaxNode _function;
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);

    private ScopeFlow(FixTarget target, SyntaxNode function)
    {
        _target = target;
        _function = function;
    }

    /// <summary>Whether a task that is under the scope is returned as it is.</summary>
    public bool IsReturned { get; private set; }

    /// <returns>Null if something may use the scope after its block: a field, a list of the caller's, a delegate that is kept.</returns>
    public static ScopeFlow? Of(FixTarget target, VariableDeclaratorSyntax scope)
    {
        var function = scope.Ancestors().First(static node => IsFunction(node) || node is CompilationUnitSyntax);
        var flow = new ScopeFlow(target, function);
        return target.Model.GetDeclaredSymbol(scope, target.CancellationToken) is { } local && flow.Follow(local) ? flow : null;
    }

    private bool Follow(ISymbol symbol) =>
        !_followed.Add(symbol) || _target.UsesOf(symbol, _function).All(use => IsOver(OutOfInner(use)));

    /// <summary>The use itself, or the lambda or local function of this function that it is in, whichever is the outermost.</summary>
    private SyntaxNode OutOfInner(SyntaxNode use) =>
        use.Ancestors().TakeWhile(node => node != _function).LastOrDefault(IsFunction) ?? use;

    /// <summary>Whether nothing of a value is left when the block ends.</summary>
    private bool IsOver(SyntaxNode value)
    {
        for (var node = value; ; node = node.Parent!)
        {
            if (node is LocalFunctionStatementSyntax function)
                return _target.Model.GetDeclaredSymbol(function, _target.CancellationToken) is { } symbol && Follow(symbol);
            if (node is ExpressionSyntax expression && (HoldsNoScope(_target.TypeOf(expression)) || IsWaitedFor(expression)))
                return true;

            switch (node.Parent)
            {
                case AwaitExpressionSyntax:
                case CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword }:
                    return true;
                case ForEachStatementSyntax loop:
                    return _target.Model.GetDeclaredSymbol(loop, _target.CancellationToken) is { } item && Follow(item);
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                    return _target.Model.GetDeclaredSymbol(variable, _target.CancellationToken) is { } local && Follow(local);
                case AssignmentExpressionSyntax assignment:
                    return assignment.Right == node && _target.SymbolOf(assignment.Left) is ILocalSymbol other && Follow(other);
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } when IsKeptBy(call, (ExpressionSyntax)node):
                    return IsLocalReceiver(call, out var receiver) && Follow(receiver!);
                case ReturnStatementSyntax:
                    IsReturned = true;
                    return !AsyncFunction.IsAsync(_function) && node is ExpressionSyntax returned && IsTask(_target.TypeOf(returned));
                case ExpressionStatementSyntax:
                    return !IsTask(_target.TypeOf(node));
                case StatementSyntax:
                    return node is ExpressionSyntax;
                case null or MemberDeclarationSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax:
                    return false;
            }
        }
    }

    /// <summary>Whether a call takes a task or a delegate and gives nothing back that could be awaited for it.</summary>
    private bool IsKeptBy(InvocationExpressionSyntax call, ExpressionSyntax argument)
    {
        var given = _target.Model.GetTypeInfo(argument, _target.CancellationToken);
        return (IsTask(given.Type) || given.ConvertedType?.TypeKind == TypeKind.Delegate) && HoldsNoScope(_target.TypeOf(call));
    }

    private bool IsLocalReceiver(InvocationExpressionSyntax call, out ISymbol? receiver)
    {
        receiver = call.Expression is MemberAccessExpressionSyntax access ? _target.SymbolOf(access.Expression) : null;
        return receiver is ILocalSymbol;
    }

    // task.Result, task.Wait(), task.GetAwaiter().GetResult()
    private bool IsWaitedFor(ExpressionSyntax node) => node.Parent is MemberAccessExpressionSyntax access
        && access.Expression == node
        && access.Name.Identifier.ValueText is "Result" or "Wait" or "GetAwaiter"
        && IsTask(_target.TypeOf(node));

    private static bool IsTask(ITypeSymbol? type) => type is not null && KnownTypes.IsAwaitable(type, out _, out _);

    /// <summary>Whether a value of the type can hold on to no scope: a number, a text, nothing at all.</summary>
    private static bool HoldsNoScope(ITypeSymbol? type) => type is not null
        && (type.SpecialType is SpecialType.System_Void or SpecialType.System_String
            || (type.IsValueType && !IsTask(type) && !KnownTypes.IsCancellationToken(type)
                && type.ContainingNamespace?.ToDisplayString() != "System.Runtime.CompilerServices"));

    private static bool IsFunction(SyntaxNode node) => node is
        AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax;
}
