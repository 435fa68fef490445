namespace NurseryGen.Generator;

/// <summary>The names of the pipeline's steps: tests assert by them what an edit recomputes.</summary>
internal static class TrackingNames
{
    /// <summary>What the reader made of each <c>[Nursery]</c> method: its spec and its positions.</summary>
    public const string NurseryRead = nameof(NurseryRead);

    /// <summary>What a nursery's main file is written from.</summary>
    public const string NurserySpec = nameof(NurserySpec);

    /// <summary>Where a nursery and its children stand in the source.</summary>
    public const string NurseryPositions = nameof(NurseryPositions);

    /// <summary>What the reader made of each method that has <c>[Timeout]</c> alone.</summary>
    public const string ScopeRead = nameof(ScopeRead);

    /// <summary>What a cancel scope's main file is written from.</summary>
    public const string ScopeSpec = nameof(ScopeSpec);

    /// <summary>Where a cancel scope stands in the source.</summary>
    public const string ScopePositions = nameof(ScopePositions);

    /// <summary>What a type's companion file of source positions is written from.</summary>
    public const string TypePositions = nameof(TypePositions);
}
