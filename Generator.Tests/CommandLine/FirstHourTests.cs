using Xunit;

namespace NurseryGen.Generator.Tests.CommandLine;

/// <summary>What people meet first: one clear error, and nothing of the compiler's beside it.</summary>
public sealed class FirstHourTests
{
    public static TheoryData<string> Names => new(FirstHourCase.All.Select(static entry => entry.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Prints(string name)
    {
        var entry = FirstHourCase.All.Single(entry => entry.Name == name);
        Assert.Equal(entry.Printed, await CompilerRun.PrintedAsync(entry.Program));
    }
}
