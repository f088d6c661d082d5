using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Pages;

/// <summary>What every page answers alike when it cannot do what it was asked.</summary>
internal static class PageAnswers
{
    /// <summary>The status of what was thrown: what the caller sent amiss, a database that is not to be had, and a fault of ours.</summary>
    public static int StatusOf(Exception thrown) => thrown switch
    {
        _ when (thrown as BadHttpRequestException ?? thrown.InnerException as BadHttpRequestException) is { } bad => bad.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ when StorageFaults.IsUnavailable(thrown) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>Says in how many seconds to come back: one more than the wait has, so that who does is let in.</summary>
    public static void SayRetryAfter(HttpContext http, TimeSpan wait) =>
        http.Response.Headers.RetryAfter = Invariant($"{Math.Max(1, (int)wait.TotalSeconds + 1)}");
}
