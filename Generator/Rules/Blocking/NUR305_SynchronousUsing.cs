using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>NUR305: <c>using</c> where <c>await using</c> disposes of the same without holding a thread.</summary>
/// <remarks>
/// The base classes of the framework have a DisposeAsync that only calls Dispose: where it is certain that nothing overrides it, nothing is
/// won. Nor with a timer or a registration, which have nothing to flush, or with a writer whose target isn't known.
/// </remarks>
internal static class NUR305_SynchronousUsing
{
    private static readonly HashSet<string> s_bases =
    [
        "System.IO.Stream",
        "System.IO.TextWriter",
        "System.Data.Common.DbBatch",
        "System.Data.Common.DbCommand",
        "System.Data.Common.DbConnection",
        "System.Data.Common.DbDataReader",
        "System.Data.Common.DbTransaction",
    ];

    private static readonly HashSet<string> s_exceptions =
    [
        "System.Text.Json.Utf8JsonWriter",
        "System.Threading.CancellationTokenRegistration",
        "System.Threading.ITimer",
        "System.Threading.Timer",
    ];

    // A command has statements and parameters: nothing to write, nothing to read to its end.
    private static readonly HashSet<string> s_commands = ["System.Data.Common.DbBatch", "System.Data.Common.DbCommand"];

    public static void Register(RuleRegistry rules) => rules.OnOperation(Check, OperationKind.Using, OperationKind.UsingDeclaration);

    private static void Check(RuleContext context)
    {
        var (resources, keyword) = context.Operation switch
        {
            IUsingOperation { IsAsynchronous: false, Syntax: UsingStatementSyntax syntax } statement =>
                (statement.Resources, syntax.UsingKeyword),
            IUsingDeclarationOperation { IsAsynchronous: false, Syntax: LocalDeclarationStatementSyntax syntax } declaration =>
                (declaration.DeclarationGroup, syntax.UsingKeyword),
            _ => default,
        };
        if (resources is null || context.Code is null || !context.CanAwait)
            return;

        var values = resources is IVariableDeclarationGroupOperation group
            ? group.Declarations.SelectMany(static one => one.Declarators)
                .Select(static local => (Type: (ITypeSymbol?)local.Symbol.Type, Value: local.GetVariableInitializer()?.Value))
            : [(resources.Type, resources)];
        var asynchronous = values.Select(value => Asynchronous(value.Type, value.Value, context.Known)).ToArray();
        if (asynchronous.Length == 0 || asynchronous.Contains(null))
            return;

        context.Report(
            DiagnosticDescriptors.SynchronousUsing, keyword.GetLocation(), FixProperties.None, asynchronous[0]!);
    }

    /// <summary>The name of the type whose disposal is asynchronous; null where it isn't.</summary>
    private static string? Asynchronous(ITypeSymbol? declared, IOperation? value, KnownSymbols known)
    {
        if (InMemory.Is(value) || IsOnlyRead(value.Unwrapped()))
            return null;

        var created = value.Unwrapped() is IObjectCreationOperation creation ? creation.Type : null;
        var type = created ?? declared;
        if (type is null || s_exceptions.Contains(type.OriginalDefinition.ToDisplayString()))
            return null;

        if (known.AsyncDisposable is not { } disposable || !type.AllInterfaces.Contains(disposable, SymbolEqualityComparer.Default))
            return null;

        // A variable of a base class may hold anything, but a command has hardly anything to flush; what inherits from one says by its
        // override that there is something to await.
        var method = type.FindImplementationForInterfaceMember(disposable.GetMembers("DisposeAsync")[0]);
        var isInherited = method is not null
            && s_bases.Contains(method.ContainingType.ToDisplayString())
            && !Overrides(type, method.ContainingType);
        var isOpen = created is null
            && SymbolEqualityComparer.Default.Equals(method?.ContainingType, type)
            && !s_commands.Contains(type.OriginalDefinition.ToDisplayString());
        return isInherited && !isOpen ? null : Shown(type);
    }

    /// <summary>Whether a file is opened to be read: there is nothing to write when it is disposed of.</summary>
    private static bool IsOnlyRead(IOperation? value) => value switch
    {
        IObjectCreationOperation made => made.Arguments.Any(static argument =>
            argument.Value.Unwrapped() is IFieldReferenceOperation { Field: { Name: "Read", ContainingType.Name: "FileAccess" } }),
        IInvocationOperation { TargetMethod: { Name: "OpenRead", ContainingType.Name: "File" or "FileInfo" } } => true,
        _ => false,
    };

    private static string Shown(ITypeSymbol type) =>
        type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>Whether the type, or one between it and its base, has a DisposeAsync of its own.</summary>
    private static bool Overrides(ITypeSymbol type, INamedTypeSymbol itsBase)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, itsBase))
                return false;
            if (current.GetMembers("DisposeAsync").Any(static member => member is IMethodSymbol { IsOverride: true }))
                return true;
        }

        return false;
    }
}
