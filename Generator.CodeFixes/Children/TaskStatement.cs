using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;

namespace NurseryGen.CodeFixes.Children;

/// <summary>A statement that does nothing with a task but make it.</summary>
internal static class TaskStatement
{
    /// <summary>The whole statement: a call, one assigned to a discard, or a local that nothing reads.</summary>
    public static StatementSyntax? Of(FixTarget target, ExpressionSyntax task) => task.Parent switch
    {
        ExpressionStatementSyntax statement => statement,
        AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment
            when assignment.Right == task && target.SymbolOf(assignment.Left) is IDiscardSymbol => statement,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax statement } variable }
            when statement.Declaration.Variables.Count == 1
                && !statement.UsingKeyword.IsKind(SyntaxKind.UsingKeyword)
                && !IsUsed(target, variable) => statement,
        _ => null,
    };

    /// <summary>The expression that makes the task that a finding is about: on it, or on the local that keeps it.</summary>
    public static ExpressionSyntax? ExpressionOf(FixTarget target) => target.Node switch
    {
        VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
        AssignmentExpressionSyntax assignment => assignment.Right,
        _ => target.Find<InvocationExpressionSyntax>(static _ => true) is { } call ? WithReceiver(call) : null,
    };

    /// <summary>What stands for a task that may be null, after <c>??</c>; null where it can't be.</summary>
    public static ExpressionSyntax? Otherwise(FixTarget target, ExpressionSyntax task)
    {
        var info = target.Model.GetTypeInfo(task, target.CancellationToken);
        if (info.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return SyntaxFactory.LiteralExpression(SyntaxKind.DefaultLiteralExpression);

        return info.Nullability.FlowState == NullableFlowState.MaybeNull || task is ConditionalAccessExpressionSyntax
            ? Types.Expression("System.Threading.Tasks.Task.CompletedTask")
            : null;
    }

    /// <summary>The statement, as other fixes may have left it, with its task awaited and nothing else.</summary>
    public static StatementSyntax Await(StatementSyntax statement, ExpressionSyntax? otherwise)
    {
        var task = statement switch
        {
            LocalDeclarationStatementSyntax local => local.Declaration.Variables[0].Initializer!.Value,
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => assignment.Right,
            _ => ((ExpressionStatementSyntax)statement).Expression,
        };
        var operand = otherwise is null ? task : Coalesced(task.WithoutTrivia(), otherwise);
        return Comments.Carry(Awaiting.Statement(operand), statement, task);
    }

    /// <summary>The call, with <c>x?</c> if it is of what that is.</summary>
    private static ExpressionSyntax WithReceiver(InvocationExpressionSyntax call)
    {
        ExpressionSyntax whole = call;
        while (whole.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == whole)
            whole = access;

        return whole;
    }

    private static BinaryExpressionSyntax Coalesced(ExpressionSyntax task, ExpressionSyntax otherwise) => SyntaxFactory.BinaryExpression(
        SyntaxKind.CoalesceExpression,
        task.WithTrailingTrivia(SyntaxFactory.Space),
        Code.Spaced(SyntaxKind.QuestionQuestionToken),
        otherwise);

    private static bool IsUsed(FixTarget target, VariableDeclaratorSyntax variable)
    {
        var symbol = target.Model.GetDeclaredSymbol(variable, target.CancellationToken);
        var scope = variable.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return scope is null || symbol is null || target.UsesOf(symbol, scope).Any();
    }
}
