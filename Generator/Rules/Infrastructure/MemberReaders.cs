using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NurseryGen.Generator.Rules;

/// <summary>Tells whether any code of a type takes the tasks that one of its private fields or properties keeps.</summary>
/// <remarks>
/// It goes by the text of the type, all parts of it, and binds nothing: whatever is called like the member, and does more with it than
/// to assign it, to fill it or to count it, may await it. Found out once for each member.
/// </remarks>
internal static class MemberReaders
{
    private static readonly ConditionalWeakTable<INamedTypeSymbol, ConcurrentDictionary<string, bool>> s_known = new();

    // What fills or counts a collection, and what a task says of itself without an end to wait for.
    private static readonly HashSet<string> s_looks =
    [
        "Add", "TryAdd", "AddLast", "AddFirst", "Enqueue", "Push", "Insert",
        "Clear", "Count", "Length", "IsEmpty", "Capacity", "ContainsKey",
        "Contains", "Status", "Id", "IsCompleted", "IsFaulted", "IsCanceled", "IsCompletedSuccessfully", "Dispose",
    ];

    /// <summary>True if no code takes them. What others can see, others may take.</summary>
    public static bool AreNone(ISymbol member, CancellationToken cancellationToken)
    {
        // What a private type has, the type around it alone can see.
        var type = member.ContainingType;
        if (type is { DeclaredAccessibility: Accessibility.Private, ContainingType: { } outer })
            return !(type.IsRecord && TakesApart(outer, cancellationToken)) && AreNoneIn(outer, member.Name, cancellationToken);

        return member.DeclaredAccessibility == Accessibility.Private && type is not null && AreNoneIn(type, member.Name, cancellationToken);
    }

    private static bool AreNoneIn(INamedTypeSymbol type, string member, CancellationToken cancellationToken) =>
        s_known.GetValue(type, static _ => new ConcurrentDictionary<string, bool>(StringComparer.Ordinal))
            .GetOrAdd(member, name => !IsRead(type, name, cancellationToken));

    /// <summary>Whether any code of the type takes a value apart, so that parts of it are read without their names.</summary>
    private static bool TakesApart(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellationToken).DescendantNodes().Any(static node => node is
            ParenthesizedVariableDesignationSyntax or ForEachVariableStatementSyntax or PositionalPatternClauseSyntax
            or AssignmentExpressionSyntax { Left: TupleExpressionSyntax }));

    /// <summary>Whether any code of the type calls a method of that name on the member.</summary>
    public static bool IsCalled(ISymbol member, string method, CancellationToken cancellationToken) =>
        member.ContainingType.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellationToken).DescendantNodes()
            .OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == member.Name && name.Parent switch
            {
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == method,
                ConditionalAccessExpressionSyntax access => access.WhenNotNull.ToString().Contains(method),
                _ => false,
            }));

    private static bool IsRead(INamedTypeSymbol type, string name, CancellationToken cancellationToken)
    {
        foreach (var part in type.DeclaringSyntaxReferences)
        {
            foreach (var token in part.GetSyntax(cancellationToken).DescendantTokens())
            {
                if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name
                    && token.Parent is IdentifierNameSyntax use && !IsLook(use))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True if no other code gets the value of the assignment.</summary>
    private static bool IsStatement(AssignmentExpressionSyntax assignment) => assignment.Parent switch
    {
        ExpressionStatementSyntax or InitializerExpressionSyntax => true,
        ArrowExpressionClauseSyntax
        {
            Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } },
        } => true,
        ArrowExpressionClauseSyntax { Parent: ConstructorDeclarationSyntax or AccessorDeclarationSyntax } => true,
        _ => false,
    };

    private static bool IsLook(IdentifierNameSyntax name)
    {
        ExpressionSyntax use = name.Parent is MemberAccessExpressionSyntax own && own.Name == name ? own : name;
        return use.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == use => IsStatement(assignment),
            MemberAccessExpressionSyntax access when access.Expression == use =>
                s_looks.Contains(access.Name.Identifier.ValueText) || IsRemoval(access) || IsPolled(access) || IsContinued(access, name),
            ArgumentSyntax
            {
                RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword,
                Parent.Parent: InvocationExpressionSyntax
                {
                    Parent: ExpressionStatementSyntax
                        or AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } },
                } call,
            } =>
                call.Expression.ToString() is "Interlocked.Exchange" or "Volatile.Write",
            NameColonSyntax => true,
            ConditionalAccessExpressionSyntax { WhenNotNull: var next } access when access.Expression == use =>
                next.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault() is { } binding
                && s_looks.Contains(binding.Name.Identifier.ValueText),
            ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element =>
                assignment.Left == element && IsStatement(assignment),
            BinaryExpressionSyntax comparison =>
                comparison.IsKind(SyntaxKind.EqualsExpression) || comparison.IsKind(SyntaxKind.NotEqualsExpression),
            IsPatternExpressionSyntax { Pattern: var pattern } => TaskPolls.IsPoll(pattern),
            ArgumentSyntax
            {
                Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } },
            } => true,
            _ => false,
        };
    }

    /// <summary>Whether the tasks of a collection are only asked whether they are done.</summary>
    private static bool IsPolled(MemberAccessExpressionSyntax access) =>
        access is
        {
            Name.Identifier.ValueText: "RemoveAll" or "RemoveWhere" or "Any" or "All" or "Count" or "Exists" or "TrueForAll",
            Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments },
        }
        && arguments[0].Expression is LambdaExpressionSyntax lambda
        && TaskPolls.IsPoll(lambda);

    /// <summary>Whether the member gets what comes after the task that was in it: a chain that only grows.</summary>
    private static bool IsContinued(MemberAccessExpressionSyntax access, IdentifierNameSyntax name)
    {
        if (access.Name.Identifier.ValueText != "ContinueWith")
            return false;

        SyntaxNode value = access;
        while (value.Parent is InvocationExpressionSyntax or MemberAccessExpressionSyntax)
            value = value.Parent;

        return value.Parent is AssignmentExpressionSyntax assignment
            && assignment.Right == value
            && IsStatement(assignment)
            && (assignment.Left is MemberAccessExpressionSyntax own ? own.Name : assignment.Left)
                is IdentifierNameSyntax { Identifier.ValueText: var target }
            && target == name.Identifier.ValueText;
    }

    /// <summary>Whether what is taken out of a collection is thrown away on the spot.</summary>
    private static bool IsRemoval(MemberAccessExpressionSyntax access) =>
        access is
        {
            Name.Identifier.ValueText: "Remove" or "TryRemove" or "TryDequeue" or "TryPop" or "TryTake",
            Parent: InvocationExpressionSyntax call,
        }
        && call.ArgumentList.Arguments.All(static argument => !argument.RefOrOutKeyword.IsKind(SyntaxKind.OutKeyword)
            || argument.Expression is IdentifierNameSyntax { Identifier.ValueText: "_" }
            || argument.Expression is DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax });
}
