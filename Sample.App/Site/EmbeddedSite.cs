using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace LinkChecker.Site;

/// <summary>The web site of a botanic garden that doesn't exist, on a free port of the loopback interface.</summary>
/// <remarks>Its pages are the files under Site/Pages; what is wrong with it is in <see cref="Mishaps"/>.</remarks>
internal sealed class EmbeddedSite : IAsyncDisposable
{
    /// <summary>The links that are broken on purpose.</summary>
    public const int BrokenLinks = 8;

    private readonly WebApplication _server;

    private EmbeddedSite(WebApplication server)
    {
        _server = server;
        Root = new Uri(server.Urls.Single());
    }

    public Uri Root { get; }

    public static async Task<EmbeddedSite> StartAsync()
    {
        // An empty builder: no configuration files, no console logging.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        // Some requests never end by themselves: there is nothing to wait for.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));

        var server = builder.Build();
        var pages = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "Site", "Pages"));
        server.Use(Mishaps.Apply);
        server.UseDefaultFiles(new DefaultFilesOptions { FileProvider = pages });
        server.UseStaticFiles(new StaticFileOptions { FileProvider = pages });
        await server.StartAsync();
        return new EmbeddedSite(server);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    /// <summary>Leaves the signals to the program: the host's own lifetime would stop the site at Ctrl+C, under the running
    /// check.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
