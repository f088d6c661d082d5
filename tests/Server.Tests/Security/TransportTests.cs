using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Data.Sqlite;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Security;

/// <summary>A server in Production that is reached by TLS on one port.</summary>
public sealed class TlsServer : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private readonly DemonstrationDatabase demonstration;

    public TlsServer(DemonstrationDatabase demonstration)
    {
        this.demonstration = demonstration;
        (Own, Systems, Strange) = (new(folder, "own"), new(folder, "systems"), new(folder, "strange"));
    }

    internal Authority Own { get; }

    internal Authority Systems { get; }

    internal Authority Strange { get; }

    internal TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var database = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, database);
        var (certificate, key) = Own.MakeForServer();
        Server = await TestServer.StartInProductionAsync(
            database, TestServer.Today, "--Tls:Certificate", certificate, "--Tls:Key", key, "--Tls:Port", "0", "--Tls:ClientAuthorities", Systems.File);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Own.Dispose();
        Systems.Dispose();
        Strange.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What connects to it, with a certificate or none, and knows it by its authority.</summary>
    internal SocketsHttpHandler Connection(X509Certificate2? shown = null) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = shown is null ? null : [shown],
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { Own.Certificate }, RevocationMode = X509RevocationMode.NoCheck },
        },
    };
}

public sealed class TransportTests(TlsServer fixture) : IClassFixture<TlsServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestServer Server => fixture.Server;

    [Fact]
    public async Task One_port_serves_gRPC_and_JSON_by_TLS_and_a_page_says_so_to_browsers()
    {
        Assert.Equal((Server.Grpc, "https"), (Server.Http, Server.Http.Scheme));
        var secret = await Server.RegisterAsync("reader", ActorRole.Diagnostics);
        var token = await TokenAsync("reader", secret);
        Assert.NotNull(token);
        Assert.NotEmpty((await OffersAsync(token)).Offers);

        using var http = new HttpClient(fixture.Connection()) { BaseAddress = Server.Http };
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/offers") { Headers = { { "authorization", $"Bearer {token}" } }, Version = HttpVersion.Version11 };
        using var answer = await http.SendAsync(request, Cancellation);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version11), (answer.StatusCode, answer.Version));
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Cleartext_and_old_TLS_are_not_answered()
    {
        using var http = new HttpClient();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetAsync(new UriBuilder(Server.Http) { Scheme = "http" }.Uri, Cancellation));
        using var old = fixture.Connection();
#pragma warning disable CA5397, SYSLIB0039 // What is asked for here is to be refused.
        old.SslOptions.EnabledSslProtocols = SslProtocols.Tls11;
#pragma warning restore CA5397, SYSLIB0039
        using var late = new HttpClient(old);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => late.GetAsync(Server.Http, Cancellation));
    }

    [Fact]
    public async Task An_internal_system_is_let_in_with_a_certificate_of_its_name_and_not_otherwise()
    {
        var secret = await Server.RegisterAsync("billing", ActorRole.InternalSystem);
        using var own = fixture.Systems.MakeForClient("billing");
        using var other = fixture.Systems.MakeForClient("provisioning");
        Assert.Null(await TokenAsync("billing", secret));
        Assert.Null(await TokenAsync("billing", secret, other));
        var token = await TokenAsync("billing", secret, own);
        Assert.NotNull(token);
        Assert.NotEmpty((await OffersAsync(token, own)).Offers);

        // The token alone, stolen, is none.
        foreach (var shown in (X509Certificate2?[])[null, other])
            Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => OffersAsync(token, shown))).StatusCode);
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_for_something_else_or_past_its_end_does_not_connect()
    {
        using var strange = fixture.Strange.MakeForClient("billing");
        using var server = fixture.Systems.MakeForClient("billing", usage: "1.3.6.1.5.5.7.3.1");
        using var over = fixture.Systems.MakeForClient("billing", isOver: true);
        foreach (var shown in (X509Certificate2[])[strange, server, over])
        {
            using var http = new HttpClient(fixture.Connection(shown)) { BaseAddress = Server.Http };
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetAsync(new Uri("health", UriKind.Relative), Cancellation));
        }
    }

    [Fact]
    public async Task A_certificate_that_was_renewed_is_shown_to_whoever_connects_next_and_one_that_cannot_be_read_is_not()
    {
        var before = await ShownAsync();
        var (certificate, _) = fixture.Own.MakeForServer();
        Server.Time.Advance(TimeSpan.FromSeconds(11));
        var after = await ShownAsync();
        Assert.NotEqual(before, after);
        await File.WriteAllTextAsync(certificate, "no certificate", Cancellation);
        Server.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(after, await ShownAsync());
        fixture.Own.MakeForServer();
    }

    private async Task<string> ShownAsync()
    {
        var shown = "";
        using var handler = fixture.Connection();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) => (shown = certificate!.GetCertHashString()).Length > 0 && errors is SslPolicyErrors.None;
        using var http = new HttpClient(handler) { BaseAddress = Server.Http };
        using var answer = await http.GetAsync(new Uri("health", UriKind.Relative), Cancellation);
        return shown;
    }

    private async Task<string?> TokenAsync(string name, string secret, X509Certificate2? shown = null)
    {
        using var http = new HttpClient(fixture.Connection(shown)) { BaseAddress = Server.Http };
        var (status, answer) = await RegisteredClients.AskAsync(http, name, secret);
        return status is HttpStatusCode.OK ? (string)answer["access_token"]! : null;
    }

    private async Task<ListOffersResponse> OffersAsync(string token, X509Certificate2? shown = null)
    {
        using var channel = GrpcChannel.ForAddress(Server.Grpc, new GrpcChannelOptions { HttpHandler = fixture.Connection(shown), DisposeHttpClient = true });
        return await new Catalog.CatalogClient(channel).ListOffersAsync(new ListOffersRequest(), new Metadata { { "authorization", $"Bearer {token}" } }, cancellationToken: Cancellation);
    }
}
