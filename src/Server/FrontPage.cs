using System.Net.Mime;
using System.Text.Encodings.Web;
using Grpc.AspNetCore.Server;
using MyOpenIP.Server.Security;

namespace MyOpenIP.Server;

/// <summary>
/// What a stranger finds at the root of the JSON port: what is here, and what to call first; a page for browsers, text for
/// everybody else. It tells nothing of the data, the version or the machine.
/// </summary>
internal static class FrontPage
{
    private const string OpenApi = "openapi.json";
    private const string OpenApiPath = $"/{OpenApi}";
    private const string FirstCall = "/v1/customers?pageSize=1";
    private const string Title = "MyOpenIP";
    private const string Purpose = "Amendments of contracted offers: priced, quoted, ordered, delivered.";

    /// <summary>Serves it, and the OpenAPI file that it names.</summary>
    public static void MapFrontPage(this WebApplication app)
    {
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], http => TellAsync(http, Entries(app)));
        app.MapGet(OpenApiPath, () => Results.Stream(
            typeof(FrontPage).Assembly.GetManifestResourceStream(OpenApi)!, MediaTypeNames.Application.Json));
    }

    private static Entry[] Entries(WebApplication app)
    {
        var ports = app.Services.GetRequiredService<Ports>();
        var services = ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints)
            .Select(e => e.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.ServiceName).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var credentials = app.Environment.IsDevelopment() ? DevelopmentCallers.OperatorCredentials : "...";
        return
        [
            new("JSON", Invariant($"HTTP/1.1 on this port, {ports.Http.Port}, under /v1")),
            new("OpenAPI", OpenApiPath, OpenApiPath),
            new("gRPC", Invariant($"HTTP/2 on port {ports.Grpc.Port}: {string.Join(", ", services)}")),
            new("Health", "/health", "/health"),
            new("Documents", "docs/clients.md and docs/api.md, beside the source"),
            new("Try", Invariant($"curl -H 'authorization: {credentials}' 'http://localhost:{ports.Http.Port}{FirstCall}'"), FirstCall),
        ];
    }

    private static Task TellAsync(HttpContext http, Entry[] entries)
    {
        var headers = http.Response.Headers;
        (headers.ContentSecurityPolicy, headers.XContentTypeOptions, headers.Vary) = ("default-src 'none'", "nosniff", "accept");
        var isBrowser = http.Request.Headers.Accept.ToString().Contains(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase);
        http.Response.ContentType = (isBrowser ? MediaTypeNames.Text.Html : MediaTypeNames.Text.Plain) + "; charset=utf-8";
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.WriteAsync(isBrowser ? Page(entries) : Plain(entries), http.RequestAborted);
    }

    private static string Plain(Entry[] entries) =>
        $"{Title}. {Purpose}\n\n{string.Concat(entries.Select(e => $"{e.Name,-10} {e.Text}\n"))}";

    private static string Page(Entry[] entries) =>
        $"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>{Title}</title>
        <h1>{Title}</h1>
        <p>{Purpose}</p>
        <dl>
        {string.Join('\n', entries.Select(e => $"<dt>{e.Name}</dt><dd>{Linked(e)}</dd>"))}
        </dl>
        </html>

        """;

    private static string Linked(Entry entry)
    {
        var text = HtmlEncoder.Default.Encode(entry.Text);
        return entry.Link is { } link ? $"<a href=\"{HtmlEncoder.Default.Encode(link)}\">{text}</a>" : text;
    }

    /// <summary>One thing that is here.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Text">Where, or how.</param>
    /// <param name="Link">Its path on this port; null: it is elsewhere.</param>
    private sealed record Entry(string Name, string Text, string? Link = null);
}
