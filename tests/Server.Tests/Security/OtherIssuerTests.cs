using System.Net;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Keys;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Security;

/// <summary>A server that takes the tokens of an issuer elsewhere: here of another server.</summary>
public sealed class OtherIssuerTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private TestServer server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestServer Issuer => fixture.Server;

    public async ValueTask InitializeAsync()
    {
        var database = Path.Combine(folder, "copy.db");
        File.Copy(fixture.Database, database);
        server = await TestServer.StartAsync(database, Issuer.Time.GetUtcNow(), settings: ["--Issuer:Url", $"http://localhost:{Issuer.Http.Port}"]);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Its_tokens_name_callers_and_the_server_issues_none()
    {
        var token = await Issuer.TokenOfNewAsync("far", ActorRole.Reseller, "sud-connect");
        var caller = server.As($"Bearer {token}");
        Assert.NotEmpty((await caller.Customers.ListCustomersAsync(new ListCustomersRequest(), cancellationToken: TestContext.Current.CancellationToken)).Customers);
        await Refusal.OfAsync(caller.Customers.GetCustomerAsync(new GetCustomerRequest { Name = Steps.Customer }, cancellationToken: TestContext.Current.CancellationToken), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        await Refusal.OfAsync(server.As($"Bearer {token}x").Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken), StatusCode.Unauthenticated, "UNAUTHENTICATED");
        using var http = new HttpClient { BaseAddress = server.Http };
        using var asked = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync(new Uri("connect/token", UriKind.Relative), asked, Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("GET", "connect/authorize?client_id=portal&response_type=code")]
    [InlineData("POST", "connect/token")]
    [InlineData("POST", "connect/revoke")]
    [InlineData("GET", "login")]
    [InlineData("POST", "login")]
    [InlineData("GET", "link/0123456789012345678901234567890123456789012")]
    [InlineData("POST", "link/0123456789012345678901234567890123456789012")]
    [InlineData("GET", ".well-known/openid-configuration")]
    public async Task Nobody_logs_in_here_then(string method, string path)
    {
        using var http = new HttpClient { BaseAddress = server.Http };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await http.SendAsync(request, Cancellation);
        Assert.Equal((HttpStatusCode.NotFound, false), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "text/html"));
        using var here = new HttpRequestMessage(new HttpMethod(method), path);
        using var own = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Issuer.Http };
        using var served = await own.SendAsync(here, Cancellation);
        Assert.True(served.StatusCode is not HttpStatusCode.NotFound || served.Content.Headers.ContentType?.MediaType == "text/html", $"{served}");
    }

    [Fact]
    public async Task A_key_that_it_changes_is_taken_up()
    {
        var secret = await Issuer.RegisterAsync("turning", ActorRole.Operator);
        await server.As($"Bearer {await Issuer.TokenAsync("turning", secret)}").Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken);
        Issuer.Time.Advance(TimeSpan.FromSeconds(1));
        SigningKey.Make(StorageSetup.KeysBeside(Path.GetDirectoryName(fixture.Database)!), Issuer.Time.GetUtcNow(), isDevelopment: true);
        Issuer.Time.Advance(SigningKeys.LookPeriod);
        server.Time.Advance(SigningKeys.LookPeriod + TimeSpan.FromSeconds(1));
        var caller = server.As($"Bearer {await Issuer.TokenAsync("turning", secret)}");

        // Its keys are read anew beside the call that names one that is not known.
        for (var left = 50; ; left--)
            try
            {
                await caller.Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken);
                return;
            }
            catch (RpcException refused) when (refused.StatusCode is StatusCode.Unauthenticated && left > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), Cancellation);
            }
    }
}
