using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>Makes a function that returns a task <c>async</c>: what it returned it awaits.</summary>
internal static class AsyncFunction
{
    /// <summary>Whether the node is a method, a local function or a lambda that is <c>async</c> already.</summary>
    public static bool IsAsync(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    /// <param name="function">As other fixes may have left it.</param>
    /// <param name="hasResult">Whether its task has one.</param>
    /// <returns>The function, or itself if it is <c>async</c>.</returns>
    public static SyntaxNode Make(SyntaxNode function, bool hasResult)
    {
        if (IsAsync(function))
            return function;

        return function switch
        {
            MethodDeclarationSyntax method => Modifiers.Insert(Awaited(method, hasResult), SyntaxKind.AsyncKeyword),
            LocalFunctionStatementSyntax local =>
                WithKeyword(Awaited(local, hasResult), static (one, keyword) => one.AddModifiers(keyword)),
            AnonymousFunctionExpressionSyntax lambda =>
                WithKeyword(Awaited(lambda, hasResult), static (one, keyword) => one.AddModifiers(keyword)),
            _ => function,
        };
    }

    /// <summary>The function with each task that it returned awaited.</summary>
    private static T Awaited<T>(T function, bool hasResult)
        where T : SyntaxNode
    {
        var returns = function
            .DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>().Where(static one => one.Expression is not null).ToList();
        var bodies = function switch
        {
            LambdaExpressionSyntax { ExpressionBody: { } body } => [body],
            MethodDeclarationSyntax { ExpressionBody.Expression: { } body } => [body],
            LocalFunctionStatementSyntax { ExpressionBody.Expression: { } body } => [body],
            _ => Array.Empty<ExpressionSyntax>(),
        };
        var last = BodyOf(function)?.Statements.LastOrDefault();
        var changed = function.ReplaceNodes(returns.Cast<SyntaxNode>().Concat(bodies), (old, now) => now switch
        {
            ReturnStatementSyntax one when hasResult => one.WithExpression(ResultOf(one.Expression!)),
            ReturnStatementSyntax one => Ending(one, isLast: old == last),
            ExpressionSyntax body => hasResult ? ResultOf(body) : Awaiting.Await(body, (ExpressionSyntax)old),
            _ => now,
        });
        return WithoutLastReturn(changed);
    }

    private static BlockSyntax? BodyOf(SyntaxNode function) => function switch
    {
        BaseMethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax local => local.Body,
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        _ => null,
    };

    /// <summary><c>Task.FromResult(x)</c> is <c>x</c>; any other task is awaited.</summary>
    private static ExpressionSyntax ResultOf(ExpressionSyntax task) =>
        task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax made, ArgumentList.Arguments: { Count: 1 } arguments }
        && made.Name.Identifier.ValueText == "FromResult" && IsTask(made.Expression)
            ? Comments.Carry(arguments[0].Expression, task, arguments[0].Expression)
            : Awaiting.Await(task, task);

    /// <summary>What ends the function instead of returning a task without a result.</summary>
    private static StatementSyntax Ending(ReturnStatementSyntax statement, bool isLast)
    {
        if (IsDone(statement.Expression!))
            return Bare(statement);

        var awaited = Awaiting.Statement(statement.Expression!);
        return isLast
            ? Comments.Carry(awaited, statement, statement.Expression!)
            : Comments.Carry(SyntaxFactory.Block(awaited, SyntaxFactory.ReturnStatement()), statement, statement.Expression!)
                .WithAdditionalAnnotations(Formatter.Annotation);
    }

    /// <summary><c>return;</c>, with the comments that stood between the two.</summary>
    private static ReturnStatementSyntax Bare(ReturnStatementSyntax statement)
    {
        var comments = statement.DescendantTrivia()
            .Where(trivia => Comments.IsOne(trivia) && statement.Span.Contains(trivia.Span))
            .SelectMany(static trivia => new[] { SyntaxFactory.Space, trivia });
        return statement.WithReturnKeyword(statement.ReturnKeyword.WithTrailingTrivia(comments)).WithExpression(null);
    }

    /// <summary>Takes away a <c>return;</c> that ends the body anyway, unless a comment is with it.</summary>
    private static T WithoutLastReturn<T>(T function)
        where T : SyntaxNode =>
        BodyOf(function)?.Statements.LastOrDefault() is ReturnStatementSyntax { Expression: null } end
        && !end.DescendantTrivia().Any(Comments.IsOne)
            ? function.RemoveNode(end, SyntaxRemoveOptions.KeepNoTrivia)!
            : function;

    // Task.CompletedTask, ValueTask.CompletedTask, or default.
    private static bool IsDone(ExpressionSyntax task) => task switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask", Expression: var type } => IsTask(type),
        _ => task.IsKind(SyntaxKind.DefaultLiteralExpression) || task.IsKind(SyntaxKind.DefaultExpression),
    };

    private static bool IsTask(ExpressionSyntax type) => type switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText is "Task" or "ValueTask",
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText is "Task" or "ValueTask",
        _ => false,
    };

    /// <summary>Adds <c>async</c>, with what stands before the function left there.</summary>
    private static T WithKeyword<T>(T function, Func<T, SyntaxToken, T> add)
        where T : SyntaxNode
    {
        var keyword = Code.Spaced(SyntaxKind.AsyncKeyword);
        return add(function.WithoutLeadingTrivia(), keyword).WithLeadingTrivia(function.GetLeadingTrivia());
    }
}
