using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class IdempotencyTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_again_whatever_happened_since()
    {
        var creation = Steps.Creation(fixture.NextOffer());
        var first = (await Operator.Amendments.CreateAmendmentAsync(creation)).Amendment;
        await Operator.CancelAsync(first);

        Assert.Equal(first, (await Operator.Amendments.CreateAmendmentAsync(creation)).Amendment);
        Assert.Equal(AmendmentState.Cancelled, (await Operator.ReadAsync(first.Name)).State);
    }

    [Fact]
    public async Task A_request_id_with_other_content_is_refused()
    {
        var offer = fixture.NextOffer();
        var creation = Steps.Creation(offer);
        await Operator.Amendments.CreateAmendmentAsync(creation);
        creation.Amendment.Comment = "other";
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.CreateAmendmentAsync(creation), StatusCode.InvalidArgument, "REQUEST_ID_REUSED");

        Assert.Equal(creation.RequestId, refusal.Info.Metadata["request_id"]);
        Assert.Equal(["request_id"], refusal.Fields);
    }

    [Fact]
    public async Task A_request_id_in_capitals_is_the_same_id()
    {
        var creation = Steps.Creation(fixture.NextOffer());
        creation.RequestId = creation.RequestId.ToUpperInvariant();
        var first = (await Operator.Amendments.CreateAmendmentAsync(creation)).Amendment;
        creation.RequestId = creation.RequestId.ToLowerInvariant();
        Assert.Equal(first, (await Operator.Amendments.CreateAmendmentAsync(creation)).Amendment);
    }

    [Fact]
    public async Task A_request_id_is_bound_to_its_caller()
    {
        var (mine, other) = (Steps.Creation(fixture.NextOffer()), Steps.Creation(fixture.NextOffer()));
        other.RequestId = mine.RequestId;
        var first = (await Operator.Amendments.CreateAmendmentAsync(mine)).Amendment;
        var second = (await fixture.Server.Reseller.Amendments.CreateAmendmentAsync(other)).Amendment;
        Assert.NotEqual(first.Name, second.Name);
    }

    [Fact]
    public async Task Fifty_twins_at_once_have_one_effect_and_equal_answers()
    {
        var creation = Steps.Creation(fixture.NextOffer());
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => (await Operator.Amendments.CreateAmendmentAsync(creation)).Amendment));

        Assert.Single(answers.Distinct());
        await using var storage = fixture.Server.OpenStorage();
        Assert.Equal(1, await storage.Amendments.CountAsync(
            a => a.OfferReference == answers[0].ContractedOffer.Substring(answers[0].ContractedOffer.LastIndexOf('/') + 1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_restart_forgets_no_answer()
    {
        var draft = await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 60));
        var issue = Steps.QuoteOf(draft);
        var first = await Operator.Amendments.IssueQuoteAsync(issue);
        await fixture.RestartAsync();
        Assert.Equal(first, await Operator.Amendments.IssueQuoteAsync(issue));
        Assert.Equal(first.Amendment, await Operator.ReadAsync(draft.Name));
    }

    [Fact]
    public async Task A_refused_request_may_be_made_again_with_its_id()
    {
        var draft = await Operator.CreateAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 61));
        var issue = Steps.QuoteOf(draft);
        await Refusal.OfAsync(Operator.Amendments.IssueQuoteAsync(issue), StatusCode.FailedPrecondition, "ON_SITE_CONTACT_REQUIRED");
        var ready = (await Operator.Amendments.UpdateAmendmentAsync(
            Steps.UpdateOf(draft, new Amendment { Contacts = { Steps.OnSite } }, "contacts"))).Amendment;
        (issue.Etag, issue.Fingerprint) = (ready.Etag, ready.Recap.Fingerprint);
        Assert.Equal(AmendmentState.Quoted, (await Operator.Amendments.IssueQuoteAsync(issue)).Amendment.State);
    }

    [Fact]
    public async Task Validate_only_answers_as_if_done_and_stores_nothing()
    {
        var offer = fixture.NextOffer();
        var creation = Steps.Creation(offer, Steps.Want("SDA_FULL", 62));
        creation.Amendment.Contacts.Add(Steps.OnSite);
        creation.ValidateOnly = true;
        var (rows, seen) = (await CountRowsAsync(), (await Operator.Amendments.CreateAmendmentAsync(creation)).Amendment);
        Assert.Equal(("", AmendmentState.Draft), (seen.Name, seen.State));
        Assert.Equal(rows, await CountRowsAsync());

        // The number that it did not take is the next one's, and its request id is free.
        creation.ValidateOnly = false;
        var draft = (await Operator.Amendments.CreateAmendmentAsync(creation)).Amendment;
        rows = await CountRowsAsync();
        var issue = Steps.QuoteOf(draft);
        issue.ValidateOnly = true;
        Assert.Equal(AmendmentState.Quoted, (await Operator.Amendments.IssueQuoteAsync(issue)).Amendment.State);
        Assert.Equal(draft, await Operator.ReadAsync(draft.Name));

        var quoted = await Operator.QuoteAsync(draft);
        var validation = Steps.ValidationOf(quoted);
        validation.ValidateOnly = true;
        var accepted = await Operator.Amendments.ValidateAsync(validation);
        Assert.Equal(("", AmendmentState.Accepted), (accepted.Order.Name, accepted.Amendment.State));

        var order = (await Operator.ValidateAsync(quoted)).Order;
        var delivery = Steps.DeliveryOf(order);
        delivery.ValidateOnly = true;
        Assert.Equal(2, (await Operator.Orders.DeliverAsync(delivery)).ContractedOffer.Version);
        Assert.Equal(1, (await Operator.ReadOfferAsync(offer)).Version);
        Assert.Equal(order, (await Operator.Orders.GetOrderAsync(new GetOrderRequest { Name = order.Name })).Order);
    }

    [Fact]
    public async Task Every_write_leaves_an_audit_entry_and_every_step_of_the_state_its_actor()
    {
        var quoted = await Operator.QuoteAsync(await fixture.Server.Reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 63)));
        var accepted = await Operator.ValidateAsync(quoted);
        await Operator.DeliverAsync(accepted.Order);

        await using var storage = fixture.Server.OpenStorage();
        var number = quoted.Quote.Number;
        var steps = await storage.StateChanges.Where(c => c.Subject == number).OrderBy(c => c.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [("", "Draft", "reseller:destiny"), ("Draft", "Quoted", "operator"), ("Quoted", "Accepted", "operator"), ("Accepted", "Completed", "operator")],
            steps.Select(s => (s.From, s.To, s.Actor)));
        var audit = await storage.AuditEntries.Where(e => e.Subject == accepted.Amendment.Name || e.Subject == accepted.Order.Name)
            .OrderBy(e => e.Sequence).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                ("amendments", "Create", "Reseller"), ("amendments", "IssueQuote", "Operator"), ("orders", "Create", "Operator"),
                ("amendments", "Validate", "Operator"), ("amendments", "Deliver", "Operator"), ("orders", "Deliver", "Operator"),
            ],
            audit.Select(e => (e.Subject.Split('/')[2], e.Action, e.Role)));
        Assert.All(audit, e => Assert.True(Guid.TryParse(e.RequestId, out _)));
    }

    private async Task<int> CountRowsAsync()
    {
        await using var storage = fixture.Server.OpenStorage();
        return await storage.Amendments.CountAsync() + await storage.IdempotencyRecords.CountAsync() + await storage.AuditEntries.CountAsync()
            + await storage.StateChanges.CountAsync() + await storage.NumberSequences.SumAsync(s => (int)s.Next);
    }
}
