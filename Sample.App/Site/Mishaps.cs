using Microsoft.AspNetCore.Http;

namespace LinkChecker.Site;

/// <summary>What goes wrong on the embedded site, by path. A path that is neither here nor among the pages is a 404.</summary>
internal static class Mishaps
{
    private static readonly Dictionary<string, RequestDelegate> Answers = new(StringComparer.Ordinal)
    {
        // A redirect chain that arrives, and one that doesn't.
        ["/tickets"] = Redirect("/visit/tickets"),
        ["/visit/tickets"] = Redirect("/visit.html"),
        ["/members/login"] = Redirect("/members/renew"),
        ["/members/renew"] = Redirect("/members/login"),

        ["/catalogue"] = static context => FailAsync(context, StatusCodes.Status500InternalServerError),
        ["/webcam.jpg"] = ResetAsync,
        ["/weather"] = NeverAnswerAsync,
        ["/livestream"] = StreamForeverAsync,
    };

    /// <summary>Pages that are sound, but slow: in milliseconds.</summary>
    private static readonly Dictionary<string, int> Delays = new(StringComparer.Ordinal)
    {
        ["/seed-bank.html"] = 500,
        ["/glasshouses/alpine-house.html"] = 600,
        ["/plants/dragon-tree.html"] = 300,
        ["/plants/corpse-flower.html"] = 800,
    };

    /// <summary>Middleware: answers for the broken paths, holds the slow ones back, lets the others pass.</summary>
    public static async Task Apply(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "";
        if (Delays.TryGetValue(path, out var delay)) await Task.Delay(delay, context.RequestAborted);
        await Answers.GetValueOrDefault(path, next)(context);
    }

    private static RequestDelegate Redirect(string path) => context =>
    {
        context.Response.Redirect(path);
        return Task.CompletedTask;
    };

    private static Task FailAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task ResetAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task NeverAnswerAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    private static async Task StreamForeverAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync("<!DOCTYPE html><title>The bud, live</title><ol>", context.RequestAborted);
        while (true)
        {
            await context.Response.WriteAsync("<li>Still closed.", context.RequestAborted);
            await Task.Delay(100, context.RequestAborted);
        }
    }
}
