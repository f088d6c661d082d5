using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>Discounts above the asker's ceiling (20 % recurring for a reseller, 50 % for an operator) and who grants them.</summary>
public sealed class ApprovalTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    private Clients Reseller => fixture.Server.Reseller;

    [Fact]
    public async Task A_grant_lets_the_quote_be_issued_at_the_price_shown_before()
    {
        var draft = await AskAsync(Reseller, fixture.NextOffer(), 110, "30");
        Assert.False(draft.Recap.CanBeQuoted);
        Assert.DoesNotContain(AmendmentAction.ApproveDiscounts, draft.AvailableActions);
        Assert.Contains(AmendmentAction.ApproveDiscounts, (await Operator.ReadAsync(draft.Name)).AvailableActions);
        var approved = (await Operator.Amendments.ApproveDiscountsAsync(ApprovalOf(draft))).Amendment;

        var needed = Assert.Single(approved.Recap.ApprovalsNeeded);
        Assert.Equal(("SDA_FULL", 110, "30", "20", "operator"), (needed.Product, needed.FinalQuantity, needed.RecurringPercent.Value, needed.RecurringCeilingPercent.Value, needed.GrantedBy));
        Assert.True(approved.Recap.CanBeQuoted);
        Assert.Equal(draft.Recap.WholeTotals, approved.Recap.WholeTotals);
        Assert.NotEqual(draft.Recap.Fingerprint, approved.Recap.Fingerprint);
        Assert.NotEqual(draft.Etag, approved.Etag);
        Assert.DoesNotContain(AmendmentAction.ApproveDiscounts, approved.AvailableActions);
        Assert.Equal(approved, await Operator.ReadAsync(draft.Name));
        Assert.Equal("reseller:destiny", Assert.Single(approved.Discounts).AskedBy);

        var quoted = await Reseller.QuoteAsync(approved);
        Assert.Equal((approved.Recap.Fingerprint, approved.Recap.WholeTotals), (quoted.Quote.Fingerprint, quoted.Quote.Recap.WholeTotals));
        await Operator.ValidateAsync(quoted);
        await using var storage = fixture.Server.OpenStorage();
        Assert.Contains(
            await storage.AuditEntries.Where(e => e.Subject == draft.Name).Select(e => e.Action).ToListAsync(TestContext.Current.CancellationToken),
            a => a == "ApproveDiscounts");
    }

    [Fact]
    public async Task A_grant_ends_when_the_line_changes_and_does_not_come_back()
    {
        var draft = await ApprovedAsync(fixture.NextOffer(), 111, "30");
        var other = await UpdateAsync(draft, new Amendment { Lines = { Steps.Want("SDA_FULL", 112) } }, "lines");
        Assert.Equal("", Assert.Single(other.Recap.ApprovalsNeeded).GrantedBy);
        var back = await UpdateAsync(other, new Amendment { Lines = { Steps.Want("SDA_FULL", 111) } }, "lines");
        Assert.Equal("", Assert.Single(back.Recap.ApprovalsNeeded).GrantedBy);
        Assert.Contains(back.Recap.Violations, v => v.Reason == ErrorReason.DiscountExceedsAuthority);
        var again = (await Operator.Amendments.ApproveDiscountsAsync(ApprovalOf(back))).Amendment;
        Assert.Equal("operator", Assert.Single(again.Recap.ApprovalsNeeded).GrantedBy);
    }

    [Theory]
    [InlineData("29", "0", DiscountScope.AddedUnits)]
    [InlineData("31", "0", DiscountScope.AddedUnits)]
    [InlineData("30", "1", DiscountScope.AddedUnits)]
    [InlineData("30", "0", DiscountScope.WholeLine)]
    public async Task A_grant_ends_when_the_discount_changes(string recurring, string setup, DiscountScope scope)
    {
        var draft = await ApprovedAsync(fixture.NextOffer(), 113, "30");
        var discount = new RequestedDiscount { Product = "SDA_FULL", RecurringPercent = new() { Value = recurring }, SetupPercent = new() { Value = setup }, Scope = scope };
        var changed = await UpdateAsync(draft, new Amendment { Discounts = { discount } }, "discounts");
        Assert.Equal("", Assert.Single(changed.Recap.ApprovalsNeeded).GrantedBy);
    }

    [Fact]
    public async Task A_grant_stays_while_other_things_change()
    {
        var draft = await ApprovedAsync(fixture.NextOffer(), 114, "30");
        var changed = await UpdateAsync(draft, new Amendment { Comment = "x", Lines = { Steps.Want("SDA_FULL", 114), Steps.Want("SDA_SIMPLE", 300) } }, "comment", "lines");
        Assert.Equal("operator", Assert.Single(changed.Recap.ApprovalsNeeded).GrantedBy);
        Assert.True(changed.Recap.CanBeQuoted);
    }

    [Fact]
    public async Task Nobody_grants_what_they_asked_for()
    {
        var draft = await AskAsync(Operator, fixture.NextOffer(), 115, "60");
        Assert.Equal("50", Assert.Single(draft.Recap.ApprovalsNeeded).RecurringCeilingPercent.Value);
        Assert.DoesNotContain(AmendmentAction.ApproveDiscounts, draft.AvailableActions);
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.ApproveDiscountsAsync(ApprovalOf(draft)), StatusCode.PermissionDenied, "APPROVAL_OF_OWN_REQUEST");
        Assert.Equal("SDA_FULL", refusal.Info.Metadata["product"]);
    }

    [Fact]
    public async Task Nobody_grants_more_than_their_own_ceiling()
    {
        var draft = await AskAsync(Reseller, fixture.NextOffer(), 116, "50.0001");
        Assert.DoesNotContain(AmendmentAction.ApproveDiscounts, (await Operator.ReadAsync(draft.Name)).AvailableActions);
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.ApproveDiscountsAsync(ApprovalOf(draft)), StatusCode.FailedPrecondition, "DISCOUNT_EXCEEDS_AUTHORITY");
        Assert.Equal(
            ("SDA_FULL", "0", "100", "50.0001", "50"),
            (refusal.Info.Metadata["product"], refusal.Info.Metadata["setup"], refusal.Info.Metadata["setup_ceiling"], refusal.Info.Metadata["recurring"], refusal.Info.Metadata["recurring_ceiling"]));
        var within = await AskAsync(Reseller, fixture.NextOffer(), 116, "50");
        Assert.True((await Operator.Amendments.ApproveDiscountsAsync(ApprovalOf(within))).Amendment.Recap.CanBeQuoted);
    }

    [Fact]
    public async Task A_grant_of_anything_else_than_what_waits_is_refused_naming_every_product()
    {
        var draft = await AskAsync(Reseller, fixture.NextOffer(), 117, "30");
        foreach (var (quantity, setup, recurring) in new[] { (118, "0", "30"), (117, "0", "29"), (117, "1", "30") })
        {
            var other = ApprovalOf(draft);
            (other.Grants[0].FinalQuantity, other.Grants[0].SetupPercent, other.Grants[0].RecurringPercent) = (quantity, new() { Value = setup }, new() { Value = recurring });
            var refusal = await Refusal.OfAsync(Operator.Amendments.ApproveDiscountsAsync(other), StatusCode.FailedPrecondition, "APPROVAL_NOT_AWAITED");
            Assert.Equal("SDA_FULL", refusal.Info.Metadata["product"]);
        }

        var several = ApprovalOf(draft);
        several.Grants.Add(new DiscountGrant { Product = "SDA_SIMPLE", FinalQuantity = 1 });
        several.Grants.Add(new DiscountGrant { Product = "NONE", FinalQuantity = 1 });
        Assert.Equal(
            ["APPROVAL_NOT_AWAITED", "APPROVAL_NOT_AWAITED"],
            (await Refusal.OfAsync(Operator.Amendments.ApproveDiscountsAsync(several), StatusCode.FailedPrecondition, "APPROVAL_NOT_AWAITED")).Preconditions);
        Assert.Equal("", Assert.Single((await Operator.ReadAsync(draft.Name)).Recap.ApprovalsNeeded).GrantedBy);

        var approved = (await Operator.Amendments.ApproveDiscountsAsync(ApprovalOf(draft))).Amendment;
        await Refusal.OfAsync(Operator.Amendments.ApproveDiscountsAsync(ApprovalOf(approved)), StatusCode.FailedPrecondition, "APPROVAL_NOT_AWAITED");
        var quoted = (await Reseller.QuoteAsync(approved)).Amendment;
        var late = await Refusal.OfAsync(Operator.Amendments.ApproveDiscountsAsync(ApprovalOf(quoted)), StatusCode.FailedPrecondition, "STATE_NOT_ALLOWED");
        Assert.Equal(("QUOTED", "DRAFT"), (late.Info.Metadata["state"], late.Info.Metadata["allowed_states"]));
    }

    [Fact]
    public async Task Only_the_operator_grants()
    {
        var draft = await AskAsync(Reseller, fixture.NextOffer(), 119, "30");
        await Refusal.OfAsync(Reseller.Amendments.ApproveDiscountsAsync(ApprovalOf(draft)), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        var billing = fixture.Server.As("Dev internal:billing");
        await Refusal.OfAsync(billing.Amendments.ApproveDiscountsAsync(ApprovalOf(draft)), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        Assert.DoesNotContain(AmendmentAction.ApproveDiscounts, (await billing.ReadAsync(draft.Name)).AvailableActions);
    }

    [Fact]
    public async Task A_grant_is_checked_repeatable_and_needs_the_current_etag()
    {
        var draft = await AskAsync(Reseller, fixture.NextOffer(), 120, "30");
        var approval = ApprovalOf(draft);
        approval.ValidateOnly = true;
        Assert.True((await Operator.Amendments.ApproveDiscountsAsync(approval)).Amendment.Recap.CanBeQuoted);
        Assert.False((await Operator.ReadAsync(draft.Name)).Recap.CanBeQuoted);
        approval.ValidateOnly = false;
        var approved = await Operator.Amendments.ApproveDiscountsAsync(approval);
        Assert.Equal(approved, await Operator.Amendments.ApproveDiscountsAsync(approval));
        await Refusal.OfAsync(Operator.Amendments.ApproveDiscountsAsync(ApprovalOf(draft)), StatusCode.Aborted, "ETAG_MISMATCH");

        var faulty = ApprovalOf(draft);
        faulty.Grants.Add(new DiscountGrant { Product = "SDA_FULL", FinalQuantity = -1, SetupPercent = new() { Value = "101" }, RecurringPercent = new() { Value = "x" } });
        Assert.Equal(
            ["grants[1].final_quantity", "grants[1].product", "grants[1].recurring_percent", "grants[1].setup_percent"],
            (await Refusal.OfAsync(Operator.Amendments.ApproveDiscountsAsync(faulty), StatusCode.InvalidArgument, "INVALID_ARGUMENT")).Fields.Order(StringComparer.Ordinal));
        faulty.Grants.Clear();
        Assert.Equal(["grants"], (await Refusal.OfAsync(Operator.Amendments.ApproveDiscountsAsync(faulty), StatusCode.InvalidArgument, "INVALID_ARGUMENT")).Fields);
    }

    /// <summary>A draft with a recurring discount, quotable but for it.</summary>
    private static async Task<Amendment> AskAsync(Clients asker, string offer, int quantity, string recurring)
    {
        var creation = Steps.Creation(offer, Steps.Want("SDA_FULL", quantity));
        creation.Amendment.Contacts.Add(Steps.OnSite);
        creation.Amendment.Discounts.Add(new RequestedDiscount { Product = "SDA_FULL", RecurringPercent = new() { Value = recurring } });
        return (await asker.Amendments.CreateAmendmentAsync(creation)).Amendment;
    }

    private async Task<Amendment> ApprovedAsync(string offer, int quantity, string recurring) =>
        (await Operator.Amendments.ApproveDiscountsAsync(ApprovalOf(await AskAsync(Reseller, offer, quantity, recurring)))).Amendment;

    private async Task<Amendment> UpdateAsync(Amendment amendment, Amendment values, params string[] mask) =>
        (await Reseller.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(amendment, values, mask))).Amendment;

    /// <summary>The approval of all that the recap says to be needed.</summary>
    private static ApproveDiscountsRequest ApprovalOf(Amendment amendment)
    {
        var request = new ApproveDiscountsRequest { Name = amendment.Name, Etag = amendment.Etag, RequestId = Steps.NewId() };
        request.Grants.Add(amendment.Recap.ApprovalsNeeded.Select(a => new DiscountGrant
        {
            Product = a.Product,
            FinalQuantity = a.FinalQuantity,
            SetupPercent = a.SetupPercent,
            RecurringPercent = a.RecurringPercent,
        }));
        return request;
    }
}
