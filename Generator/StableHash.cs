namespace NurseryGen.Generator;

/// <summary>FNV-1a over UTF-16 code units: the same in every process, culture and runtime, unlike <c>string.GetHashCode</c>.</summary>
internal static class StableHash
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The hash as 16 lower-case hexadecimal digits.</summary>
    public static string Of(string text)
    {
        var hash = OffsetBasis;
        foreach (var unit in text)
        {
            hash = unchecked((hash ^ (byte)unit) * Prime);
            hash = unchecked((hash ^ (byte)(unit >> 8)) * Prime);
        }

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
