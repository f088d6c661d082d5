using System.Net;
using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Keys;
using MyOpenIP.Server.Security.Tokens;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Security;

public sealed class ForgedTokensTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestServer Server => fixture.Server;

    [Fact]
    public async Task No_token_that_was_tampered_with_is_let_in()
    {
        var good = await Server.TokenOfNewAsync("victim", ActorRole.Operator);
        var kinds = new ForgedTokens(good, OwnKey(), Server.Time.GetUtcNow()).All().ToArray();
        Assert.InRange(kinds.Length, 60, 200);
        Assert.Equal(kinds.Length, kinds.Select(k => k.Kind).Distinct().Count());

        // Before the good one was seen, and after: what is remembered lets no other in.
        var tokens = Server.Parts.GetRequiredService<AccessTokens>();
        foreach (var (kind, token) in kinds)
            Assert.True(await tokens.FindAsync(token, Cancellation) is null, kind);
        Assert.NotNull(await tokens.FindAsync(good, Cancellation));
        using var http = new HttpClient { BaseAddress = Server.Http };
        foreach (var (kind, token) in kinds)
        {
            Assert.True(await tokens.FindAsync(token, Cancellation) is null, kind);
            using var request = new HttpRequestMessage(HttpMethod.Get, "v1/offers");
            if (request.Headers.TryAddWithoutValidation("authorization", $"Bearer {token.TrimEnd()}") && token is not ("" or " ") && !token.StartsWith(' ') && !token.Contains('\0'))
                Assert.True((await http.SendAsync(request, Cancellation)).StatusCode is HttpStatusCode.Unauthorized, kind);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{kinds.Length} kinds, none let in.");
    }

    [Theory]
    [InlineData("Basic dmljdGltOnNlY3JldA==")]
    [InlineData("Bearer")]
    [InlineData("Own 00")]
    [InlineData("Token abc")]
    [InlineData("Dev operator, Dev operator")]
    public async Task Other_words_before_credentials_are_none(string authorization) => await Refusal.OfAsync(
        Server.As(authorization).Catalog.ListOffersAsync(new ListOffersRequest(), cancellationToken: TestContext.Current.CancellationToken), StatusCode.Unauthenticated, "UNAUTHENTICATED");

    [Theory]
    [InlineData("access_token")]
    [InlineData("token")]
    public async Task A_token_in_the_query_is_none(string name)
    {
        var good = await Server.TokenOfNewAsync($"query-{name.Replace('_', '-')}", ActorRole.Reseller, "destiny");
        using var http = new HttpClient { BaseAddress = Server.Http };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/offers?{name}={good}") { Headers = { { "authorization", "Bearer x" } } };
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(request, Cancellation)).StatusCode);
    }

    /// <summary>The key that the server signs with, as it lies in its file.</summary>
    private ECDsa OwnKey()
    {
        var file = Keys().EnumerateFiles(SigningKey.Files).Single();
        return SigningKey.Read(file).Signing.ECDsa;
    }

    private DirectoryInfo Keys() => StorageSetup.KeysBeside(Path.GetDirectoryName(fixture.Database)!);
}
