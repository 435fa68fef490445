using Xunit;

namespace NurseryGen.Generator.Tests.Corpus;

/// <summary>A fact that is skipped, and says why, while no analyzer reports some of the IDs that the corpus and the bad programs expect.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PendingFactAttribute : FactAttribute
{
    public PendingFactAttribute()
    {
        var pending = CorpusFile.All.SelectMany(file => file.Marks).Select(mark => mark.Id).Concat(BadProgram.All.Select(program => program.Id))
            .Where(id => !Expectation.IsReported(id)).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (pending.Length > 0) Skip = "No analyzer reports yet: " + string.Join(", ", pending);
    }
}
