using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NurseryGen.Tests.Conformance;

/// <summary>C82: <see cref="NurseryHost"/> under real signals, in a real process. Windows has none to send.</summary>
public sealed class HostTests
{
    private const int SigInt = 2;
    private const int SigTerm = 15;

    [Theory]
    [InlineData("result", SigInt, 130)]
    [InlineData("result", SigTerm, 143)]
    [InlineData("void", SigInt, 130)]
    [InlineData("void", SigTerm, 143)]
    public async Task C82_Signal_RootCancelled_CleanupRan_ExitCode(string main, int signal, int exitCode)
    {
        if (OperatingSystem.IsWindows())
            return;

        using var host = await Host.StartAsync(main);
        host.Send(signal);
        Assert.Equal("cancelled: Shutdown", await host.ReadAsync());
        await host.WriteAsync("end");
        Assert.Equal("cleaned up", await host.ReadAsync());
        Assert.Equal("after the host", await host.ReadAsync());
        Assert.Equal(exitCode, await host.ExitAsync());
    }

    [Theory]
    [InlineData(SigInt, SigInt, 130)]
    [InlineData(SigTerm, SigInt, 130)]
    [InlineData(SigInt, SigTerm, 143)]
    public async Task C82_SecondSignal_ExitsAtOnce(int first, int second, int exitCode)
    {
        if (OperatingSystem.IsWindows())
            return;

        using var host = await Host.StartAsync("result");
        host.Send(first);
        Assert.Equal("cancelled: Shutdown", await host.ReadAsync());

        // The cleanup waits for a line that never comes.
        host.Send(second);
        Assert.Equal(exitCode, await host.ExitAsync());
        Assert.Null(await host.ReadAsync());
    }

    [Theory]
    [InlineData("returns", 3)]
    [InlineData("ends", 0)]
    public async Task C82_NoSignal_TheProgramsOwnExitCode(string main, int exitCode)
    {
        using var host = await Host.StartAsync(main);
        await host.WriteAsync("end");
        Assert.Equal("after the host", await host.ReadAsync());
        Assert.Equal(exitCode, await host.ExitAsync());
    }

    [Fact]
    public async Task C82_AFailureWhileUnwinding_IsThrown()
    {
        if (OperatingSystem.IsWindows())
            return;

        using var host = await Host.StartAsync("fails");
        host.Send(SigInt);
        Assert.Equal("cancelled: Shutdown", await host.ReadAsync());
        await host.WriteAsync("end");
        Assert.Equal("thrown: cleanup failed", await host.ReadAsync());
        Assert.Equal(7, await host.ExitAsync());
    }

    /// <summary>Callbacks that throw as their cancel scope is disposed of: Dispose throws it, or it is unhandled; never both, and never
    /// neither.</summary>
    [Fact]
    public async Task S13_S19_CallbacksThatThrowAfterDispose_AreUnhandled_OnceEach()
    {
        using var host = await Host.StartAsync("late callbacks");
        Assert.Equal("late: 1, by Dispose: 0", await host.ReadAsync());
        Assert.Equal("in all: 1000", await host.ReadAsync());
        Assert.Equal(0, await host.ExitAsync());
    }

    private sealed partial class Host : IDisposable
    {
        private readonly Process _process;

        private Host(Process process) => _process = process;

        public static async Task<Host> StartAsync(string main)
        {
            // A job in the background of a script ignores SIGINT, and so do its children, unless env gives the signal its meaning back.
            string[] program = [DotNet, "exec", Path.Combine(AppContext.BaseDirectory, "HostProgram.dll"), main];
            string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", .. program] : program;
            var host = new Host(Process.Start(new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!);
            Assert.Equal("running", await host.ReadAsync());
            return host;
        }

        private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

        public void Send(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

        public Task<string?> ReadAsync() => Hang.Guard(_process.StandardOutput.ReadLineAsync(), "reading from the program");

        public Task WriteAsync(string line) => _process.StandardInput.WriteLineAsync(line);

        public async Task<int> ExitAsync()
        {
            await Hang.Guard(_process.WaitForExitAsync(), "the program's exit");
            return _process.ExitCode;
        }

        public void Dispose()
        {
            if (!_process.HasExited)
                _process.Kill();

            _process.Dispose();
        }

        [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
        private static extern int Kill(int process, int signal);
    }
}
