using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Parsing;

namespace NurseryGen.CodeFixes.Children;

/// <summary>NUR101: gives an orphan a parent: who made the task awaits it, or the nursery does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitOrStart))]
public sealed class AwaitOrStart() : NurseryCodeFix("NUR101")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        if (TaskStatement.ExpressionOf(target) is not { } task)
            yield break;

        if (TaskStatement.Of(target, task) is { } statement)
        {
            if (task is InvocationExpressionSyntax call && ChildStart.Of(target, call) is { } start)
            {
                yield return new Fix(
                    "Start it as a child", nameof(AwaitOrStart) + ".Start", editor => editor.ReplaceNode(statement, (node, _) =>
                        Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ExpressionStatement(start).WithTriviaFrom(node)));
            }

            if (Awaiting.IsPossible(task))
            {
                yield return new Fix("Await it", nameof(AwaitOrStart) + ".Await", editor => editor.ReplaceNode(
                    statement, (node, _) => Awaiting.Statement(TaskIn((StatementSyntax)node)).WithTriviaFrom(node)));
            }
        }
        else if (IsTaskOfTask(target, task) && (task.Parent as AwaitExpressionSyntax ?? task as AwaitExpressionSyntax) is { } awaited)
        {
            yield return new Fix("Await the inner task too", nameof(AwaitOrStart) + ".Await", editor => editor.ReplaceNode(
                awaited,
                (node, _) => ((AwaitExpressionSyntax)node).WithExpression(
                    Awaiting.Await(((AwaitExpressionSyntax)node).Expression, ((AwaitExpressionSyntax)node).Expression))));
        }
    }

    /// <summary>The task in the statement, as other fixes may have left it.</summary>
    private static ExpressionSyntax TaskIn(StatementSyntax statement) => statement switch
    {
        LocalDeclarationStatementSyntax local => local.Declaration.Variables[0].Initializer!.Value,
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => assignment.Right,
        _ => ((ExpressionStatementSyntax)statement).Expression,
    };

    private static bool IsTaskOfTask(FixTarget target, ExpressionSyntax task) =>
        target.TypeOf(task) is { } type && KnownTypes.IsAwaitable(type, out _, out var inner)
        && inner is not null && KnownTypes.IsAwaitable(inner, out _, out _);
}
