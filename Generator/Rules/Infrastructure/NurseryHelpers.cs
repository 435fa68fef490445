using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// The private methods and properties of a type that its nursery code calls or hands on, directly or through others of them, and the
/// constructors of its private types.
/// </summary>
/// <remarks>
/// It goes by the text of the type, all parts of it, and binds nothing: a private method is called by its name. So are the methods of a
/// private type inside it, where nursery code mentions that type too. Found out once for each type. What an event's handler calls is left
/// out, for it runs at some other time.
/// </remarks>
internal static class NurseryHelpers
{
    // A constructor's name.
    private const string Made = ".ctor";
    private static readonly ConditionalWeakTable<INamedTypeSymbol, HashSet<string>> s_known = new();

    /// <summary>Whether nursery code of the method's type, or of the type around that, calls it or hands it to a nursery.</summary>
    public static bool Has(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var member = method.AssociatedSymbol ?? method;
        if (method.IsPartialDefinition || member.ContainingType is not { } type)
            return false;
        if (member.DeclaredAccessibility == Accessibility.Private
            && method.MethodKind != MethodKind.Constructor
            && Of(type).Contains(member.Name))
        {
            return true;
        }

        return type is { DeclaredAccessibility: Accessibility.Private, ContainingType: { } outer }
            && Of(outer).Contains($"{type.Name}.{member.Name}");

        HashSet<string> Of(INamedTypeSymbol one) => s_known.GetValue(one, some => Find(some, cancellationToken));
    }

    private static HashSet<string> Find(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var members = type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellationToken)).OfType<TypeDeclarationSyntax>()
            .SelectMany(static part => part.Members).ToArray();
        var own = members.Where(static member => IsPrivate(member.Modifiers) && IsHelper(member))
            .ToLookup(static member => NameOf(member)!, StringComparer.Ordinal);
        var inner = members.OfType<TypeDeclarationSyntax>().Where(static member => IsPrivate(member.Modifiers)).ToArray();
        if (own.Count == 0 && inner.Length == 0)
            return found;

        var declarations = members.OfType<MethodDeclarationSyntax>().ToArray();
        var entries = new HashSet<string>(
            declarations.Where(IsMarked).Select(static method => method.Identifier.ValueText), StringComparer.Ordinal);
        var rest = new Stack<SyntaxNode>();
        foreach (var method in declarations)
        {
            if (IsMarked(method) || (entries.Contains(method.Identifier.ValueText) && IsBody(method)))
                rest.Push(method);
            else
                PushHanded(method, rest);
        }

        var mentioned = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            while (rest.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var name in rest.Pop().DescendantNodesAndSelf(static node => !IsHandler(node)).OfType<SimpleNameSyntax>())
                {
                    var text = name.Identifier.ValueText;
                    mentioned.Add(text);
                    if (name.Parent is ObjectCreationExpressionSyntax)
                        mentioned.Add(text + Made);
                    if (own.Contains(text) && IsOwn(name) && found.Add(text))
                    {
                        foreach (var member in own[text])
                            rest.Push(member);
                    }
                }
            }

            PushInner();
        }
        while (rest.Count > 0);

        return found;

        void PushInner()
        {
            foreach (var one in inner)
            {
                if (!mentioned.Contains(one.Identifier.ValueText))
                    continue;

                foreach (var member in one.Members)
                {
                    if (IsHelper(member) && NameOf(member) is { } name
                        && mentioned.Contains(member is ConstructorDeclarationSyntax ? one.Identifier.ValueText + Made : name)
                        && found.Add($"{one.Identifier.ValueText}.{name}"))
                    {
                        rest.Push(member);
                    }
                }
            }
        }
    }

    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        ConstructorDeclarationSyntax => Made,
        _ => null,
    };

    /// <summary>Whether a member has code of its own, and isn't run by a nursery or a scope itself.</summary>
    private static bool IsHelper(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => !IsMarked(method) && !method.Modifiers.Any(SyntaxKind.OverrideKeyword),
        PropertyDeclarationSyntax property => property.ExpressionBody is not null
            || property.AccessorList?.Accessors.Any(static one => one.Body is not null || one.ExpressionBody is not null) == true,
        ConstructorDeclarationSyntax constructor => !constructor.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    /// <summary>What an ordinary method hands to a nursery or a scope.</summary>
    private static void PushHanded(SyntaxNode method, Stack<SyntaxNode> rest)
    {
        foreach (var call in method.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var receiver })
                continue;

            var isHanded = name switch
            {
                "Start" or "StartAsync" => true,
                "RunAsync" or "FailAfterAsync" or "MoveOnAfterAsync" => receiver.ToString() is var text
                    && (text.EndsWith("Nursery", StringComparison.Ordinal) || text.EndsWith("NurseryHost", StringComparison.Ordinal)
                        || text.EndsWith("CancelScope", StringComparison.Ordinal)),
                _ => false,
            };
            if (!isHanded)
                continue;

            foreach (var argument in call.ArgumentList.Arguments)
            {
                if (argument.Expression is AnonymousFunctionExpressionSyntax or SimpleNameSyntax)
                    rest.Push(argument.Expression);
            }
        }
    }

    private static bool IsPrivate(SyntaxTokenList modifiers) => !modifiers.Any(static modifier => modifier.Kind()
        is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.OverrideKeyword);

    private static bool IsMarked(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => Name(attribute.Name) is
            "Child" or "ChildAttribute" or "Nursery" or "NurseryAttribute" or "Timeout" or "TimeoutAttribute")
        || method.ParameterList.Parameters.Any(static parameter => parameter.AttributeLists.SelectMany(static list => list.Attributes)
            .Any(static attribute => Name(attribute.Name) == "Timeout"));

    private static string Name(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static bool IsBody(MethodDeclarationSyntax method) => method.ParameterList.Parameters.FirstOrDefault()?.Type is { } first
        && (NurseryTypeName.IsOne(first) || first.ToString().EndsWith("CancelScope", StringComparison.Ordinal));

    private static bool IsHandler(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax
    {
        Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression },
    };

    /// <summary>Whether a name can mean a method of the type itself, and is no more than mentioned by <c>nameof</c>.</summary>
    private static bool IsOwn(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access.Expression is ThisExpressionSyntax,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => false,
        ArgumentSyntax
        {
            Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } },
        } => false,
        _ => true,
    };
}
