using System.Security.Authentication;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MyOpenIP.Server.Security.Transport;

/// <summary>How the server is reached: by TLS on one port, or in cleartext on two; directly, or through proxies that are named.</summary>
internal static class TransportSetup
{
    /// <summary>Adds the certificates.</summary>
    public static void AddTransport(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        services.AddSingleton(_ => new ClientCertificates(PathOf(Settings.TlsClientAuthorities)));
        if (PathOf(Settings.TlsCertificate) is { Length: > 0 } certificate)
            services.AddSingleton(provider => new ServerCertificate(
                certificate, PathOf(Settings.TlsKey) is { Length: > 0 } key ? key : certificate, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ServerCertificate>>()));
        if (Settings.Proxies.Of(configuration) is { Count: > 0 } proxies)
            services.Configure<ForwardedHeadersOptions>(options =>
            {
                (options.ForwardedHeaders, options.ForwardLimit) = (ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, null);
                options.KnownProxies.Clear();
                options.KnownIPNetworks.Clear();
                foreach (var proxy in proxies)
                    options.KnownIPNetworks.Add(proxy);
            });

        string PathOf(Setting<string> setting) => setting.Of(configuration) is { Length: > 0 } path ? Path.GetFullPath(path, contentRoot) : "";
    }

    /// <summary>Listens.</summary>
    public static void Listen(this KestrelServerOptions kestrel, Ports ports)
    {
        kestrel.AddServerHeader = false;
        if (ports.AreTls)
        {
            var (server, clients) = (kestrel.ApplicationServices.GetRequiredService<ServerCertificate>(), kestrel.ApplicationServices.GetRequiredService<ClientCertificates>());
            kestrel.Listen(ports.Grpc, endpoint => endpoint.UseHttps(https =>
            {
                (https.ServerCertificate, https.SslProtocols) = (server.Current.TargetCertificate, SslProtocols.Tls12 | SslProtocols.Tls13);
                https.OnAuthenticate = (_, options) =>
                {
                    options.ServerCertificateContext = server.Current;
                    clients.Ask(options);
                };
            }));
            return;
        }
        kestrel.Listen(ports.Grpc, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        kestrel.Listen(ports.Http, endpoint => endpoint.Protocols = HttpProtocols.Http1);
    }

    /// <summary>Takes what named proxies say of who calls, and says to browsers what they may do with an answer.</summary>
    public static void UseTransport(this WebApplication app)
    {
        if (Settings.Proxies.Of(app.Configuration).Count > 0)
            app.UseForwardedHeaders();
        app.Use((http, next) =>
        {
            // Answers of gRPC reach no browser, and their headers would cost.
            if (http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) != true)
                AddHeaders(http);
            return next(http);
        });
    }

    private static void AddHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
    }
}
