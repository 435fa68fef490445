using System.Reflection;

namespace NurseryGen.Generator.Rules;

/// <summary>
/// Where a diagnostic is explained: the build's property <c>PublicAddress</c> says where the repository's files can be read.
/// </summary>
internal static class HelpLinks
{
    private const string File = "docs/diagnostics.md#";

    /// <summary>
    /// What a diagnostic's identifier in lower case is put after. Without an address, the file as it lies in the package.
    /// </summary>
    public static string Page { get; } = PageAt(Address);

    /// <summary>The property, as this assembly was built with it; empty where there is no public place yet.</summary>
    internal static string Address => typeof(HelpLinks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(static metadata => metadata.Key == "PublicAddress")?.Value ?? "";

    internal static string PageAt(string address) => address + File;
}
