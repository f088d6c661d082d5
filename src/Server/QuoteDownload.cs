using Microsoft.Net.Http.Headers;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server;

/// <summary>The door over HTTP/1.1 to quotes as files: what a browser shows. JSON would only wrap the bytes.</summary>
internal static class QuoteDownload
{
    private const string Html = "HTML";
    private const string Pdf = "PDF";

    /// <summary>Opens it.</summary>
    public static void MapQuoteDownload(this WebApplication app) =>
        app.MapGet("/v1/customers/{customer}/amendments/{amendment}/quotes/{revision}:download", async (
            string customer, string amendment, string revision, HttpContext http, QuoteFiles files, Refusals refusals) =>
        {
            try
            {
                await SendAsync($"customers/{customer}/amendments/{amendment}/quotes/{revision}", http, files);
            }
            catch (Exception thrown) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
            {
                await refusals.TellAsync(http, http.Request.Path.ToUriComponent(), thrown);
            }
        }).WithMetadata(new JsonCalls.ChecksItself());

    private static async Task SendAsync(string quote, HttpContext http, QuoteFiles files)
    {
        var caller = Caller.From(http.User) ?? throw Fault.Unauthenticated();
        MethodPolicies.Of("/myopenip.v1.Amendments/DownloadQuote").Require(caller);
        var checks = new RequestChecks();
        var (name, revision) = checks.Quote("name", quote);
        var format = http.Request.Query["format"].ToString();
        if (format is not ("" or Pdf or Html))
            checks.Add(FieldFaults.Malformed("format", $"{Pdf}, {Html}"));
        foreach (var other in http.Request.Query.Keys.Where(k => k != "format"))
            checks.Add(FieldFaults.Unknown(other, other));
        checks.ThrowIfFaulty();

        var file = await files.ReadAsync(caller, name, revision, format == Html, http.RequestAborted);
        var headers = http.Response.Headers;
        (headers.ContentType, headers.ContentLength, headers.ETag) = (file.ContentType, file.Content.Length, $"\"{file.Sha256}\"");
        (headers.XContentTypeOptions, headers.CacheControl) = ("nosniff", "private, no-cache");
        // A page that is shown may do nothing but show itself.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
        headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = file.Name }.ToString();
        await http.Response.Body.WriteAsync(file.Content, http.RequestAborted);
    }
}
