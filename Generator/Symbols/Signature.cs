using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Symbols;

/// <summary>Compares what overloads are told apart by.</summary>
internal static class Signature
{
    /// <summary>Whether methods of one name could not be overloads of each other.</summary>
    public static bool IsSame(IMethodSymbol one, IMethodSymbol other)
    {
        if (one.Arity != other.Arity || one.Parameters.Length != other.Parameters.Length)
            return false;

        for (var index = 0; index < one.Parameters.Length; index++)
        {
            if (!IsSame(one.Parameters[index].Type, other.Parameters[index].Type))
                return false;
        }

        return true;
    }

    /// <summary>As they are written, which type parameters of different methods may be alike; writing is dear, and seldom needed.</summary>
    private static bool IsSame(ITypeSymbol one, ITypeSymbol other) =>
        ReferenceEquals(one, other)
        || (one.Name == other.Name
            && TypeText.Qualified.SignatureOf(one) == TypeText.Qualified.SignatureOf(other));
}
