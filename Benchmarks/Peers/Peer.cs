using System.Diagnostics;
using NurseryGen.Benchmarks.GeneratorSpeed;
using NurseryGen.Benchmarks.RealWork.Web;

namespace NurseryGen.Benchmarks.Peers;

/// <summary>This program once more, in a process of its own: what it uses of the processors is not counted with what is measured.</summary>
/// <remarks>A peer answers each line of its input with a line, and ends with its input.</remarks>
internal sealed class Peer : IDisposable
{
    /// <summary>The switch that makes this program a peer, followed by a role.</summary>
    public const string Switch = "--peer";

    private readonly Process _process;

    private Peer(Process process) => _process = process;

    /// <summary>Starts one.</summary>
    /// <param name="role">What it is to do.</param>
    /// <param name="settings">Variables of its environment, beside this process's own.</param>
    public static Peer Start(string role, params (string Name, string Value)[] settings)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(Peer).Assembly.Location);

        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        start.ArgumentList.Add(Switch);
        start.ArgumentList.Add(role);
        return new Peer(Process.Start(start)!);
    }

    /// <summary>What a peer does.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string role)
    {
        switch (role)
        {
            case LoadClient.Role:
                await AnswerAsync(LoadClient.AnswerAsync);
                return 0;
            case PageSite.Role:
                await using (var site = await PageSite.StartAsync())
                    await AnswerAsync(_ => Task.FromResult(site.Address));

                return 0;
            case CompiledOnce.Role:
                await AnswerAsync(CompiledOnce.AnswerAsync);
                return 0;
            default:
                await Console.Error.WriteLineAsync($"There is no role {role}.");
                return 2;
        }
    }

    public string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peer ended; what it said is above.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task AnswerAsync(Func<string, Task<string>> answer)
    {
        while (await Console.In.ReadLineAsync() is { } line)
            Console.WriteLine(await answer(line));
    }
}
