using Google.Rpc;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.Pricing;
using MyOpenIP.V1;
using Amendment = MyOpenIP.V1.Amendment;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>Every refusal with its code, reason, fields and metadata, through the wire.</summary>
public sealed class RefusalTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task A_second_amendment_of_an_offer_is_refused_naming_the_first()
    {
        var offer = fixture.NextOffer();
        var first = await Operator.CreateAsync(offer);
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.CreateAmendmentAsync(Steps.Creation(offer)), StatusCode.FailedPrecondition, "OPEN_AMENDMENT_EXISTS");

        Assert.Equal(first.Name.Split('/')[^1], refusal.Info.Metadata["amendment"]);
        var preview = await Operator.Amendments.PreviewAmendmentAsync(new PreviewAmendmentRequest { ContractedOffer = offer });
        Assert.Contains(preview.Recap.Violations, v => v.Reason == ErrorReason.OpenAmendmentExists);
        Assert.DoesNotContain(first.Recap.Violations, v => v.Reason == ErrorReason.OpenAmendmentExists);
    }

    [Fact]
    public async Task Of_many_amendments_opened_at_once_one_is()
    {
        var offer = fixture.NextOffer();
        var calls = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            try
            {
                await Operator.CreateAsync(offer);
                return "created";
            }
            catch (RpcException e)
            {
                return e.GetRpcStatus()!.GetDetail<ErrorInfo>().Reason;
            }
        }));

        Assert.Single(calls, "created");
        Assert.Equal(19, calls.Count(c => c == "OPEN_AMENDMENT_EXISTS"));
    }

    [Fact]
    public async Task All_faults_of_a_request_are_named_at_once()
    {
        var creation = Steps.Creation(
            Steps.Numbers, Steps.Want("NUMERO_GEOGRAPHIQUE", -1), Steps.Want("NUMERO_GEOGRAPHIQUE", 2_000_000), Steps.Want("", 1));
        creation.RequestId = "no uuid";
        creation.Amendment.EffectiveDate = new() { Year = 2026, Month = 2, Day = 30 };
        creation.Amendment.Discounts.Add(new RequestedDiscount { Product = "NUMERO_GEOGRAPHIQUE", SetupPercent = new() { Value = "1e30" }, RecurringPercent = new() { Value = "100.5" } });
        creation.Amendment.Discounts.Add(new RequestedDiscount { Product = "ANNUAIRE", SetupPercent = new() { Value = "1.23456" } });
        creation.Amendment.Contacts.Add(new Contact { Telephone = "0442262424" });
        creation.Amendment.BillingSite = "sites/1";
        creation.Amendment.Comment = new string('x', 2001);
        creation.Amendment.Lines[2].Product = "X";
        var refusal = await Refusal.OfAsync(Operator.Amendments.CreateAmendmentAsync(creation), StatusCode.InvalidArgument, "INVALID_ARGUMENT");

        Assert.Equal(
            [
                "amendment.billing_site", "amendment.comment", "amendment.contacts[0].display_name", "amendment.contacts[0].telephone",
                "amendment.discounts[0].recurring_percent", "amendment.discounts[0].setup_percent", "amendment.discounts[1].setup_percent",
                "amendment.effective_date", "amendment.lines[0].final_quantity", "amendment.lines[1].final_quantity", "amendment.lines[1].product", "request_id",
            ],
            refusal.Fields.Order(StringComparer.Ordinal));
        Assert.Equal("12", refusal.Info.Metadata["fault_count"]);
        Assert.Empty((await Operator.ReadOfferAsync(Steps.Numbers)).OpenAmendment);
    }

    [Fact]
    public async Task A_required_field_that_is_missing_is_named()
    {
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.CreateAmendmentAsync(new CreateAmendmentRequest { Amendment = new Amendment { Lines = { Steps.Want("", 1) } } }),
            StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["parent", "amendment.lines[0].product", "request_id"], refusal.Fields);
        var creation = Steps.Creation(Steps.Numbers);
        creation.Amendment.ContractedOffer = "";
        refusal = await Refusal.OfAsync(Operator.Amendments.CreateAmendmentAsync(creation), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["amendment.contracted_offer"], refusal.Fields);
    }

    [Fact]
    public async Task A_product_that_the_catalogue_does_not_know_is_refused_and_one_of_another_offer_is_a_violation()
    {
        var offer = fixture.NextOffer();
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.CreateAmendmentAsync(Steps.Creation(offer, Steps.Want("SDA_FULL", 1), Steps.Want("UNHEARD_OF", 1))),
            StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["amendment.lines[1].product"], refusal.Fields);

        var draft = await Operator.CreateAsync(offer, Steps.Want("APPEL_SIMULTANE", 1));
        var violation = Assert.Single(draft.Recap.Violations, v => v.Reason == ErrorReason.ProductNotInOffer);
        Assert.Equal(("APPEL_SIMULTANE", V1.Blocks.Quote), (violation.Product, violation.Blocks));
        Assert.Equal("APPEL_SIMULTANE", violation.Metadata["product"]);
    }

    [Fact]
    public async Task Sites_and_contacts_that_the_customer_does_not_have_are_refused()
    {
        var creation = Steps.Creation(Steps.Numbers);
        creation.Amendment.InstallationSite = Steps.Customer + "/sites/99";
        creation.Amendment.BillingSite = "customers/50000/sites/1";
        creation.Amendment.Contacts.Add(new Contact { Name = Steps.Customer + "/contacts/99" });
        var refusal = await Refusal.OfAsync(Operator.Amendments.CreateAmendmentAsync(creation), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["amendment.installation_site", "amendment.billing_site", "amendment.contacts[0].name"], refusal.Fields);
    }

    [Fact]
    public async Task A_quote_is_refused_without_a_contact_and_without_a_change()
    {
        var draft = await Operator.CreateAsync(fixture.NextOffer());
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.IssueQuoteAsync(Steps.QuoteOf(draft)), StatusCode.FailedPrecondition, "NO_CHANGE");

        Assert.Equal(["NO_CHANGE", "ON_SITE_CONTACT_REQUIRED"], refusal.Preconditions);
        Assert.Equal("2", refusal.Info.Metadata["violation_count"]);
        Assert.Equal(AmendmentState.Draft, (await Operator.ReadAsync(draft.Name)).State);
    }

    [Fact]
    public async Task An_acceptance_without_the_documents_is_refused()
    {
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 50)));
        var validation = Steps.ValidationOf(quoted);
        validation.AcceptedDocuments[0].Sha256 = new string('0', 64);
        await Refusal.OfAsync(Operator.Amendments.ValidateAsync(validation), StatusCode.FailedPrecondition, "DOCUMENTS_NOT_ACCEPTED");

        // Nor what does not go with the quote, beside all that does.
        var more = Steps.ValidationOf(quoted);
        more.AcceptedDocuments.Add(new AcceptedDocument { Code = "CGV", Version = "1", Sha256 = new string('0', 64) });
        more.AcceptedDocuments.Add(new AcceptedDocument(more.AcceptedDocuments[0]) { Version = "older" });
        var refusal = await Refusal.OfAsync(Operator.Amendments.ValidateAsync(more), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["accepted_documents[2]", "accepted_documents[3]"], refusal.Fields);

        var other = Steps.ValidationOf(quoted);
        other.Fingerprint = "f2:" + new string('0', 64);
        await Refusal.OfAsync(Operator.Amendments.ValidateAsync(other), StatusCode.Aborted, "FINGERPRINT_MISMATCH");
    }

    [Fact]
    public async Task A_stale_etag_is_refused_with_the_current_one()
    {
        var draft = await Operator.CreateAsync(fixture.NextOffer());
        var changed = (await Operator.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(draft, new Amendment { Comment = "1" }, "comment"))).Amendment;
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.UpdateAmendmentAsync(Steps.UpdateOf(draft, new Amendment { Comment = "2" }, "comment")),
            StatusCode.Aborted, "ETAG_MISMATCH");

        Assert.Equal(changed.Etag, refusal.Info.Metadata["etag"]);
        Assert.Equal("1", (await Operator.ReadAsync(draft.Name)).Comment);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("state")]
    [InlineData("lines.final_quantity")]
    [InlineData("")]
    public async Task A_mask_names_only_what_can_be_written(string path)
    {
        var draft = await Operator.CreateAsync(fixture.NextOffer());
        var request = Steps.UpdateOf(draft, new Amendment(), "comment", path);
        var refusal = await Refusal.OfAsync(Operator.Amendments.UpdateAmendmentAsync(request), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["update_mask.paths[1]"], refusal.Fields);
        request.UpdateMask.Paths.Clear();
        refusal = await Refusal.OfAsync(Operator.Amendments.UpdateAmendmentAsync(request), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["update_mask"], refusal.Fields);
    }

    [Fact]
    public async Task An_offer_that_changed_or_is_no_longer_delivered_refuses_the_acceptance()
    {
        var offer = fixture.NextOffer();
        var quoted = await Operator.QuoteAsync(await Operator.CreateQuotableAsync(offer, Steps.Want("SDA_FULL", 51)));
        await ChangeOfferAsync(offer, o => o.State = ContractState.Suspended);
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.ValidateAsync(Steps.ValidationOf(quoted)), StatusCode.FailedPrecondition, "OFFER_NOT_DELIVERED");
        Assert.Equal("SUSPENDED", refusal.Info.Metadata["state"]);

        await ChangeOfferAsync(offer, o => (o.State, o.CurrentVersion) = (ContractState.Delivered, 2));
        refusal = await Refusal.OfAsync(
            Operator.Amendments.ValidateAsync(Steps.ValidationOf(quoted)), StatusCode.FailedPrecondition, "CONTRACTED_OFFER_CHANGED");
        Assert.Equal(("1", "2"), (refusal.Info.Metadata["quoted_version"], refusal.Info.Metadata["current_version"]));
    }

    [Fact]
    public async Task A_suspended_customer_is_read_and_not_amended()
    {
        var offer = fixture.NextOffer();
        var (number, contractedOffer) = (long.Parse(offer.Split('/')[1], null), await Operator.ReadOfferAsync(offer));
        Assert.Contains(ContractedOfferAction.Amend, contractedOffer.AvailableActions);
        await SetCustomerStateAsync(number, Customers.CustomerState.Suspended);
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.CreateAmendmentAsync(Steps.Creation(offer)), StatusCode.FailedPrecondition, "STATE_NOT_ALLOWED");
        Assert.Equal(("SUSPENDED", "ACTIVE"), (refusal.Info.Metadata["state"], refusal.Info.Metadata["allowed_states"]));
        Assert.DoesNotContain(ContractedOfferAction.Amend, (await Operator.ReadOfferAsync(offer)).AvailableActions);
        await SetCustomerStateAsync(number, Customers.CustomerState.Active);
    }

    [Fact]
    public async Task An_order_is_delivered_once_and_not_in_the_future()
    {
        var accepted = await Operator.ValidateAsync(
            await Operator.QuoteAsync(await Operator.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 52))));
        var tomorrow = Steps.DeliveryOf(accepted.Order);
        tomorrow.DeliveredOn = new() { Year = 2026, Month = 11, Day = 25 };
        var refusal = await Refusal.OfAsync(Operator.Orders.DeliverAsync(tomorrow), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["delivered_on"], refusal.Fields);

        var delivered = await Operator.DeliverAsync(accepted.Order);
        refusal = await Refusal.OfAsync(
            Operator.Orders.DeliverAsync(Steps.DeliveryOf(delivered.Order)), StatusCode.FailedPrecondition, "STATE_NOT_ALLOWED");
        Assert.Equal(("DELIVERED", "CREATED,PROVISIONING"), (refusal.Info.Metadata["state"], refusal.Info.Metadata["allowed_states"]));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.GetAmendmentAsync(new GetAmendmentRequest { Name = Steps.Customer + "/amendments/DEV999999999" }), StatusCode.NotFound, "NOT_FOUND");
        Assert.Equal(Steps.Customer + "/amendments/DEV999999999", refusal.Info.Metadata["name"]);
        await Refusal.OfAsync(Operator.Catalog.GetOfferAsync(new GetOfferRequest { Name = "offers/none" }), StatusCode.NotFound, "NOT_FOUND");
        await Refusal.OfAsync(
            Operator.ContractedOffers.GetContractedOfferAsync(new GetContractedOfferRequest { Name = "customers/50000/contractedOffers/OC138637" }),
            StatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task A_thousand_faults_are_told_in_four_kibibytes_with_their_true_count()
    {
        var creation = Steps.Creation(Steps.Numbers);
        creation.Amendment.Lines.Add(Enumerable.Range(0, 1000).Select(i => Steps.Want($"PRODUCT_{i}", -1)));
        var refusal = await Refusal.OfAsync(Operator.Amendments.CreateAmendmentAsync(creation), StatusCode.InvalidArgument, "INVALID_ARGUMENT");

        Assert.Equal("1000", refusal.Info.Metadata["fault_count"]);
        Assert.InRange(refusal.Fields.Length, 5, 25);
        Assert.InRange(refusal.Status.CalculateSize(), 1, 4096);
    }

    [Fact]
    public async Task A_thousand_violations_are_told_in_four_kibibytes_with_their_true_count()
    {
        var products = Enumerable.Range(0, 1000).Select(i => $"MANY_{i}").ToArray();
        await using (var storage = fixture.Server.OpenStorage())
        {
            var version = (await storage.CatalogueVersions.SingleAsync()).Version;
            storage.CatalogueProducts.AddRange(products.Select((code, i) => new Catalogue.CatalogueProductRow
            {
                Version = version,
                OfferCode = "vga",
                Code = code,
                Position = 1000 + i,
                Name = code,
            }));
            await storage.SaveAsync();
        }
        var draft = await Operator.CreateQuotableAsync(fixture.NextOffer(), [.. products.Select(p => Steps.Want(p, 1))]);
        var refusal = await Refusal.OfAsync(
            Operator.Amendments.IssueQuoteAsync(Steps.QuoteOf(draft)), StatusCode.FailedPrecondition, "PRODUCT_NOT_IN_OFFER");
        Assert.Equal($"{draft.Recap.Violations.Count(v => v.Blocks == V1.Blocks.Quote)}", refusal.Info.Metadata["violation_count"]);
        Assert.InRange(int.Parse(refusal.Info.Metadata["violation_count"], null), 1000, 1010);
        Assert.InRange(refusal.Preconditions.Length, 5, 25);
        Assert.InRange(refusal.Status.CalculateSize(), 1, 4096);
    }

    [Fact]
    public async Task A_refusal_is_told_in_French_unless_English_is_asked_for()
    {
        var request = new GetOfferRequest { Name = "offers/none" };
        var french = await Refusal.OfAsync(fixture.Server.As("Dev operator", "fr-FR,en;q=0.5").Catalog.GetOfferAsync(request));
        var english = await Refusal.OfAsync(fixture.Server.As("Dev operator", "en-GB").Catalog.GetOfferAsync(request));
        var none = await Refusal.OfAsync(new Catalog.CatalogClient(fixture.Server.Bare).GetOfferAsync(request));

        Assert.Equal(("fr", "offers/none n'existe pas."), Told(french));
        Assert.Equal(("en", "offers/none does not exist."), Told(english));
        Assert.Equal("fr", Told(none).Item1);

        static (string, string) Told(Refusal refusal) =>
            (refusal.Status.GetDetail<LocalizedMessage>().Locale, refusal.Status.GetDetail<LocalizedMessage>().Message);
    }

    private async Task SetCustomerStateAsync(long customer, Customers.CustomerState state)
    {
        await using var storage = fixture.Server.OpenStorage();
        (await storage.Customers.SingleAsync(c => c.Id == customer)).State = state;
        await storage.SaveAsync();
    }

    private async Task ChangeOfferAsync(string name, Action<ContractedOffers.ContractedOffer> change)
    {
        await using var storage = fixture.Server.OpenStorage();
        change(await storage.ContractedOffers.SingleAsync(o => o.Reference == name.Split('/', StringSplitOptions.None)[3]));
        await storage.SaveAsync();
    }
}
