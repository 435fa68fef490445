using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>
/// How a declared nursery's result comes out of its children's: a tuple in their order, the only one, the first, or none.
/// </summary>
/// <remarks>A daemon is cancelled when the others have ended, so no code can count on its result: it is no part of the nursery's.</remarks>
internal sealed class DeclaredResults
{
    private readonly ReadingContext _context;
    private readonly ITypeSymbol? _result;
    private readonly bool _isRace;
    private readonly IReadOnlyList<IMethodSymbol> _children;
    private readonly IReadOnlyList<IMethodSymbol> _contributors;
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private int _next;

    public DeclaredResults(ReadingContext context, Entry entry, IReadOnlyList<IMethodSymbol> children)
    {
        _context = context;
        _result = entry.Source.Result;
        _isRace = MethodOptions.PolicyOf(context.Method) == NurseryPolicy.Race;
        _children = children;
        _contributors = [.. children.Where(static child => ResultOf(child) is not null && !MethodOptions.IsDaemon(child))];
    }

    /// <summary>Whether the children's results make a tuple.</summary>
    public bool IsTuple => !_isRace && _result is not null && _contributors.Count > 1;

    /// <summary>Reports results that don't make the nursery's.</summary>
    public bool Check()
    {
        var finding = _result is null ? null : _isRace ? WhyNotRace() : WhyNotCollected();
        if (finding is not { } found)
            return true;

        ResultFit.Report(_context, found.Fitting, found.Reason);
        return false;
    }

    /// <summary>What becomes of a child's result. Asked once for each child, in order.</summary>
    public (ResultUse Use, ResultFieldSpec? Field) UseOf(IMethodSymbol child, int index)
    {
        if (ResultOf(child) is not { } type)
            return (ResultUse.None, null);
        if (_result is null || MethodOptions.IsDaemon(_children[index]))
            return (ResultUse.Discard, null);
        if (_isRace)
            return (ResultUse.Compete, null);

        var name = Identifier.Fresh(GeneratedNames.ResultField(child.Name), _fields);
        _fields.Add(name);
        var target = IsTuple ? Elements[_next++].Type : _result;
        var mayBeDisposable = KnownTypes.MayBeDisposable(type);
        var isNullable = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        var isWrapped = mayBeDisposable && !isNullable && type is { IsValueType: true };
        var needsForgiving = Conversion.NeedsNullForgiving(type, target);
        var field = new ResultFieldSpec(name, _context.Text.Of(type), isWrapped, type.IsValueType, mayBeDisposable, needsForgiving);
        return (ResultUse.Collect, field);
    }

    private ImmutableArray<IFieldSymbol> Elements =>
        _result is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements : ImmutableArray<IFieldSymbol>.Empty;

    private static ITypeSymbol? ResultOf(IMethodSymbol child) => ReturnReader.OfChild(child)?.Result;

    private (string? Fitting, string Reason)? WhyNotRace()
    {
        foreach (var child in _children.Where(static child => !MethodOptions.IsDaemon(child)))
        {
            if (ResultOf(child) is not { } type)
                return (null, $"'{child.Name}' has no result to win the race with");
            if (Conversion.WhyNot(type, _result!, _context.Compilation) is { } reason)
                return (TypeText.Short.Of(type), $"of the result of '{child.Name}', {reason}");
        }

        return _contributors.Count == 0 ? (null, "no child can win the race") : null;
    }

    private (string? Fitting, string Reason)? WhyNotCollected()
    {
        switch (_contributors.Count)
        {
            case 0:
                return (null, "none of its children has a result; a body could return one");
            case 1:
                var only = ResultOf(_contributors[0])!;
                return Conversion.WhyNot(only, _result!, _context.Compilation) is { } mismatch
                    ? (TypeText.Short.Of(only), $"of the result of '{_contributors[0].Name}', {mismatch}")
                    : null;
        }

        if (KnownTypes.HasErrors(_result))
            return null;

        var count = $"{Number(_contributors.Count)} of its children have a result";
        if (Elements.IsEmpty)
            return (FittingTuple(), count);
        if (Elements.Length != _contributors.Count)
            return (FittingTuple(), $"{count}, and the tuple has {Number(Elements.Length)} elements");

        for (var index = 0; index < Elements.Length; index++)
        {
            var child = _contributors[index];
            if (Conversion.WhyNot(ResultOf(child)!, Elements[index].Type, _context.Compilation) is { } reason)
                return (FittingTuple(), $"element {Number(index + 1)} is the result of '{child.Name}', and {reason}");
        }

        return null;
    }

    /// <summary>The tuple that the children make, with the user's element names as far as there are any.</summary>
    private string FittingTuple()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var elements = _contributors.Select((child, index) =>
        {
            var own = index < Elements.Length && Elements[index].IsExplicitlyNamedTupleElement ? Elements[index].Name : null;
            var name = Identifier.Fresh(own ?? GeneratedNames.ResultName(child.Name), names);
            names.Add(name);
            return $"{TypeText.Short.Of(ResultOf(child)!)} {name}";
        });
        return $"({string.Join(", ", elements)})";
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
