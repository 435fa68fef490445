using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Rules;

/// <summary>Tells what a method of the project does with a task that it is given, or with a delegate that makes one.</summary>
/// <remarks>
/// It goes by the text of the method and binds nothing. It follows every use of the parameter to its end, and says nothing as soon as one
/// goes where the text alone doesn't tell. Found out once for each parameter.
/// </remarks>
internal static class GivenTask
{
    private static readonly ConditionalWeakTable<IParameterSymbol, object> s_known = new();

    private static readonly HashSet<string> s_looks =
        ["Status", "Id", "AsyncState", "IsCompleted", "IsFaulted", "IsCanceled", "IsCompletedSuccessfully", "Exception", "ToString"];

    /// <summary>Whether the method blocks its thread until the task is done.</summary>
    public static bool IsBlockedOn(IParameterSymbol parameter) => Of(parameter) == Fate.Blocked;

    /// <summary>Whether the method leaves the task to itself.</summary>
    public static bool IsForgotten(IParameterSymbol parameter) => Of(parameter) == Fate.Dropped;

    /// <summary>Whether the method makes the task by a call that it gives out by the parameter, and isn't one that looks it up.</summary>
    public static bool IsMadeFor(IParameterSymbol parameter) =>
        parameter.OriginalDefinition.ContainingSymbol is IMethodSymbol { DeclaringSyntaxReferences.Length: 1 } method
        && !method.Name.StartsWith("TryGet", StringComparison.Ordinal)
        && method.DeclaringSyntaxReferences[0].GetSyntax().DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
            assignment.Left is IdentifierNameSyntax { Identifier.ValueText: var target } && target == parameter.Name
            && assignment.Right.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(static call =>
                call.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "FromResult" }));

    private static Fate Of(IParameterSymbol parameter)
    {
        var definition = parameter.OriginalDefinition;
        return definition.ContainingSymbol is IMethodSymbol { IsAbstract: false, DeclaringSyntaxReferences.Length: 1 }
            ? (Fate)s_known.GetValue(definition, static one => Find(one))
            : Fate.Unknown;
    }

    private static object Find(IParameterSymbol parameter)
    {
        var method = (IMethodSymbol)parameter.ContainingSymbol;
        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax();
        var body = declaration switch
        {
            BaseMethodDeclarationSyntax one => (SyntaxNode?)one.Body ?? one.ExpressionBody,
            LocalFunctionStatementSyntax one => (SyntaxNode?)one.Body ?? one.ExpressionBody,
            _ => null,
        };
        if (body is null)
            return Fate.Unknown;

        var isDelegate = parameter.Type.TypeKind == TypeKind.Delegate;
        var result = Fate.Unknown;
        foreach (var name in body.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != parameter.Name || IsMemberName(name))
                continue;

            var fate = isDelegate ? OfDelegate(name, declaration, 3) : OfTask(name, declaration, 3);
            if (fate == Fate.Unknown)
                return fate;
            if (result != Fate.Blocked && (fate != Fate.Looked || result == Fate.Unknown))
                result = fate;
        }

        // Code that only looks at a task, or at whether there is one, leaves it as well.
        return result == Fate.Looked ? Fate.Dropped : result;
    }

    private static bool IsMemberName(IdentifierNameSyntax name) =>
        name.Parent is NameColonSyntax || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name);

    /// <summary>What becomes of an expression that is the task.</summary>
    private static Fate OfTask(ExpressionSyntax task, SyntaxNode method, int depth)
    {
        if (depth == 0)
            return Fate.Unknown;

        switch (task.Parent)
        {
            case ParenthesizedExpressionSyntax parentheses:
                return OfTask(parentheses, method, depth);
            case ExpressionStatementSyntax:
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } }:
                return Fate.Dropped;
            case ArrowExpressionClauseSyntax { Parent: { } owner }:
                return owner == method && ReturnsVoid(method) ? Fate.Dropped : Fate.Unknown;
            case AwaitExpressionSyntax awaited:
                return OfFunctionAround(awaited, method, depth - 1);
            case MemberAccessExpressionSyntax access when access.Expression == task:
                return OfMember(access, method, depth);
            case IsPatternExpressionSyntax
                or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression }:
                return Fate.Looked;
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } }
                when called.ToString().EndsWith("ThrowIfNull", StringComparison.Ordinal):
                return Fate.Looked;
            case LambdaExpressionSyntax lambda when lambda.ExpressionBody == task:
                return OfLambda(lambda, method, depth);
            default:
                return Fate.Unknown;
        }
    }

    private static Fate OfMember(MemberAccessExpressionSyntax access, SyntaxNode method, int depth)
    {
        var name = access.Name.Identifier.ValueText;
        var call = access.Parent as InvocationExpressionSyntax;
        return name switch
        {
            "Wait" or "Result" or "RunSynchronously" => Fate.Blocked,
            "ConfigureAwait" or "AsTask" or "Preserve" or "ContinueWith" or "Unwrap" when call is not null => OfTask(call, method, depth),
            "GetAwaiter" when call?.Parent is MemberAccessExpressionSyntax next => next.Name.Identifier.ValueText switch
            {
                "GetResult" => Fate.Blocked,
                "OnCompleted" or "UnsafeOnCompleted" => Fate.Dropped,
                _ => Fate.Unknown,
            },
            _ when s_looks.Contains(name) => Fate.Looked,
            _ when call?.Parent is ExpressionStatementSyntax && TaskUse.IsForgettingName(name) => Fate.Dropped,
            _ => Fate.Unknown,
        };
    }

    /// <summary>What becomes of the task of the function that an <c>await</c> stands in.</summary>
    private static Fate OfFunctionAround(AwaitExpressionSyntax awaited, SyntaxNode method, int depth)
    {
        foreach (var node in awaited.Ancestors())
        {
            if (node == method)
                return ReturnsVoid(method) ? Fate.Dropped : Fate.Unknown;

            switch (node)
            {
                case LambdaExpressionSyntax lambda:
                    return OfLambda(lambda, method, depth);
                case LocalFunctionStatementSyntax function:
                    return OfCalls(function, method, depth);
            }
        }

        return Fate.Unknown;
    }

    private static Fate OfCalls(LocalFunctionStatementSyntax function, SyntaxNode method, int depth)
    {
        if (ReturnsVoid(function))
            return Fate.Dropped;

        var uses = method.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == function.Identifier.ValueText)
            .Select(name => name.Parent is InvocationExpressionSyntax call ? OfTask(call, method, depth) : Fate.Unknown).Distinct()
                .ToArray();
        return uses.Length == 1 ? uses[0] : Fate.Unknown;
    }

    /// <summary>A lambda that <c>Task.Run</c> or its like runs.</summary>
    private static Fate OfLambda(LambdaExpressionSyntax lambda, SyntaxNode method, int depth) =>
        lambda.Parent is ArgumentSyntax argument ? OfStarter(argument, method, depth) : Fate.Unknown;

    private static Fate OfStarter(ArgumentSyntax argument, SyntaxNode method, int depth) =>
        argument.Parent?.Parent is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Run" or "StartNew" or "QueueUserWorkItem" },
        } call
            ? OfTask(call, method, depth - 1)
            : Fate.Unknown;

    private static Fate OfDelegate(ExpressionSyntax function, SyntaxNode method, int depth) => function.Parent switch
    {
        InvocationExpressionSyntax call when call.Expression == function => OfTask(call, method, depth),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Parent: InvocationExpressionSyntax call } =>
            OfTask(call, method, depth),
        ArgumentSyntax argument when IsAwaitedBySibling(argument, method) => OfTask(CallOf(argument)!, method, depth),
        ArgumentSyntax argument => OfStarter(argument, method, depth),
        _ => Fate.Unknown,
    };

    private static InvocationExpressionSyntax? CallOf(ArgumentSyntax argument) => argument.Parent?.Parent as InvocationExpressionSyntax;

    /// <summary>Whether an <c>async</c> method of the same type gets the delegate, and awaits what it makes.</summary>
    private static bool IsAwaitedBySibling(ArgumentSyntax argument, SyntaxNode method) =>
        CallOf(argument) is { Expression: SimpleNameSyntax { Identifier.ValueText: var name } } call
        && call.ArgumentList.Arguments.IndexOf(argument) is var index
        && (method.Parent as TypeDeclarationSyntax)?.Members.OfType<MethodDeclarationSyntax>()
            .Where(one => one.Identifier.ValueText == name).ToArray() is { Length: 1 } siblings
        && siblings[0] is { } sibling
        && sibling.Modifiers.Any(SyntaxKind.AsyncKeyword)
        && index < sibling.ParameterList.Parameters.Count
        && sibling.ParameterList.Parameters[index].Identifier.ValueText is var given
        && sibling.DescendantNodes().OfType<AwaitExpressionSyntax>().Any(awaited =>
            awaited.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault()?.Identifier.ValueText == given);

    private static bool ReturnsVoid(SyntaxNode method) => method switch
    {
        MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax type } => type.Keyword.IsKind(SyntaxKind.VoidKeyword),
        LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax type } => type.Keyword.IsKind(SyntaxKind.VoidKeyword),
        _ => false,
    };

    private enum Fate
    {
        Unknown,
        Looked,
        Dropped,
        Blocked,
    }
}
