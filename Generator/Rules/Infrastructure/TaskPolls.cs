using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>Recognises questions to a task whose answer takes nothing from it: whether it is done, and how it ended.</summary>
internal static class TaskPolls
{
    private static readonly HashSet<string> s_polls = ["IsCompleted", "IsFaulted", "IsCanceled", "IsCompletedSuccessfully"];

    /// <summary>Whether the operation, around an expression that is a task, asks it no more than that.</summary>
    public static bool IsPoll(IOperation asker) => asker switch
    {
        IPropertyReferenceOperation { Property.Name: var name, Parent: not IPropertySubpatternOperation } => s_polls.Contains(name),
        IIsPatternOperation question => IsPoll(question.Pattern),
        _ => false,
    };

    /// <summary>Whether a lambda asks its task no more than that, as <c>RemoveAll(t =&gt; t.IsCompleted)</c> does.</summary>
    public static bool IsPoll(LambdaExpressionSyntax lambda)
    {
        var parameter = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 1 } parameters } => parameters[0],
            _ => null,
        };
        return parameter is not null && lambda.ExpressionBody is { } body && body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == parameter.Identifier.ValueText)
            .All(static name => name.Parent is MemberAccessExpressionSyntax access
                ? access.Name == name || s_polls.Contains(access.Name.Identifier.ValueText)
                : name.Parent is IsPatternExpressionSyntax { Pattern: var pattern } && IsPoll(pattern));
    }

    /// <summary>Whether a pattern, by its text, asks a task no more than that.</summary>
    public static bool IsPoll(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax => true,
        UnaryPatternSyntax not => IsPoll(not.Pattern),
        ParenthesizedPatternSyntax inner => IsPoll(inner.Pattern),
        BinaryPatternSyntax both => IsPoll(both.Left) && IsPoll(both.Right),
        RecursivePatternSyntax { Designation: null, PositionalPatternClause: null, PropertyPatternClause: { } parts } =>
            parts.Subpatterns.All(static part =>
                part.NameColon is { } name && s_polls.Contains(name.Name.Identifier.ValueText) && part.Pattern is ConstantPatternSyntax),
        _ => false,
    };

    private static bool IsPoll(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation => true,
        INegatedPatternOperation not => IsPoll(not.Pattern),
        IBinaryPatternOperation both => IsPoll(both.LeftPattern) && IsPoll(both.RightPattern),
        IRecursivePatternOperation { DeclaredSymbol: null, DeconstructionSubpatterns.Length: 0 } parts =>
            parts.PropertySubpatterns.All(static part =>
                part is { Member: IPropertyReferenceOperation { Property.Name: var name }, Pattern: IConstantPatternOperation }
                && s_polls.Contains(name)),
        _ => false,
    };
}
