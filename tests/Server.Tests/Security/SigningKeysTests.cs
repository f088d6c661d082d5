using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Keys;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Security;

public sealed class SigningKeysTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const int Rotations = 5;
    private const int Callers = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestServer Server => fixture.Server;

    private DirectoryInfo Folder => StorageSetup.KeysBeside(Path.GetDirectoryName(fixture.Database)!);

    [Fact]
    public async Task Keys_are_rotated_under_load_without_a_failed_call()
    {
        var secret = await Server.RegisterAsync("busy", ActorRole.Operator);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var calls = 0;
        var load = Enumerable.Range(0, Callers).Select(i => Task.Run(async () =>
        {
            // Half of them keep their token, half get a new one for each call.
            var kept = await Server.TokenAsync("busy", secret);
            while (!ending.IsCancellationRequested)
            {
                var token = i % 2 == 0 ? kept : await Server.TokenAsync("busy", secret);
                await Server.As($"Bearer {token}").Catalog.ListOffersAsync(new ListOffersRequest { PageSize = 1 });
                Interlocked.Increment(ref calls);
            }
        })).ToArray();
        var signed = new HashSet<string>();
        for (var i = 0; i < Rotations; i++)
        {
            Server.Time.Advance(TimeSpan.FromSeconds(1));
            var made = SigningKey.Make(Folder, Server.Time.GetUtcNow(), isDevelopment: true);
            Server.Time.Advance(SigningKeys.LookPeriod);
            var key = KeyOf(await Server.TokenAsync("busy", secret));
            Assert.Equal(made, key);
            signed.Add(key);
            await Task.Delay(TimeSpan.FromMilliseconds(200), Cancellation);
        }
        await ending.CancelAsync();
        await Task.WhenAll(load);
        Assert.Equal(Rotations, signed.Count);
        Assert.True(calls > 100, $"{calls} calls");

        using var http = new HttpClient { BaseAddress = Server.Http };
        var published = JsonNode.Parse(await http.GetStringAsync(new Uri(".well-known/jwks", UriKind.Relative), Cancellation))!["keys"]!.AsArray();
        Assert.Superset(signed, published.Select(k => (string)k!["kid"]!).ToHashSet());
        Assert.All(published, k => Assert.Null(k!["d"]));
    }

    [Fact]
    public async Task What_a_key_signed_that_was_removed_is_refused_seconds_later()
    {
        Server.Time.Advance(TimeSpan.FromSeconds(1));
        var leaked = SigningKey.Make(Folder, Server.Time.GetUtcNow(), isDevelopment: true);
        Server.Time.Advance(SigningKeys.LookPeriod);
        var token = await Server.TokenOfNewAsync("leaked", ActorRole.Operator);
        Assert.Equal(leaked, KeyOf(token));
        var caller = Server.As($"Bearer {token}");
        await caller.Catalog.ListOffersAsync(new ListOffersRequest { PageSize = 1 }, cancellationToken: TestContext.Current.CancellationToken);

        SigningKey.Make(Folder, Server.Time.GetUtcNow().AddMilliseconds(1), isDevelopment: true);
        File.Delete(Path.Combine(Folder.FullName, leaked + ".pem"));
        Server.Time.Advance(SigningKeys.LookPeriod);
        await Refusal.OfAsync(caller.Catalog.ListOffersAsync(new ListOffersRequest { PageSize = 1 }, cancellationToken: TestContext.Current.CancellationToken), Grpc.Core.StatusCode.Unauthenticated, "UNAUTHENTICATED");
    }

    [Fact]
    public void A_file_that_is_no_key_changes_nothing_under_a_running_server()
    {
        var keys = Server.Parts.GetRequiredService<SigningKeys>();
        var before = keys.Current[0].Id;
        var broken = Path.Combine(Folder.FullName, "signing-20991231T000000000Z.pem");
        File.WriteAllText(broken, "no key");
        keys.Look();
        Assert.Equal(before, keys.Current[0].Id);
        File.Delete(broken);
        keys.Look();
    }

    [Fact]
    public void A_key_is_its_owner_s_alone_to_read()
    {
        if (OperatingSystem.IsWindows())
            return;
        Assert.All(Folder.EnumerateFiles(SigningKey.Files), f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, f.UnixFileMode));
    }

    private static string KeyOf(string token) =>
        (string)JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0]))!["kid"]!;
}
