using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.CodeFixes.Children;

/// <summary>NUR101: gives an orphan a parent: its maker awaits it, or the nursery does.</summary>
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
                        SyntaxFactory.ExpressionStatement(start).WithTriviaFrom(node)));
            }

            if (AwaitPlace.Of(target, task) is { } place)
            {
                var otherwise = TaskStatement.Otherwise(target, task);
                yield return new Fix("Await it", nameof(AwaitOrStart) + ".Await", editor =>
                {
                    editor.ReplaceNode(statement, (node, _) => TaskStatement.Await((StatementSyntax)node, otherwise));
                    place.MakeAsync(editor);
                });
            }
        }
        else if (IsTaskOfTask(target, task))
        {
            yield return new Fix("Unwrap it", nameof(AwaitOrStart) + ".Unwrap", editor => editor.ReplaceNode(
                task,
                static (node, _) => Code.Call(Code.Member(Awaiting.Operand(((ExpressionSyntax)node).WithoutTrivia()), "Unwrap"))
                    .WithTriviaFrom(node)));
        }
    }

    /// <summary>Whether the outer task's <c>Unwrap()</c> stands for both.</summary>
    private static bool IsTaskOfTask(FixTarget target, ExpressionSyntax task) =>
        target.TypeOf(task) is { } type && KnownTypes.IsAwaitable(type, out var isValueTask, out var inner) && !isValueTask
        && inner is not null && KnownTypes.IsAwaitable(inner, out isValueTask, out _) && !isValueTask;
}
