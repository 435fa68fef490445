using System.Reflection;
using System.Text;
using NurseryGen.Generator.Tests.Snapshots;
using Xunit;

namespace NurseryGen.Generator.Tests.ProjectRules;

/// <summary>What the generator's assembly shows: what the compiler has to find, and nothing else.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void IsAsAgreed()
    {
        var text = new StringBuilder();
        foreach (var type in typeof(NurseryGenerator).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            var attributes = type.GetCustomAttributesData()
                .Where(data => data.AttributeType.Namespace!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
                .Select(data => $"[{data.AttributeType.Name}] ");
            text.Append(string.Concat(attributes)).Append(type.FullName).Append(" : ").Append(type.BaseType).Append('\n');
            var members = type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);
            foreach (var member in members.Select(member => member.ToString()!).Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }

        Snapshot.Default.Verify($"{nameof(PublicSurfaceTests)}.{nameof(IsAsAgreed)}", [new SnapshotTarget(null, "txt", text.ToString())]);
    }
}
