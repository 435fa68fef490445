// Stand-ins for ASP.NET Core and its host, which the test compilation doesn't reference: names and signatures as there,
// as far as the corpus needs them.
using System.Linq.Expressions;

namespace Corpus.Support;

internal interface ILogger
{
    void LogDebug(string message, params object?[] arguments);

    void LogInformation(string message, params object?[] arguments);

    void LogWarning(Exception? exception, string message, params object?[] arguments);

    void LogError(Exception? exception, string message, params object?[] arguments);
}

internal interface ILogger<out TCategory> : ILogger;

internal interface IHostedService
{
    Task StartAsync(CancellationToken cancellationToken);

    Task StopAsync(CancellationToken cancellationToken);
}

internal interface IHostApplicationLifetime
{
    CancellationToken ApplicationStarted { get; }

    CancellationToken ApplicationStopping { get; }

    void StopApplication();
}

internal abstract class BackgroundService : IHostedService
{
    private readonly CancellationTokenSource _stopping = new();

    public Task? ExecuteTask { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ExecuteTask = ExecuteAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (ExecuteTask is { } running)
            await running.WaitAsync(cancellationToken);
    }

    protected abstract Task ExecuteAsync(CancellationToken stoppingToken);
}

internal interface IServiceScope : IDisposable
{
    IServiceProvider ServiceProvider { get; }
}

internal interface IServiceScopeFactory
{
    IServiceScope CreateScope();
}

internal static class ServiceProviderExtensions
{
    public static T GetRequiredService<T>(this IServiceProvider services)
        where T : notnull => (T)services.GetService(typeof(T))!;
}

internal sealed class HttpContext(HttpRequest request, HttpResponse response, CancellationToken requestAborted)
{
    public HttpRequest Request => request;

    public HttpResponse Response => response;

    public CancellationToken RequestAborted => requestAborted;
}

internal sealed class HttpRequest(Stream body, IReadOnlyDictionary<string, string> query)
{
    public Stream Body => body;

    public IReadOnlyDictionary<string, string> Query => query;
}

internal sealed class HttpResponse(Stream body)
{
    public int StatusCode { get; set; } = 200;

    public Stream Body => body;

    public bool HasStarted { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        HasStarted = true;
        return Task.CompletedTask;
    }

    public Task WriteAsync(string text, CancellationToken cancellationToken = default) =>
        Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();
}

internal interface IResult
{
    Task ExecuteAsync(HttpContext context);
}

internal static class Results
{
    public static IResult Ok(object? value = null) => new Status(200, value);

    public static IResult Accepted(string location) => new Status(202, location);

    public static IResult NotFound() => new Status(404, null);

    public static IResult Problem(string detail, int statusCode = 500) => new Status(statusCode, detail);

    private sealed record Status(int Code, object? Value) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = Code;
            await context.Response.WriteAsync(Value?.ToString() ?? "", context.RequestAborted);
        }
    }
}

internal sealed class WebApplication
{
    public WebApplication MapGet(string pattern, Delegate handler) => this;

    public WebApplication MapPost(string pattern, Delegate handler) => this;

    public Task RunAsync(string? url = null) => Task.CompletedTask;
}

internal abstract class ControllerBase
{
    public required HttpContext HttpContext { get; init; }
}

internal interface IHubClients
{
    Task SendAsync(string method, object? argument, CancellationToken cancellationToken = default);
}

/// <summary>The shape of a mocking library's set-up: calls in expressions are never made.</summary>
internal sealed class Mock<T>(T instance)
    where T : class
{
    public T Object => instance;

    public Mock<T> Setup<TResult>(Expression<Func<T, TResult>> call) => this;

    public Mock<T> ReturnsAsync(object? result) => this;

    public void Verify(Expression<Func<T, Task>> call, int times)
    {
    }
}

/// <summary>The shape of an assertion library that has grown asynchronous namesakes.</summary>
internal static class Assert
{
    public static void That(bool condition) => _ = condition ? condition : throw new InvalidOperationException();

    public static Task ThatAsync(Func<Task<bool>> condition) => condition();

    public static Assertion<string> That(string? value, string? message = null) => new(value);

    public static Assertion<T> That<T>(T value) => new(value);

    public static void Equal<T>(T expected, T actual) => That(Equals(expected, actual));

    public static Task<TException> ThrowsAsync<TException>(Func<Task> code)
        where TException : Exception => throw new InvalidOperationException(code.Method.Name);
}

internal sealed class Assertion<T>(T? value)
{
    public Task<T?> IsNotDefault() => Task.FromResult(value);
}
