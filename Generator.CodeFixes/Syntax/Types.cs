using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace NurseryGen.CodeFixes.Syntax;

/// <summary>Names of well-known types, as short as the document's usings allow.</summary>
internal static class Types
{
    public static ExpressionSyntax CancellationTokenNone => Expression("System.Threading.CancellationToken.None");

    public static TypeSyntax CancellationToken => Type("System.Threading.CancellationToken");

    public static TypeSyntax OperationCanceledException => Type("System.OperationCanceledException");

    public static TypeSyntax Exception => Type("System.Exception");

    public static TypeSyntax Nursery => Type("NurseryGen.Nursery");

    /// <summary>A type's member, such as <c>System.Threading.Tasks.Task.Delay</c>.</summary>
    public static ExpressionSyntax Expression(string qualified) => Simplified.Expression("global::" + qualified);

    private static TypeSyntax Type(string qualified) =>
        SyntaxFactory.ParseTypeName("global::" + qualified).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>Whether a symbol is a member of a type of the framework or of the runtime.</summary>
    public static bool IsMemberOf(ISymbol? symbol, string qualified) => symbol?.ContainingType?.OriginalDefinition is { } type
        && type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName == qualified;
}
