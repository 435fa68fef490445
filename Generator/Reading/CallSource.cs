using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>The method on whose behalf generated code makes a call: its parameters are what the callee's are bound to.</summary>
/// <param name="Method">A nursery, a cancel scope or a child.</param>
/// <param name="Result">What its task yields, or none.</param>
/// <param name="Text">Spells types where the call is made.</param>
/// <param name="KindOf">How a parameter of the method is named there.</param>
internal sealed record CallSource(IMethodSymbol Method, ITypeSymbol? Result, TypeText Text, Func<IParameterSymbol, ArgumentKind> KindOf)
{
    /// <summary>How the method's own type arguments are spelled: a child that a nursery starts by itself has the nursery's.</summary>
    public string TypeArguments =>
        Method.Arity == 0 ? "" : Text.ListOf(Method.TypeArguments.OfType<ITypeParameterSymbol>().ToImmutableArray());
}
