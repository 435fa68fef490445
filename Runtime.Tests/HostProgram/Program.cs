using NurseryGen;

// What HostTests sends signals to. It says what it does on its output, and ends when a line comes in, or it is cancelled.
var main = args[0];
if (main == "late callbacks")
    return LateCallbacks.Run();

try
{
    var exitCode = main switch
    {
        "void" or "ends" => await NurseryHost.RunAsync(async nursery =>
        {
            nursery.Start(token => ServeAsync(nursery, token));
            await nursery.JoinAsync();
        }),
        _ => await NurseryHost.RunAsync(async nursery =>
        {
            nursery.Start(token => ServeAsync(nursery, token));
            await nursery.JoinAsync();
            return 3;
        }),
    };
    Console.WriteLine("after the host");
    return exitCode;
}
catch (InvalidOperationException error)
{
    Console.WriteLine($"thrown: {error.Message}");
    return 7;
}

async Task ServeAsync(Nursery nursery, CancellationToken token)
{
    var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    using var registration = token.Register(() => cancelled.TrySetResult());
    Console.WriteLine("running");
    var line = Task.Run(Console.ReadLine, CancellationToken.None);
    if (await Task.WhenAny(cancelled.Task, line) == line)
        return;

    Console.WriteLine($"cancelled: {nursery.Reason?.Kind}");
    await line;
    if (main == "fails")
        throw new InvalidOperationException("cleanup failed");

    Console.WriteLine("cleaned up");
    token.ThrowIfCancellationRequested();
}
