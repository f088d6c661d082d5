using Microsoft.AspNetCore.Http.Features;

namespace MyOpenIP.Server.Security;

/// <summary>Bodies that end before they are whole: their caller is told so if still there, and the log holds no stack of it.</summary>
internal static class CutBodies
{
    /// <summary>Lets whatever reads a body afterwards be cut off.</summary>
    public static void UseCutBodies(this WebApplication app) => app.Use(async (http, next) =>
    {
        // Who looks at the pipe of a connection and takes nothing yet (forms and JSON that are not whole) leaves it as if it was
        // still read when the connection is reset, which Kestrel then stumbles upon. Its stream takes what it looks at.
        if (HttpProtocol.IsHttp11(http.Request.Protocol) || HttpProtocol.IsHttp10(http.Request.Protocol))
            http.Features.Set<IRequestBodyPipeFeature>(new RequestBodyPipeFeature(http));
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException cut) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = cut.StatusCode;
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
    });
}
