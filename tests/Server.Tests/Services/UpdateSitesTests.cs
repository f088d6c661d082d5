using Grpc.Core;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

public sealed class UpdateSitesTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Vga = Steps.Customer + "/contractedOffers/OC151311";
    private const string Internet = Steps.Customer + "/contractedOffers/OC151310";

    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task A_correction_shows_in_every_offer_of_the_site_and_in_the_town_of_the_lists()
    {
        var before = await Operator.ReadOfferAsync(Vga);
        var request = Request(before, "installation_site.complement.floor", "installation_site.address.city");
        request.InstallationSite = new Site { Complement = new() { Floor = "3", Building = "not in the mask" }, Address = new() { City = "LOMME" } };
        var after = (await Operator.ContractedOffers.UpdateSitesAsync(request)).ContractedOffer;

        Assert.Equal(("3", "", "EuraTechnologies"), (after.InstallationSite.Complement.Floor, after.InstallationSite.Complement.Building, after.InstallationSite.Complement.Text));
        Assert.NotEqual(before.Etag, after.Etag);
        Assert.Equal("LOMME", (await Operator.ReadOfferAsync(Steps.MetaCentrex)).InstallationSite.Address.City);
        var list = await Operator.ContractedOffers.ListContractedOffersAsync(new ListContractedOffersRequest { Parent = Steps.Customer });
        Assert.Equal("LOMME", list.ContractedOffers.Single(o => o.Reference == "OC138637").InstallationSite.Address.City);
        await Refusal.OfAsync(Operator.ContractedOffers.UpdateSitesAsync(Request(before, "installation_site.telephone")), StatusCode.Aborted, "ETAG_MISMATCH");
    }

    [Fact]
    public async Task Another_site_is_chosen_by_its_name_before_it_is_corrected()
    {
        var request = Request(await Operator.ReadOfferAsync(Internet), "billing_site.telephone", "billing_site.name");
        request.BillingSite = new Site { Name = Steps.Customer + "/sites/3", Telephone = "+33320425000" };
        var after = (await Operator.ContractedOffers.UpdateSitesAsync(request)).ContractedOffer;
        Assert.Equal((Steps.Customer + "/sites/3", "+33320425000"), (after.BillingSite.Name, after.BillingSite.Telephone));
    }

    [Fact]
    public async Task An_offer_that_needs_the_complement_is_not_quoted_without_it()
    {
        var draft = await Operator.CreateQuotableAsync(Internet, Steps.Want("IP_FIXE", 8));
        var refusal = await Refusal.OfAsync(Operator.Amendments.IssueQuoteAsync(Steps.QuoteOf(draft)), StatusCode.FailedPrecondition, "SITE_COMPLEMENT_REQUIRED");
        Assert.Equal(["SITE_COMPLEMENT_REQUIRED"], refusal.Preconditions);
        var moved = (await Operator.Amendments.UpdateAmendmentAsync(
            Steps.UpdateOf(draft, new Amendment { InstallationSite = Steps.Customer + "/sites/1" }, "installation_site"))).Amendment;
        Assert.True(moved.Recap.CanBeQuoted);
        await Operator.CancelAsync(moved);
    }

    [Fact]
    public async Task What_is_wrong_with_a_correction_is_named()
    {
        var request = Request(
            await Operator.ReadOfferAsync(Vga),
            "installation_site.address", "installation_site.telephone", "installation_site.siret", "billing_site.name", "installation_site.owner", "sites");
        request.InstallationSite = new Site { Telephone = "12", Siret = "1", Address = new() { Street = "1 Rue Neuve", PostalCode = "59000", CountryCode = "France" } };
        var refusal = await Refusal.OfAsync(Operator.ContractedOffers.UpdateSitesAsync(request), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(
            ["billing_site.name", "installation_site.address.city", "installation_site.address.country_code", "installation_site.siret", "installation_site.telephone", "update_mask.paths[4]", "update_mask.paths[5]"],
            refusal.Fields.Order(StringComparer.Ordinal));
        request.UpdateMask.Paths.Clear();
        request.UpdateMask.Paths.Add("billing_site.name");
        // The form of a field is judged whether the mask names it or not, as a client's own check of the message does.
        (request.InstallationSite, request.BillingSite) = (null, new Site { Name = "customers/50000/sites/1" });
        refusal = await Refusal.OfAsync(Operator.ContractedOffers.UpdateSitesAsync(request), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["billing_site.name"], refusal.Fields);
    }

    private static UpdateSitesRequest Request(ContractedOffer offer, params string[] mask)
    {
        var request = new UpdateSitesRequest { Name = offer.Name, Etag = offer.Etag, RequestId = Steps.NewId(), UpdateMask = new() };
        request.UpdateMask.Paths.Add(mask);
        return request;
    }
}
