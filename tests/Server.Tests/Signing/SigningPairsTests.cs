using System.Net;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Server.Commands;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Tests.Security.Persons;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Verification;
using MyOpenIP.Server.Writes;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Signing;

/// <summary>What can be done to an amendment that waits for its signature, each beside each other, by 16 clients at once: one outcome, and nothing broken.</summary>
public sealed class SigningPairsTests(DemonstrationDatabase demonstration) : IDisposable
{
    private const int Clients = 16;

    private static readonly string[] Deeds = ["sign", "revise", "cancel", "expire", "validate", "import"];

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_pair_of_deeds_under_sixteen_clients_has_one_outcome_and_the_database_holds()
    {
        var database = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, database);
        await using (var server = await TestServer.StartAsync(database, TestServer.Today, settings: ["--Mail:Folder", Path.Combine(folder, "mail")]))
        {
            var mailbox = new Mailbox(Path.Combine(folder, "mail"));
            Queue<string> offers;
            await using (var storage = server.OpenStorage())
                offers = new((await storage.ContractedOffers
                    .Where(o => o.Reseller == "destiny" && o.CustomerId != 44660 && o.OfferCode == "metacentrex" && o.State == Pricing.ContractState.Delivered && o.OpenAmendment == null)
                    .OrderBy(o => o.ReferenceNumber).ToListAsync(Cancellation)).Select(o => $"customers/{o.CustomerId}/contractedOffers/{o.Reference}"));
            foreach (var (i, first) in Deeds.Index())
                foreach (var second in Deeds.Skip(i))
                    await PlayAsync(server, mailbox, offers.Dequeue(), first, second);
        }
        SqliteConnection.ClearAllPools();
        var (holds, told) = await WorkedDatabase.VerifyAsync(database);
        Assert.True(holds, told);
    }

    private static async Task PlayAsync(TestServer server, Mailbox mailbox, string offer, string first, string second)
    {
        var quoted = await server.Reseller.QuoteAsync(await server.Reseller.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", 60)));
        var asked = new Asked(server, mailbox, quoted, await server.Reseller.RequestSignatureAsync(quoted));
        var link = await asked.LinkAsync();
        using var browser = new Browser(server.Http);
        var page = await browser.OpenAsync(link);
        if (first == "expire" || second == "expire")
            asked = asked with { Request = await EndingAsync(server, asked) };
        var imported = await server.Operator.ReadOfferAsync(offer);
        var go = new TaskCompletionSource();
        var clients = Enumerable.Range(0, Clients).Select(n => RunAsync(n % 2 == 0 ? first : second, n)).ToArray();
        go.SetResult();
        var done = (await Task.WhenAll(clients)).Where(d => d.Length > 0).ToArray();

        var (name, number) = (quoted.Amendment.Name, quoted.Quote.Number);
        await using var looked = server.OpenStorage();
        var amendment = await looked.Amendments.AsNoTracking().SingleAsync(a => a.Number == number, Cancellation);
        var history = await looked.StateChanges.Where(c => c.Subject == number).OrderBy(c => c.Sequence).Select(c => c.Action).ToListAsync(Cancellation);
        var orders = await looked.Orders.CountAsync(o => o.AmendmentNumber == number, Cancellation);
        var what = $"{first} + {second}: {amendment.State} after {string.Join(", ", history)}; done: {string.Join(", ", done)}";
        Assert.True(amendment.State is Server.Amendments.AmendmentState.Accepted == (orders == 1) && orders <= 1, what);
        Assert.True(done.Where(d => d is "sign" or "cancel" or "validate").Distinct().Count() <= 1, what);
        Assert.True(history.Count(a => a is "Sign" or "Validate" or "Cancel" or "Expire") <= 1, what);
        var signature = (await server.Operator.Amendments.GetSignatureAsync(new GetSignatureRequest { Name = quoted.Quote.Name }, cancellationToken: Cancellation)).Signature;
        Assert.True(history.Contains("Sign") == signature.State is SignatureState.Signed, $"{what}; {signature.State}");
        Assert.Equal(name, $"customers/{amendment.CustomerId}/amendments/{number}");

        async Task<string> RunAsync(string deed, int n)
        {
            await go.Task;
            try
            {
                switch (deed)
                {
                    case "sign":
                        using (var own = new Browser(server.Http, $"127.0.2.{n + 1}"))
                        {
                            var answer = await own.SendAsync(page, asked.Agreed());
                            var shown = answer.Status is HttpStatusCode.SeeOther ? await own.OpenAsync(link) : null;
                            Assert.True(answer.Status is HttpStatusCode.SeeOther or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{answer.Status}");
                            return shown?.Status is HttpStatusCode.OK ? "sign" : "";
                        }
                    case "revise":
                        await server.Reseller.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(
                            asked.Request.Amendment, new V1.Amendment { Lines = { Steps.Want("SDA_FULL", 61 + n) } }, "lines"), cancellationToken: Cancellation);
                        break;
                    case "cancel":
                        await server.Reseller.CancelAsync(asked.Request.Amendment);
                        break;
                    case "validate":
                        var validation = Steps.ValidationOf(quoted);
                        validation.Etag = asked.Request.Amendment.Etag;
                        await server.Operator.Amendments.ValidateAsync(validation, cancellationToken: Cancellation);
                        break;
                    case "expire":
                        if (n < 2)
                            server.Time.Advance(TimeSpan.FromTicks(10));
                        await ExpireCommand.RunAsync(server.Parts, TextWriter.Null, Cancellation);
                        return "";
                    case "import":
                        await ImportAsync(server, imported, n + 1);
                        break;
                }
                return deed;
            }
            catch (RpcException refused) when (refused.StatusCode is StatusCode.Aborted or StatusCode.FailedPrecondition or StatusCode.ResourceExhausted)
            {
                return "";
            }
        }
    }

    /// <summary>The same, with an end that is near: set as a write sets it, so that the audit tells of it.</summary>
    private static async Task<RequestSignatureResponse> EndingAsync(TestServer server, Asked asked)
    {
        var number = asked.Quoted.Quote.Number;
        await server.Parts.GetRequiredService<Operations>().RunAsync(
            Actor.Service,
            async write =>
            {
                var amendment = await write.Context.Amendments.SingleAsync(a => a.Number == number, write.Cancellation);
                amendment.ExpiresAt = write.Now + TimeSpan.FromTicks(1);
                write.Tell(amendment.Reseller, "Hasten", asked.Quoted.Amendment.Name);
                return true;
            },
            Cancellation);
        var request = asked.Request.Clone();
        request.Amendment = await server.Reseller.ReadAsync(asked.Quoted.Amendment.Name);
        return request;
    }

    /// <summary>Imports the offer anew, with another quantity: while an amendment of it is open that is a fault of the record.</summary>
    private static async Task ImportAsync(TestServer server, ContractedOffer offer, int more)
    {
        var changed = offer.Clone();
        changed.Lines.First(l => l.Lots.Count > 0).Lots[0].Quantity += more;
        await server.Operator.ImportAsync([changed]);
    }
}
