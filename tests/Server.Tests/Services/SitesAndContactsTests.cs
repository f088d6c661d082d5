using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>A reseller keeps the sites and contacts of its own customers; what legal gates depend on is not its to change.</summary>
public sealed class SitesAndContactsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Insee = "address.insee_code";

    private Clients Reseller => fixture.Server.Reseller;

    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task A_site_that_is_added_is_read_and_chosen_and_a_repeat_adds_no_other()
    {
        var request = NewSite("12 Rue Nationale", "59000", "Lille");
        var added = await Reseller.Customers.CreateSiteAsync(request);
        var customer = await ReadAsync();
        Assert.Equal(added.Site, customer.Sites[^1]);
        Assert.Equal($"{Steps.Customer}/sites/{customer.Sites.Count}", added.Site.Name);
        Assert.Equal(customer.Etag, added.CustomerEtag);
        Assert.Equal(added, await Reseller.Customers.CreateSiteAsync(request));
        Assert.Equal(customer, await ReadAsync());
        request.Site.DisplayName = "Autre";
        await Refusal.OfAsync(Reseller.Customers.CreateSiteAsync(request), StatusCode.InvalidArgument, "REQUEST_ID_REUSED");

        var preview = await Reseller.Amendments.PreviewAmendmentAsync(new() { ContractedOffer = Steps.MetaCentrex, InstallationSite = added.Site.Name });
        Assert.NotEmpty(preview.Recap.Fingerprint);
        await using var storage = fixture.Server.OpenStorage();
        var told = await storage.AuditEntries.SingleAsync(e => e.Subject == added.Site.Name, TestContext.Current.CancellationToken);
        Assert.Equal(("CreateSite", "reseller:destiny", "destiny", request.RequestId), (told.Action, told.Actor, told.Reseller, told.RequestId));
    }

    [Fact]
    public async Task What_is_only_checked_is_stored_nowhere()
    {
        var before = await ReadAsync();
        var request = NewSite("14 Rue Nationale", "59000", "Lille");
        request.ValidateOnly = true;
        Assert.Equal("", (await Reseller.Customers.CreateSiteAsync(request)).Site.Name);
        var update = UpdateOf(before, new Site { Telephone = "+33320425001" }, "telephone");
        update.ValidateOnly = true;
        Assert.Equal("+33320425001", (await Reseller.Customers.UpdateSiteAsync(update)).Site.Telephone);
        Assert.Equal("", (await Reseller.Customers.CreateContactAsync(
            new CreateContactRequest { Parent = Steps.Customer, Contact = Steps.OnSite, RequestId = Steps.NewId(), ValidateOnly = true })).Contact.Name);
        Assert.Equal(before, await ReadAsync());
    }

    /// <summary>Reads of customers are kept by version: the correction is seen by the very next price and in the lists.</summary>
    [Fact]
    public async Task A_correction_is_seen_by_the_next_price_and_by_the_lists()
    {
        const string Internet = Steps.Customer + "/contractedOffers/OC151310";
        Assert.Contains(await ViolationsAsync(), v => v == ErrorReason.SiteComplementRequired);
        var site = (await Reseller.ReadOfferAsync(Internet)).InstallationSite.Name;
        var customer = await ReadAsync();
        var corrected = await Reseller.Customers.UpdateSiteAsync(UpdateOf(
            customer, new Site { Name = site, Complement = new() { Floor = "2" }, Address = new() { City = "ROUBAIX" } }, "complement", "address.city"));
        Assert.Equal(("2", "ROUBAIX"), (corrected.Site.Complement.Floor, corrected.Site.Address.City));
        Assert.DoesNotContain(await ViolationsAsync(), v => v == ErrorReason.SiteComplementRequired);
        var listed = (await Reseller.ContractedOffers.ListContractedOffersAsync(new() { Parent = Steps.Customer, Filter = "site = roubaix" })).ContractedOffers;
        Assert.Contains(listed, o => o.Name == Internet);
        await Refusal.OfAsync(Reseller.Customers.UpdateSiteAsync(UpdateOf(customer, new Site { Name = site }, "telephone")), StatusCode.Aborted, "ETAG_MISMATCH");

        async Task<IEnumerable<ErrorReason>> ViolationsAsync() =>
            (await Reseller.Amendments.PreviewAmendmentAsync(new() { ContractedOffer = Internet, Lines = { Steps.Want("IP_FIXE", 8) } })).Recap.Violations.Select(v => v.Reason);
    }

    [Fact]
    public async Task The_copper_data_gives_the_code_of_a_commune_that_it_knows_by_name_and_postcode()
    {
        Assert.Equal("59350", await CodeAsync("59800", "lille"));
        Assert.Equal("", await CodeAsync("59650", "Villeneuve-d'Ascq"));
        Assert.Equal("", await CodeAsync("69001", "Lille"));

        async Task<string> CodeAsync(string postalCode, string city) =>
            (await Reseller.Customers.CreateSiteAsync(NewSite("1 Rue Neuve", postalCode, city))).Site.Address.InseeCode;
    }

    /// <summary>Otherwise a reseller could write a town that nobody knows and sell copper where it is closed.</summary>
    [Fact]
    public async Task The_INSEE_code_is_not_a_resellers_to_change_and_stays_where_no_commune_is_known()
    {
        var site = (await Reseller.Customers.CreateSiteAsync(NewSite("2 Rue Neuve", "59000", "Lille"))).Site;
        foreach (var (values, path) in new[] { (new Site(), Insee), (new Site { Address = new() { InseeCode = "69123" } }, Insee) })
        {
            var refusal = await Refusal.OfAsync(
                Reseller.Customers.UpdateSiteAsync(UpdateOf(await ReadAsync(), Named(values, site.Name), path)), StatusCode.PermissionDenied, "PERMISSION_DENIED");
            Assert.Equal("OPERATOR,INTERNAL_SYSTEM", refusal.Info.Metadata["allowed_roles"]);
            Assert.Equal("address.insee_code is for the operator and internal systems.", refusal.Status.Message);
        }
        var address = site.Address.Clone();
        address.InseeCode = "69123";
        await Refusal.OfAsync(
            Reseller.Customers.UpdateSiteAsync(UpdateOf(await ReadAsync(), new Site { Name = site.Name, Address = address }, "address")), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        await Refusal.OfAsync(
            Reseller.Customers.CreateSiteAsync(With(NewSite("3 Rue Neuve", "59000", "Lille"), "69123")), StatusCode.PermissionDenied, "PERMISSION_DENIED");
        var sites = new UpdateSitesRequest { Name = Steps.MetaCentrex, Etag = (await Reseller.ReadOfferAsync(Steps.MetaCentrex)).Etag, RequestId = Steps.NewId(), UpdateMask = new() { Paths = { $"billing_site.{Insee}" } } };
        await Refusal.OfAsync(Reseller.ContractedOffers.UpdateSitesAsync(sites), StatusCode.PermissionDenied, "PERMISSION_DENIED");

        // Left out or as it is, the address is the reseller's to correct.
        address.InseeCode = "";
        address.City = "Lisle";
        Assert.Equal("59350", await CorrectAsync(Reseller, address));
        address.City = "Rennes";
        address.PostalCode = "35200";
        Assert.Equal("35238", await CorrectAsync(Reseller, address));
        address.InseeCode = "35238";
        Assert.Equal("35238", await CorrectAsync(Reseller, address));

        // The operator says what it is.
        address.InseeCode = "35001";
        Assert.Equal("35001", await CorrectAsync(Operator, address));
        Assert.Equal("69123", (await Operator.Customers.CreateSiteAsync(With(NewSite("4 Rue Neuve", "59000", "Lille"), "69123"))).Site.Address.InseeCode);

        async Task<string> CorrectAsync(Clients by, PostalAddress to) =>
            (await by.Customers.UpdateSiteAsync(UpdateOf(await ReadAsync(), new Site { Name = site.Name, Address = to }, "address"))).Site.Address.InseeCode;

        static Site Named(Site site, string name)
        {
            site.Name = name;
            return site;
        }

        static CreateSiteRequest With(CreateSiteRequest request, string code)
        {
            request.Site.Address.InseeCode = code;
            return request;
        }
    }

    [Fact]
    public async Task Contacts_are_added_corrected_and_chosen()
    {
        var added = await Reseller.Customers.CreateContactAsync(
            new CreateContactRequest { Parent = Steps.Customer, Contact = new() { DisplayName = "Zoé Blanc", Telephone = "+33320425002" }, RequestId = Steps.NewId() });
        var update = new UpdateContactRequest
        {
            Contact = new() { Name = added.Contact.Name, Role = "accueil", Email = "zoe@example.fr", Telephone = "+33320425003" },
            UpdateMask = new() { Paths = { "role", "email" } },
            Etag = added.CustomerEtag,
            RequestId = Steps.NewId(),
        };
        var corrected = (await Reseller.Customers.UpdateContactAsync(update)).Contact;
        Assert.Equal(("accueil", "zoe@example.fr", "+33320425002", "Zoé Blanc"), (corrected.Role, corrected.Email, corrected.Telephone, corrected.DisplayName));
        Assert.Contains(corrected, (await ReadAsync()).Contacts);
        var preview = await Reseller.Amendments.PreviewAmendmentAsync(new() { ContractedOffer = Steps.MetaCentrex, Lines = { Steps.Want("SDA_FULL", 3) }, Contacts = { new Contact { Name = corrected.Name } } });
        Assert.DoesNotContain(preview.Recap.Violations, v => v.Reason == ErrorReason.OnSiteContactRequired);
        update.RequestId = Steps.NewId();
        await Refusal.OfAsync(Reseller.Customers.UpdateContactAsync(update), StatusCode.Aborted, "ETAG_MISMATCH");
    }

    [Fact]
    public async Task What_is_wrong_is_named_all_at_once()
    {
        var request = NewSite("", "59000", "Lille\u0007");
        (request.Site.DisplayName, request.Site.Telephone, request.Site.Siret) = ("", "+331", "73282932000079");
        var refusal = await Refusal.OfAsync(Reseller.Customers.CreateSiteAsync(request), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(
            ["site.address.city", "site.address.street", "site.display_name", "site.siret", "site.telephone"], refusal.Fields.Order(StringComparer.Ordinal));

        var update = UpdateOf(await ReadAsync(), new Site { Name = "customers/-/sites/1" }, "name", "address.country", "display_name", "*");
        refusal = await Refusal.OfAsync(Reseller.Customers.UpdateSiteAsync(update), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(
            ["site.display_name", "site.name", "update_mask.paths[0]", "update_mask.paths[1]", "update_mask.paths[3]"], refusal.Fields.Order(StringComparer.Ordinal));

        refusal = await Refusal.OfAsync(
            Reseller.Customers.CreateContactAsync(new CreateContactRequest { Parent = Steps.Customer, Contact = new() { Email = "a@b@c" }, RequestId = Steps.NewId() }),
            StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["contact.display_name", "contact.email", "contact.telephone"], refusal.Fields.Order(StringComparer.Ordinal));

        var other = NewSite("5 Rue Neuve", "59000", "Lille");
        other.Site.Siret = "73282932000074";
        refusal = await Refusal.OfAsync(Reseller.Customers.CreateSiteAsync(other), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(("site.siret", "NOT_OF_SIREN"), refusal.Rule);
        await Refusal.OfAsync(
            Reseller.Customers.UpdateSiteAsync(UpdateOf(await ReadAsync(), new Site { Name = Steps.Customer + "/sites/9999" }, "telephone")), StatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task Twins_of_a_correction_are_one_and_the_other_is_told_so()
    {
        var customer = await ReadAsync();
        var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await Reseller.Customers.UpdateSiteAsync(UpdateOf(customer, new Site { Telephone = $"+3332042501{i}" }, "telephone"));
                return StatusCode.OK;
            }
            catch (RpcException refusal)
            {
                return refusal.StatusCode;
            }
        }));
        Assert.Equal(1, codes.Count(c => c is StatusCode.OK));
        Assert.Equal(7, codes.Count(c => c is StatusCode.Aborted));
    }

    private static CreateSiteRequest NewSite(string street, string postalCode, string city) => new()
    {
        Parent = Steps.Customer,
        Site = new() { DisplayName = "Agence", Address = new() { Street = street, PostalCode = postalCode, City = city, CountryCode = "FR" } },
        RequestId = Steps.NewId(),
    };

    private static UpdateSiteRequest UpdateOf(Customer customer, Site values, params string[] mask)
    {
        if (values.Name.Length == 0)
            values.Name = Steps.Customer + "/sites/1";
        return new() { Site = values, UpdateMask = new() { Paths = { mask } }, Etag = customer.Etag, RequestId = Steps.NewId() };
    }

    private async Task<Customer> ReadAsync() => (await Reseller.Customers.GetCustomerAsync(new GetCustomerRequest { Name = Steps.Customer })).Customer;
}
