using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Clients;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Writes;
using OpenIddict.EntityFrameworkCore.Models;

namespace MyOpenIP.Server.Tests.Writes;

/// <summary>What every write leaves in the audit, and how it is chained.</summary>
public sealed class AuditTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_step_of_an_amendment_tells_what_its_rows_were_and_what_they_became()
    {
        var caller = fixture.Server.Operator;
        var draft = await caller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 3));
        var changed = (await caller.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(draft, new() { Comment = "plus vite" }, "comment"), cancellationToken: TestContext.Current.CancellationToken)).Amendment;
        var ordered = await caller.ValidateAsync(await caller.QuoteAsync(changed));
        await caller.DeliverAsync(ordered.Order);
        await using var storage = fixture.Server.OpenStorage();
        var names = new[] { draft.Name, ordered.Order.Name };
        var entries = await storage.AuditEntries.Where(e => names.Contains(e.Subject)).OrderBy(e => e.Sequence).ToListAsync(Cancellation);
        Assert.Equal(["Create", "Update", "IssueQuote", "Create", "Validate", "Deliver", "Deliver"], entries.Select(e => e.Action));
        var told = new List<JsonElement>();
        foreach (var entry in entries)
            told.Add(await PayloadAsync(storage, entry));
        Assert.All(told, t => Assert.NotEqual(0, t.GetProperty("rows").GetArrayLength()));
        Assert.Equal(("", "Draft"), StepOf(told[0]));
        Assert.Equal(("Draft", "Quoted"), StepOf(told[2]));

        var update = Row(told[1], "Amendments");
        Assert.Equal("", update.GetProperty("before").GetProperty("Comment").GetString());
        Assert.Equal("plus vite", update.GetProperty("after").GetProperty("Comment").GetString());
        Assert.Equal("Accepted", Row(told[4], "Amendments").GetProperty("after").GetProperty("State").GetString());
        Assert.Contains("\"net\"", Row(told[6], "Orders").GetProperty("before").GetProperty("Charges").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, Row(told[5], "ContractedOffers").GetProperty("after").GetProperty("CurrentVersion").GetInt32());
    }

    [Fact]
    public async Task A_site_that_is_corrected_tells_both_addresses()
    {
        var caller = fixture.Server.Operator;
        var customer = (await caller.Customers.GetCustomerAsync(new() { Name = Steps.Customer }, cancellationToken: TestContext.Current.CancellationToken)).Customer;
        var site = customer.Sites[0];
        var before = site.DisplayName;
        site.DisplayName = "Siège (accueil)";
        await caller.Customers.UpdateSiteAsync(new() { Site = site, Etag = customer.Etag, UpdateMask = new() { Paths = { "display_name" } }, RequestId = Steps.NewId() }, cancellationToken: TestContext.Current.CancellationToken);
        await using var storage = fixture.Server.OpenStorage();
        var entry = await storage.AuditEntries.OrderBy(e => e.Sequence).LastAsync(e => e.Action == "UpdateSite", Cancellation);
        var row = Row(await PayloadAsync(storage, entry), "Sites");
        Assert.Equal((before, "Siège (accueil)"), (row.GetProperty("before").GetProperty("Name").GetString(), row.GetProperty("after").GetProperty("Name").GetString()));
    }

    [Fact]
    public async Task Each_entry_has_the_hash_of_the_one_before_it_in_its_own_and_the_head_is_the_last()
    {
        await fixture.Server.Reseller.CancelAsync(await fixture.Server.Reseller.CreateAsync(fixture.NextOffer()));
        await using var storage = fixture.Server.OpenStorage();
        var heads = await storage.AuditHeads.ToDictionaryAsync(h => h.Reseller, Cancellation);
        Assert.Contains("destiny", heads.Keys);
        foreach (var chain in (await storage.AuditEntries.OrderBy(e => e.Sequence).ToListAsync(Cancellation)).GroupBy(e => e.Reseller))
        {
            var before = AuditChain.Beginning;
            foreach (var (index, entry) in chain.Index())
            {
                Assert.Equal(index + 1, entry.Sequence);
                Assert.Equal(33, entry.Hash.Length);
                Assert.Equal(before = AuditChain.HashOf(before, entry), entry.Hash);
            }
            Assert.Equal((chain.Last().Sequence, Convert.ToHexString(before)), (heads[chain.Key].Sequence, Convert.ToHexString(heads[chain.Key].Hash)));
        }
    }

    /// <summary>The form is a promise: what was hashed with it is hashed with it for good.</summary>
    [Fact]
    public void The_form_of_an_entry_that_is_hashed_does_not_change()
    {
        var entry = new AuditEntry
        {
            Reseller = "destiny", Sequence = 7, At = new(2026, 11, 24, 11, 0, 0, TimeSpan.Zero), Actor = "user:é", Role = "Reseller", Action = "Cancel",
            Subject = "customers/1/amendments/DEV000000001", RequestId = "", PayloadDigest = SHA256.HashData("{}"u8),
        };
        Assert.Equal("01407f311f609202264a0390ecbf4f924aa5a09236a5be1f808bac38687e44fdc4", Convert.ToHexStringLower(AuditChain.HashOf(AuditChain.Beginning, entry)));
    }

    [Fact]
    public async Task Rows_that_change_without_a_word_to_the_audit_are_refused()
    {
        var operations = fixture.Server.Parts.GetRequiredService<Operations>();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => operations.RunAsync(
            Actor.Service,
            async write => (await write.Context.Customers.FirstAsync(write.Cancellation)).Email = "sans-un-mot@example.fr",
            Cancellation));
        Assert.Contains("the audit is not told", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_of_a_person_or_of_a_client_is_told()
    {
        var operations = fixture.Server.Parts.GetRequiredService<Operations>();
        var registration = fixture.Server.Parts.GetRequiredService<AccountRegistration>();
        await operations.RunAsync(Actor.Command, write => registration.AddAsync(write, "canari@example.fr", ActorRole.Operator, null), Cancellation);
        await operations.RunAsync(Actor.Command, write => ClientRegistration.AddAsync(write, new("canari", ActorRole.Operator, null, false, false), []), Cancellation);
        await using var storage = fixture.Server.OpenStorage();
        var account = await storage.Set<Account>().SingleAsync(a => a.UserName == "canari@example.fr", Cancellation);
        var client = await storage.Set<OpenIddictEntityFrameworkCoreApplication>().SingleAsync(c => c.ClientId == "canari", Cancellation);
        var payloads = string.Join('\n', await storage.AuditPayloads.Select(p => p.Payload).ToListAsync(Cancellation));
        Assert.Contains("canari@example.fr", payloads, StringComparison.Ordinal);
        Assert.All(new[] { account.LinkDigest, account.SecurityStamp, client.ClientSecret }, secret => Assert.DoesNotContain(secret!, payloads, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_changed_long_ago_is_erased_and_the_chain_still_holds()
    {
        var operations = fixture.Server.Parts.GetRequiredService<Operations>();
        var until = fixture.Server.Time.GetUtcNow().AddHours(-1);
        var past = await operations.RunAsync(Actor.Command, write => EraseAuditPayloads.RunAsync(write, until), Cancellation);
        Assert.Equal(0, past);
        var erased = await operations.RunAsync(Actor.Command, write => EraseAuditPayloads.RunAsync(write, until.AddHours(2)), Cancellation);
        Assert.True(erased > 0);
        await using var storage = fixture.Server.OpenStorage();
        var told = await storage.AuditEntries.Where(e => e.Action == "EraseAuditPayloads").ToListAsync(Cancellation);
        Assert.NotEmpty(told);
        Assert.All(told, e => Assert.Equal(until.AddHours(2), EraseAuditPayloads.InstantOf(e)));
        var left = await storage.AuditPayloads.Select(p => new { p.Reseller, p.Sequence }).ToListAsync(Cancellation);
        Assert.Equal(told.Select(e => (e.Reseller, e.Sequence)).Order(), left.Select(p => (p.Reseller, p.Sequence)).Order());
    }

    private static (string?, string?) StepOf(JsonElement told) => (told.GetProperty("from").GetString(), told.GetProperty("to").GetString());

    private static JsonElement Row(JsonElement told, string table) =>
        told.GetProperty("rows").EnumerateArray().First(r => r.GetProperty("table").GetString() == table);

    private static async Task<JsonElement> PayloadAsync(Server.Storage.StorageContext storage, AuditEntry entry)
    {
        var payload = await storage.AuditPayloads.SingleAsync(p => p.Reseller == entry.Reseller && p.Sequence == entry.Sequence, Cancellation);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(payload.Payload)), entry.PayloadDigest);
        return JsonDocument.Parse(payload.Payload).RootElement;
    }
}
