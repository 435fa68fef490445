using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.WebUtilities;

namespace LinkChecker.Checking;

/// <summary>What is wrong with a link, in a few words.</summary>
internal static class FailureReason
{
    public static string Of(HttpRequestException error) => error switch
    {
        // HttpClient follows redirects itself and hands out only the one that it gave up at.
        { StatusCode: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest } => "redirect in a loop, or to nowhere",
        { StatusCode: { } status } => $"{(int)status} {ReasonPhrases.GetReasonPhrase((int)status)}".TrimEnd(),
        { HttpRequestError: HttpRequestError.NameResolutionError } => "host not found",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection",
        { HttpRequestError: HttpRequestError.ConnectionError } => "no connection",
        { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "page too large",
        { HttpRequestError: HttpRequestError.ResponseEnded } => "connection closed before the answer was complete",
        { InnerException: IOException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionReset } } } =>
            "connection reset",
        _ => error.Message,
    };
}
