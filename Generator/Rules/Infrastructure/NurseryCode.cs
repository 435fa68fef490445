using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NurseryGen.Generator.Rules;

/// <summary>A function whose code runs in a nursery or in a cancel scope: a method, a lambda or a local function.</summary>
/// <remarks>
/// <para>
/// Nursery code is the body of a <c>[Nursery]</c> method, a <c>[Child]</c>, the body of a <c>[Timeout]</c> method, and what is handed to
/// <c>Nursery.RunAsync</c>, <c>NurseryHost.RunAsync</c>, <c>nursery.Start</c>, <c>nursery.StartAsync</c>,
/// <c>CancelScope.FailAfterAsync</c> and <c>MoveOnAfterAsync</c>: a lambda, a local function, or a local that holds one. A function
/// inside nursery code is nursery code of the same kind where it certainly runs there: <see cref="FunctionUse"/> tells.
/// </para>
/// <para>
/// So is a private method that nursery code of its type calls or hands on: <see cref="NurseryHelpers"/> tells. Any other method that is
/// declared elsewhere isn't, wherever it is called: its own text doesn't say so.
/// </para>
/// </remarks>
/// <param name="Kind">What runs it.</param>
/// <param name="Function">The function itself.</param>
/// <param name="Handle">
/// The parameter or variable through which the code sees its surroundings: a body's nursery or scope; a child's own nursery, the one that
/// runs it. None where it is out of reach.
/// </param>
/// <param name="Outer">The nursery code around it that it inherits from; none where the nursery or scope runs the function itself.</param>
internal sealed record NurseryCode(NurseryCodeKind Kind, IMethodSymbol Function, ISymbol? Handle, NurseryCode? Outer)
{
    /// <summary>The function that the nursery or scope runs: this one, or the one around it that it inherits from.</summary>
    public IMethodSymbol Root => Outer?.Root ?? Function;

    /// <summary>Whether it runs as a child, and not as a body.</summary>
    public bool IsChild => Kind is NurseryCodeKind.Child or NurseryCodeKind.SynchronousChild;
}

/// <summary>What runs a piece of nursery code.</summary>
internal enum NurseryCodeKind
{
    /// <summary>A nursery runs it as its body.</summary>
    NurseryBody,

    /// <summary>A nursery runs it as a child.</summary>
    Child,

    /// <summary>A nursery runs it as a child on a thread of the pool: it has nothing to await.</summary>
    SynchronousChild,

    /// <summary>A cancel scope runs it.</summary>
    ScopeBody,

    /// <summary>Nursery code calls it.</summary>
    Helper,
}
