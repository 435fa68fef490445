using System.Globalization;
using NurseryGen.Generator.Tests.Snapshots;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Robustness;

/// <summary>Output depends on the source alone: neither on the minus and the comma of one culture, nor on the i of another.</summary>
public sealed class CultureTests
{
    public static TheoryData<string> Forms => [.. Form.All.Select(form => form.Name)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void OutputIsTheSame_InEveryCulture(string form)
    {
        var invariant = GenerateIn("", form);
        Assert.NotEmpty(invariant);
        Assert.Equal(invariant, GenerateIn("fi-FI", form));
        Assert.Equal(invariant, GenerateIn("tr-TR", form));
    }

    [Fact]
    public void TheCultures_DoDiffer()
    {
        // Under invariant globalization all cultures are alike, and the test above would say nothing.
        Assert.Equal("−1,5", (-1.5).ToString(CultureInfo.GetCultureInfo("fi-FI")));
        Assert.Equal("İ", "i".ToUpper(CultureInfo.GetCultureInfo("tr-TR")));
    }

    private static List<string> GenerateIn(string culture, string form)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return [.. Form.Named(form).Run().Sources.Select(source => source.HintName + "\n" + source.SourceText)];
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
