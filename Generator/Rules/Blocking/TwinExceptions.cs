using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// Synchronous calls that are right although there is an asynchronous twin: what works in memory, what has another meaning, and what its
/// own documentation says to call.
/// </summary>
internal static class TwinExceptions
{
    // Memory; readers that have to be opened for asynchronous use; writers whose target isn't known; and what has a rule of its own.
    private static readonly HashSet<string> s_types =
    [
        "System.IO.MemoryStream",
        "System.IO.StringReader",
        "System.IO.StringWriter",
        "System.Text.Json.Utf8JsonWriter",
        "System.Threading.CancellationTokenSource",
        "System.Threading.Tasks.Task",
        "System.Xml.XmlReader",
        "System.Xml.XmlWriter",
    ];

    // Behind these may well be a string or the console.
    private static readonly HashSet<string> s_abstractTypes = ["System.IO.TextReader", "System.IO.TextWriter"];

    // Their asynchronous methods aren't, or are other things.
    private static readonly HashSet<string> s_namespaces =
        ["FluentValidation", "Microsoft.Data.Sqlite", "Moq", "NUnit.Framework", "NurseryGen"];

    // Once a row has been read its values are there; entities are added in memory.
    private static readonly HashSet<string> s_methods =
    [
        "System.Data.Common.DbDataReader.GetFieldValue",
        "System.Data.Common.DbDataReader.IsDBNull",
        "Microsoft.EntityFrameworkCore.DbContext.Add",
        "Microsoft.EntityFrameworkCore.DbContext.AddRange",
        "Microsoft.EntityFrameworkCore.DbSet.Add",
        "Microsoft.EntityFrameworkCore.DbSet.AddRange",
        "Microsoft.EntityFrameworkCore.IDbContextFactory.CreateDbContext",
    ];

    public static bool Has(IInvocationOperation call, IMethodSymbol twin, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        if (s_namespaces.Contains(SpaceOf(method.ContainingType)) || IsHarmless(method, twin, cancellationToken))
            return true;

        var receiver = CreatedType(call.Instance) ?? call.Instance?.Type ?? method.ContainingType;
        if (s_abstractTypes.Contains(NameOf(receiver)))
            return true;

        for (ITypeSymbol? type = receiver; type is not null; type = type.BaseType)
        {
            var name = NameOf(type);
            if (s_types.Contains(name) || s_methods.Contains($"{name}.{method.Name}") || s_namespaces.Contains(SpaceOf(type)))
                return true;
        }

        return s_methods.Contains($"{NameOf(method.ContainingType)}.{method.Name}");
    }

    /// <summary>
    /// Whether the project's own methods show that nothing is won: the synchronous one calls nothing that could block, or the asynchronous
    /// one does nothing but call it.
    /// </summary>
    private static bool IsHarmless(IMethodSymbol method, IMethodSymbol twin, CancellationToken cancellationToken)
    {
        var declarations = Declarations(method, cancellationToken);
        return (declarations.Length > 0 && !declarations.Any(static node => CallsOf(node).Any()))
            || Declarations(twin, cancellationToken).SelectMany(CallsOf).Any(call => NameOf(call) == method.Name);
    }

    /// <summary>The method's own text; none where an override may do something else.</summary>
    private static SyntaxNode[] Declarations(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.IsAbstract || method.IsVirtual || method.IsOverride
            ? []
            : [.. method.OriginalDefinition.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken))];

    private static IEnumerable<ExpressionSyntax> CallsOf(SyntaxNode declaration) => declaration.DescendantNodes()
        .OfType<ExpressionSyntax>()
        .Where(static node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax);

    private static string? NameOf(ExpressionSyntax call) => (call as InvocationExpressionSyntax)?.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The type of the object that a local was declared with: more than the local's own type tells.</summary>
    private static ITypeSymbol? CreatedType(IOperation? receiver) =>
        receiver.Unwrapped() is ILocalReferenceOperation reference
            ? reference.Outermost().Descendants().OfType<IVariableDeclaratorOperation>()
                .FirstOrDefault(local => SymbolEqualityComparer.Default.Equals(local.Symbol, reference.Local))?.Initializer?.Value
                .Unwrapped() is IObjectCreationOperation creation ? creation.Type : null
            : null;

    private static string NameOf(ITypeSymbol type) => $"{SpaceOf(type)}.{type.Name}";

    private static string SpaceOf(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() ?? "";
}
