using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Reading;

/// <summary>Keeps what was made of each method, until something changes that a reader reads.</summary>
/// <remarks>
/// After every edit the driver asks for every method again. The same node in a compilation of the same declarations gets the same answer.
/// A new driver begins with nothing kept. The key is weak, and the answer holds strings and numbers only.
/// </remarks>
internal sealed class KeptReadings<TSpec>(
    DeclarationHash declarations, Func<GeneratorAttributeSyntaxContext, CancellationToken, Answer<TSpec>> read)
    where TSpec : class, IEquatable<TSpec>
{
    private readonly ConditionalWeakTable<SyntaxNode, Place> _places = new();

    /// <summary>The kept answer, or a new one.</summary>
    public MethodReading<TSpec>? Of(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        var hash = declarations.Of(context.SemanticModel.Compilation, cancellationToken);
        var place = _places.GetValue(context.TargetNode, static _ => new Place());
        if (place.Kept is { } kept && kept.Hash == hash)
            return kept.Reading;

        var answer = read(context, cancellationToken);
        place.Kept = answer.Lasts ? new Entry(hash, answer.Reading) : null;
        return answer.Reading;
    }

    private sealed record Entry(ulong Hash, MethodReading<TSpec>? Reading);

    /// <summary>Two forks of a driver may write at once: an entry is whole, and either will do.</summary>
    private sealed class Place
    {
        private volatile Entry? _kept;

        public Entry? Kept
        {
            get => _kept;
            set => _kept = value;
        }
    }
}

/// <summary>What was made of a method.</summary>
/// <param name="Reading">What the pipeline carries on.</param>
/// <param name="Lasts">Whether it follows from declarations alone: not from a body, and with no place that an edit of a body moves.</param>
internal readonly record struct Answer<TSpec>(MethodReading<TSpec>? Reading, bool Lasts)
    where TSpec : class, IEquatable<TSpec>;
