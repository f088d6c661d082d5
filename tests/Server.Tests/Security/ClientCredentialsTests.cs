using System.Net;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;
using OpenIddict.EntityFrameworkCore.Models;

namespace MyOpenIP.Server.Tests.Security;

public sealed class ClientCredentialsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestServer Server => fixture.Server;

    [Fact]
    public async Task A_client_calls_with_the_token_that_its_secret_gets_it_and_no_row_is_stored_of_it()
    {
        var token = await Server.TokenOfNewAsync("crm", ActorRole.Operator);
        Assert.Single((await Server.As($"Bearer {token}").Customers.ListCustomersAsync(new ListCustomersRequest { Query = "44660" }, cancellationToken: TestContext.Current.CancellationToken)).Customers);
        await using var storage = Server.OpenStorage();
        Assert.Empty(await storage.Set<OpenIddictEntityFrameworkCoreToken>().ToListAsync(Cancellation));
        Assert.Empty(await storage.Set<OpenIddictEntityFrameworkCoreAuthorization>().ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_reseller_s_client_reaches_its_own_customers_alone()
    {
        var sud = Server.As($"Bearer {await Server.TokenOfNewAsync("sud", ActorRole.Reseller, "sud-connect")}");
        await Refusal.OfAsync(sud.Customers.GetCustomerAsync(new GetCustomerRequest { Name = Steps.Customer }, cancellationToken: TestContext.Current.CancellationToken), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        Assert.NotEmpty((await sud.Customers.ListCustomersAsync(new ListCustomersRequest(), cancellationToken: TestContext.Current.CancellationToken)).Customers);
    }

    [Fact]
    public async Task A_token_is_good_for_the_services_of_its_scopes()
    {
        var secret = await Server.RegisterAsync("portal", ActorRole.Reseller, "destiny", "catalog", "customers");
        var all = await Server.TokenAsync("portal", secret);
        Assert.Equal("catalog customers", RegisteredClients.ClaimsOf(all).GetProperty("scope").GetString());
        Assert.NotEmpty((await Server.As($"Bearer {all}").Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken)).Offers);
        var refusal = await Refusal.OfAsync(Server.As($"Bearer {all}").Orders.ListOrdersAsync(new ListOrdersRequest { Parent = "customers/-" }, cancellationToken: TestContext.Current.CancellationToken), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        Assert.Equal("orders", refusal.Info.Metadata["required_scope"]);

        var (_, narrow) = await Server.AskAsync("portal", secret, ("scope", "catalog"));
        await Refusal.OfAsync(Server.As($"Bearer {narrow["access_token"]}").Customers.ListCustomersAsync(new ListCustomersRequest(), cancellationToken: TestContext.Current.CancellationToken), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        var (status, wider) = await Server.AskAsync("portal", secret, ("scope", "orders"));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (status, (string)wider["error"]!));
    }

    [Fact]
    public async Task Who_looks_for_faults_reads_and_prices_and_changes_nothing()
    {
        var diagnostics = Server.As($"Bearer {await Server.TokenOfNewAsync("support", ActorRole.Diagnostics)}");
        await diagnostics.Customers.GetCustomerAsync(new GetCustomerRequest { Name = Steps.Customer }, cancellationToken: TestContext.Current.CancellationToken);
        await Refusal.OfAsync(diagnostics.Amendments.CreateAmendmentAsync(Steps.Creation(Steps.Numbers), cancellationToken: TestContext.Current.CancellationToken), StatusCode.PermissionDenied, "PERMISSION_DENIED");
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_client_are_one_refusal()
    {
        await Server.RegisterAsync("billing", ActorRole.InternalSystem);
        var (status, wrong) = await Server.AskAsync("billing", "mip_wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        (status, var unknown) = await Server.AskAsync("nobody", "mip_wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(wrong.ToJsonString(), unknown.ToJsonString());
    }

    [Fact]
    public async Task Another_secret_takes_the_place_of_the_one_before()
    {
        var first = await Server.RegisterAsync("erp", ActorRole.InternalSystem);
        var second = await Server.RunAsync(write => ClientRegistration.RotateAsync(write, "erp"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Server.AskAsync("erp", first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Server.AskAsync("erp", second)).Status);
        await using var storage = Server.OpenStorage();
        Assert.DoesNotContain(second, (await storage.Set<OpenIddictEntityFrameworkCoreApplication>().SingleAsync(a => a.ClientId == "erp", Cancellation)).ClientSecret!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_client_is_refused_within_a_minute()
    {
        var secret = await Server.RegisterAsync("left", ActorRole.Operator);
        var caller = Server.As($"Bearer {await Server.TokenAsync("left", secret)}");
        await caller.Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken);
        await Server.RunAsync(async write =>
        {
            await ClientRegistration.DisableAsync(write, "left");
            return 0;
        });
        Assert.Equal(HttpStatusCode.Unauthorized, (await Server.AskAsync("left", secret)).Status);
        Server.Time.Advance(TimeSpan.FromSeconds(31));
        await Refusal.OfAsync(caller.Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken), StatusCode.Unauthenticated, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_token_ends_at_its_time()
    {
        var caller = Server.As($"Bearer {await Server.TokenOfNewAsync("brief", ActorRole.Operator)}");
        Server.Time.Advance(TimeSpan.FromMinutes(9));
        await caller.Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken);
        Server.Time.Advance(TimeSpan.FromMinutes(1));
        await Refusal.OfAsync(caller.Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken), StatusCode.Unauthenticated, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task What_is_asked_of_the_issuer_is_bounded_and_answered_as_everything_else()
    {
        using var http = new HttpClient { BaseAddress = Server.Http };
        foreach (var (length, status) in new[] { (10, HttpStatusCode.BadRequest), (100_000, HttpStatusCode.RequestEntityTooLarge) })
        {
            using var answer = await http.PostAsync("connect/token", new FormUrlEncodedContent([new("grant_type", new string('g', length))]), Cancellation);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
    }
}
