using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// The types that the rules compare with, looked up once for each compilation. What may be missing from an old framework is null there,
/// and never equal to anything.
/// </summary>
internal sealed class KnownSymbols
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<KnownSymbols?>> s_known = new();

    private KnownSymbols(Compilation compilation, INamedTypeSymbol nursery)
    {
        Functions = new NurseryFunctions(this);
        Nursery = nursery;
        NurseryHost = compilation.GetTypeByMetadataName("NurseryGen.NurseryHost");
        CancelScope = compilation.GetTypeByMetadataName("NurseryGen.CancelScope");
        ExceptionGroup = compilation.GetTypeByMetadataName("NurseryGen.ExceptionGroup");
        Checkpoint = compilation.GetTypeByMetadataName("NurseryGen.Checkpoint");
        CancellationToken = compilation.GetTypeByMetadataName("System.Threading.CancellationToken");
        Thread = compilation.GetTypeByMetadataName("System.Threading.Thread");
        ThreadPool = compilation.GetTypeByMetadataName("System.Threading.ThreadPool");
        Timer = compilation.GetTypeByMetadataName("System.Threading.Timer");
        Task = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task");
        TaskFactory = compilation.GetTypeByMetadataName("System.Threading.Tasks.TaskFactory");
        TaskFactoryOfT = compilation.GetTypeByMetadataName("System.Threading.Tasks.TaskFactory`1");
        Parallel = compilation.GetTypeByMetadataName("System.Threading.Tasks.Parallel");
        Array = compilation.GetTypeByMetadataName("System.Array");
        TimeSpan = compilation.GetTypeByMetadataName("System.TimeSpan");
        AsyncDisposable = compilation.GetTypeByMetadataName("System.IAsyncDisposable");
        Expression = compilation.GetTypeByMetadataName("System.Linq.Expressions.Expression`1");
        TaskCompletionSource = compilation.GetTypeByMetadataName("System.Threading.Tasks.TaskCompletionSource");
        TaskCompletionSourceOfT = compilation.GetTypeByMetadataName("System.Threading.Tasks.TaskCompletionSource`1");
        CancellationTokenSource = compilation.GetTypeByMetadataName("System.Threading.CancellationTokenSource");
        OperationCanceledException = compilation.GetTypeByMetadataName("System.OperationCanceledException");
        TaskCanceledException = compilation.GetTypeByMetadataName("System.Threading.Tasks.TaskCanceledException");
        AsyncEnumerable = compilation.GetTypeByMetadataName("System.Collections.Generic.IAsyncEnumerable`1");
    }

    /// <summary>What is nursery code in the compilation, found out once for all analyzers.</summary>
    public NurseryFunctions Functions { get; }

    public INamedTypeSymbol Nursery { get; }

    public INamedTypeSymbol? NurseryHost { get; }

    public INamedTypeSymbol? ExceptionGroup { get; }

    public INamedTypeSymbol? CancelScope { get; }

    public INamedTypeSymbol? Checkpoint { get; }

    public INamedTypeSymbol? CancellationToken { get; }

    public INamedTypeSymbol? Thread { get; }

    public INamedTypeSymbol? ThreadPool { get; }

    public INamedTypeSymbol? Timer { get; }

    public INamedTypeSymbol? Task { get; }

    public INamedTypeSymbol? TaskFactory { get; }

    public INamedTypeSymbol? TaskFactoryOfT { get; }

    public INamedTypeSymbol? Parallel { get; }

    public INamedTypeSymbol? Array { get; }

    public INamedTypeSymbol? TimeSpan { get; }

    public INamedTypeSymbol? AsyncDisposable { get; }

    /// <summary>The generic type of lambdas that are read and not run.</summary>
    public INamedTypeSymbol? Expression { get; }

    public INamedTypeSymbol? TaskCompletionSource { get; }

    public INamedTypeSymbol? TaskCompletionSourceOfT { get; }

    public INamedTypeSymbol? CancellationTokenSource { get; }

    public INamedTypeSymbol? OperationCanceledException { get; }

    public INamedTypeSymbol? TaskCanceledException { get; }

    public INamedTypeSymbol? AsyncEnumerable { get; }

    /// <summary>The symbols; null where the compilation doesn't use NurseryGen, and no rule has anything to look for.</summary>
    public static KnownSymbols? Of(Compilation compilation) => s_known.GetValue(compilation, static one => new StrongBox<KnownSymbols?>(
        one.GetTypeByMetadataName("NurseryGen.Nursery") is { } nursery ? new KnownSymbols(one, nursery) : null)).Value;

    /// <summary>Whether the type is a known one, or an instance of a known generic one. Nothing is what isn't known.</summary>
    public static bool Is(ITypeSymbol? type, INamedTypeSymbol? known) =>
        known is not null && SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, known);

    /// <summary>Whether the type is a nursery's handle: the untyped one, or the generated one, which converts to it.</summary>
    public bool IsNurseryHandle(ITypeSymbol? type) =>
        Is(type, Nursery)
        || (type is INamedTypeSymbol { IsValueType: true, ContainingType: not null } nested
            && nested.GetMembers(WellKnownMemberNames.ImplicitConversionName)
                .Any(member => member is IMethodSymbol conversion && Is(conversion.ReturnType, Nursery)));

    /// <summary>Whether the parameter is a nursery's handle, also before the generator has written its type.</summary>
    public bool IsNurseryHandle(IParameterSymbol parameter, CancellationToken cancellationToken) =>
        IsNurseryHandle(parameter.Type)
        || (parameter.Type.TypeKind == TypeKind.Error && NurseryType.IsTakenOfAny(parameter, cancellationToken));
}
