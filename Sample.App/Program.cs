using LinkChecker;

return await CommandLine.InvokeAsync(args, LinkCheck.RunAsync);
