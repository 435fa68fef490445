using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.CodeFixes.Fixing;
using NurseryGen.CodeFixes.Syntax;

namespace NurseryGen.CodeFixes.Catching;

/// <summary>
/// NUR401: catches an exception where it comes alone and where it comes in a group:
/// <c>catch (Exception e) when (ExceptionGroup.Matches&lt;T&gt;(e))</c>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MatchGroup))]
public sealed class MatchGroup() : NurseryCodeFix("NUR401")
{
    private protected override IEnumerable<Fix> Plan(FixTarget target)
    {
        // The variable may be a group then, so it must be used as any exception can be.
        if (target.Enclosing<CatchClauseSyntax>() is not { Declaration: { } declaration } clause
            || target.TypeOf(declaration.Type) is not { } type
            || !IsUsedAsAnyException(target, clause, declaration))
        {
            yield break;
        }

        var name = Names.ForCaught(clause);
        yield return new Fix($"Catch '{type.Name}' in groups too", nameof(MatchGroup), editor => editor.ReplaceNode(clause, (node, _) =>
            Catches.With((CatchClauseSyntax)node, Types.Exception, name, Matches(Catches.TypeOf((CatchClauseSyntax)node)!, name))));
    }

    private static InvocationExpressionSyntax Matches(TypeSyntax type, string name)
    {
        var arguments = SyntaxFactory.TypeArgumentList(SyntaxFactory.SingletonSeparatedList(type));
        var method = SyntaxFactory.GenericName(SyntaxFactory.Identifier("Matches"), arguments);
        return Code.Call(Code.Member(Types.Expression("NurseryGen.ExceptionGroup"), method), SyntaxFactory.IdentifierName(name));
    }

    private static bool IsUsedAsAnyException(FixTarget target, CatchClauseSyntax clause, CatchDeclarationSyntax declaration) =>
        target.Model.GetDeclaredSymbol(declaration, target.CancellationToken) is not { } variable
        || target.UsesOf(variable, clause).All(use => IsGeneral(target, use));

    private static bool IsGeneral(FixTarget target, IdentifierNameSyntax use)
    {
        if (use.Parent is MemberAccessExpressionSyntax access && access.Expression == use)
            return target.SymbolOf(access.Name) is { } member && IsAnyExceptions(Root(member));

        // Written into a text, thrown, or handed to what takes any exception.
        return use.Parent is InterpolationSyntax or ThrowStatementSyntax
            || (use.Parent is ArgumentSyntax
                && target.Model.GetTypeInfo(use, target.CancellationToken).ConvertedType is { } wanted && IsAnyException(wanted));
    }

    /// <summary>Whether a member is there in any exception: its own or an object's, or an extension of these.</summary>
    private static bool IsAnyExceptions(ISymbol member) => member is IMethodSymbol { ReducedFrom: { } extension }
        ? IsAnyException(extension.Parameters[0].Type)
        : IsAnyException(member.ContainingType);

    private static ISymbol Root(ISymbol member)
    {
        for (var current = member; ; current = Overridden(current)!)
        {
            if (Overridden(current) is null)
                return current;
        }

        static ISymbol? Overridden(ISymbol symbol) => symbol switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            _ => null,
        };
    }

    private static bool IsAnyException(ITypeSymbol type) => type.SpecialType == SpecialType.System_Object
        || type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
