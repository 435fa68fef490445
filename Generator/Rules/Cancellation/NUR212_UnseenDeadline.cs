using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR212: a <c>[Timeout]</c> whose token no code can have: the deadline passes, and everything runs on.</summary>
/// <remarks>
/// Of a nursery, its body and all children that belong to it are looked at; of a child, the child. It is enough that one of them takes a
/// token, or does anything with its nursery but to start children, join and cancel; so is a sequence that is asked with the token. What
/// takes no time, since it neither awaits, calls nor loops, needs none. The body of a <c>[Timeout]</c> method that awaits is
/// <see cref="NUR209_IdleScope"/>'s.
/// </remarks>
internal static class NUR212_UnseenDeadline
{
    public static void Register(RuleRegistry rules) => rules.OnType(Check);

    private static void Check(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        foreach (var method in MethodRoles.Methods(type))
        {
            if (Place(method) is { } timeout && timeout.ConstructorArguments.FirstOrDefault().Value is not Timeout.Infinite)
                Check(context, type, method, timeout);
        }
    }

    private static AttributeData? Place(IMethodSymbol method) =>
        AttributeReader.Find(method, WellKnownNames.TimeoutAttributeName)
        ?? (MethodRoles.TimeoutParameter(method) is { } parameter
            ? AttributeReader.Find(parameter, WellKnownNames.TimeoutAttributeName)
            : null);

    private static void Check(SymbolAnalysisContext context, INamedTypeSymbol type, IMethodSymbol method, AttributeData timeout)
    {
        var cancellationToken = context.CancellationToken;
        IMethodSymbol[] code;
        string advice;
        if (MethodRoles.IsChild(method))
        {
            code = [method];
            advice = "take a CancellationToken in it, and pass it on";
        }
        else if (MethodRoles.IsNursery(method))
        {
            if (method.Parameters.Any(static parameter => MethodRoles.HasEach(parameter) && IsAskedWithToken(parameter.Type)))
                return;

            var children = TypeFacts.Of(type).Children(context.Compilation)
                .Where(child => Membership.Belongs(child, method, cancellationToken)).Select(static child => child.Method);
            code = [.. children, .. Bodies(type, method, cancellationToken)];
            advice = "take a CancellationToken in its children, and pass it on";
        }
        else
        {
            code = [.. Scopes(type, method)];
            advice = "take the scope's token, and pass it on";
            if (code.Any(body => Declarations(body, cancellationToken).Any(static node => Waits(node))))
                return;
        }

        if (code.Length > 0
            && !code.Any(one => Sees(one, cancellationToken))
            && code.Any(one => Declarations(one, cancellationToken).Any(TakesTime)))
        {
            var place = AttributeReader.LocationOf(timeout, cancellationToken) ?? method.Locations[0];
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.UnseenDeadline, place, method.Name, advice));
        }
    }

    private static bool IsAskedWithToken(ITypeSymbol sequence) =>
        KnownTypes.IsStream(sequence, out _) || KnownTypes.IsChannelReader(sequence, out _);

    private static IEnumerable<IMethodSymbol> Bodies(INamedTypeSymbol type, IMethodSymbol nursery, CancellationToken cancellationToken) =>
        Overloads(type, nursery).Where(body =>
            KnownTypes.IsUntypedNursery(body.Parameters[0].Type) || NurseryType.IsTaken(body.Parameters[0], nursery, cancellationToken));

    private static IEnumerable<IMethodSymbol> Scopes(INamedTypeSymbol type, IMethodSymbol entry) =>
        Overloads(type, entry).Where(static body => KnownTypes.IsCancelScope(body.Parameters[0].Type));

    private static IEnumerable<IMethodSymbol> Overloads(INamedTypeSymbol type, IMethodSymbol entry) =>
        MethodRoles.Methods(type).Where(body =>
            body.Name == entry.Name && body.Parameters.Length > 0 && !SymbolEqualityComparer.Default.Equals(body, entry));

    /// <summary>Whether the method can have a token: as a parameter, or from its nursery or scope. What isn't in source may.</summary>
    private static bool Sees(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences.Length == 0 || method.IsAbstract)
            return true;

        foreach (var parameter in method.Parameters)
        {
            if (KnownTypes.IsCancellationToken(parameter.Type) || parameter.Type.Name == "Deadline")
                return true;

            // A handle may be generated, and not be there yet.
            var isHandle = KnownTypes.IsCancelScope(parameter.Type) || KnownTypes.IsUntypedNursery(parameter.Type)
                || SyntaxPlaces.TypeOf(parameter, cancellationToken) is { } spelled && NurseryTypeName.IsOne(spelled);
            if (isHandle && Declarations(method, cancellationToken).Any(node => IsUsed(node, parameter.Name)))
                return true;
        }

        return false;
    }

    /// <summary>Whether a handle is used for more than to start children, to join and to cancel.</summary>
    private static bool IsUsed(SyntaxNode code, string handle) => code.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(name => name.Identifier.ValueText == handle)
        .Any(static name => name.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access
            || access.Expression != name
            || !IsBlind(access.Name.Identifier.ValueText, call));

    private static bool IsBlind(string method, InvocationExpressionSyntax call) => method switch
    {
        "JoinAsync" or "Cancel" or "Drain" => true,

        // The child is given a token, and has to take it.
        "Start" or "StartAsync" => call.ArgumentList.Arguments.FirstOrDefault()?.Expression switch
        {
            SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.ValueText == "_",
            ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters.LastOrDefault()?.Identifier.ValueText == "_",
            _ => false,
        },
        _ => method.StartsWith("Start", StringComparison.Ordinal),
    };

    private static IEnumerable<SyntaxNode> Declarations(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken));

    private static bool TakesTime(SyntaxNode code) => code.DescendantNodes().Any(static node => node switch
    {
        AwaitExpressionSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } =>
            name is not ("FromResult" or "FromException" or "FromCanceled" or "JoinAsync")
                && !name.StartsWith("Start", StringComparison.Ordinal),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } => name != "nameof",
        InvocationExpressionSyntax => true,
        _ => false,
    });

    private static bool Waits(SyntaxNode code) => code.DescendantNodes().Any(static node => node switch
    {
        AwaitExpressionSyntax or ForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } => true,
        ReturnStatementSyntax { Expression: { } task } => IsPending(task),
        ArrowExpressionClauseSyntax { Expression: var task } => IsPending(task),
        _ => false,
    });

    private static bool IsPending(ExpressionSyntax task) => task is not (MemberAccessExpressionSyntax or LiteralExpressionSyntax
        or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" } });
}
