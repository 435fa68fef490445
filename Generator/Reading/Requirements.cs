namespace NurseryGen.Generator.Reading;

/// <summary>Joins what several callees warn of, for the one method that calls them all.</summary>
internal static class Requirements
{
    /// <summary>
    /// Each attribute once, as the first callee has it. Of platforms a method may name several: it runs where all callees do, so those stay
    /// that every callee supports, and all that any of them excludes.
    /// </summary>
    /// <param name="callees">The attributes of each, as generated code restates them.</param>
    public static string[] Joined(IEnumerable<IReadOnlyList<string>> callees)
    {
        var joined = new List<string>();
        foreach (var own in callees)
        {
            foreach (var several in own.GroupBy(NameIn, StringComparer.Ordinal).ToArray())
            {
                var earlier = joined.Where(text => NameIn(text) == several.Key).ToArray();
                if (earlier.Length == 0)
                    joined.AddRange(several);
                else if (several.Key.EndsWith(".SupportedOSPlatformAttribute", StringComparison.Ordinal))
                    Keep(joined, earlier, several);
                else if (several.Key.EndsWith("OSPlatformAttribute", StringComparison.Ordinal))
                    joined.AddRange(several.Except(earlier));
            }
        }

        return joined.ToArray();
    }

    /// <summary>The attribute's type in <c>[global::System.ObsoleteAttribute("…")]</c>.</summary>
    public static string NameIn(string attribute) => attribute.Substring(1, attribute.IndexOfAny(['(', ']']) - 1);

    private static void Keep(List<string> joined, string[] earlier, IEnumerable<string> others)
    {
        var common = earlier.Intersect(others).ToArray();
        if (common.Length > 0)
            joined.RemoveAll(text => earlier.Contains(text) && !common.Contains(text));
    }
}
