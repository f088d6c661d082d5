using Google.Type;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MyOpenIP.V1;
using Xunit.Sdk;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>What an import refuses, and what it tells and takes.</summary>
public sealed class ImportFaultTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Operator => fixture.Server.Operator;

    public static TheoryData<string, string> WrongCustomers => new()
    {
        { nameof(Customer.Reseller), "destiny\n" },
        { nameof(Customer.Reseller), "Destiny" },
        { nameof(Customer.CompanyName), "a\0b" },
        { nameof(Customer.CompanyName), "a\r" },
        { nameof(Customer.CompanyName), "\uFEFF" },
        { nameof(Customer.CompanyName), "   " },
        { nameof(Customer.Account), "a\nb" },
        { nameof(Customer.Email), "a@b\n" },
        { nameof(Customer.Email), "a@b\r\nBcc: x@y" },
        { nameof(Customer.Siren), "303265045\n" },
        { nameof(Customer.Telephone), "+33442262424\n" },
        { nameof(Customer.Territory), "GUADELOUPE" },
        { nameof(Customer.Territory), "ZZ" },
        { nameof(Customer.TaxStatus), "NOPE" },
    };

    [Theory]
    [MemberData(nameof(WrongCustomers))]
    public async Task A_customer_is_what_everybody_can_read_and_tax(string property, string value)
    {
        var customer = Streams.NewCustomer(710_000);
        typeof(Customer).GetProperty(property)!.SetValue(customer, value);
        var fault = Assert.Single((await Operator.ImportAsync([customer])).Faults);
        Assert.Equal(Customer.Descriptor.Fields.InDeclarationOrder().Single(f => f.PropertyName == property).Name, fault.Field);
    }

    [Theory]
    [InlineData("LILLE\n", "FR", "59350", "sites[0].address.city")]
    [InlineData("LILLE", "FR\n", "59350", "sites[0].address.country_code")]
    [InlineData("LILLE", "ZZ", "59350", "sites[0].address.country_code")]
    [InlineData("LILLE", "FR", "59350\n", "sites[0].address.insee_code")]
    public async Task A_site_of_an_import_is_where_it_can_be_found(string city, string country, string commune, string field)
    {
        var customer = Streams.NewCustomer(710_001);
        (customer.Sites[0].Address.City, customer.Sites[0].Address.CountryCode, customer.Sites[0].Address.InseeCode) = (city, country, commune);
        Assert.Equal([field], (await Operator.ImportAsync([customer])).Faults.Select(f => f.Field));
    }

    [Fact]
    public async Task A_site_that_is_corrected_is_held_to_the_same()
    {
        var request = new UpdateSitesRequest
        {
            Name = Steps.MetaCentrex,
            Etag = "1",
            RequestId = Steps.NewId(),
            InstallationSite = new Site
            {
                DisplayName = "Siège\u200B",
                Siret = "73282932000079",
                Address = new() { Street = " ", PostalCode = "59000", City = "LILLE\n", CountryCode = "FR\n", InseeCode = "59350\n" },
                Complement = new() { Text = "\uFEFF" },
            },
            UpdateMask = new() { Paths = { "installation_site.display_name", "installation_site.siret", "installation_site.address", "installation_site.complement" } },
        };
        var refusal = await Refusal.OfAsync(Operator.ContractedOffers.UpdateSitesAsync(request), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(
            [
                "installation_site.address.city", "installation_site.address.country_code", "installation_site.address.insee_code",
                "installation_site.address.street", "installation_site.complement.text", "installation_site.display_name", "installation_site.siret",
            ],
            refusal.Fields.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Anne\nMartin", "a@b", "", "display_name")]
    [InlineData("Anne", "a@b\r\nBcc: x@y", "", "email")]
    [InlineData("Anne", "a@b\n", "", "email")]
    [InlineData("Anne", "", "9 h\0", "access_hours")]
    public async Task A_contact_of_an_amendment_is_held_to_the_same(string name, string email, string hours, string field)
    {
        var creation = Steps.Creation(Steps.MetaCentrex, Steps.Want("SDA_SIMPLE", 2));
        creation.Amendment.Contacts.Add(new Contact { DisplayName = name, Telephone = "+33442262424", Email = email, AccessHours = hours });
        var refusal = await Refusal.OfAsync(Operator.Amendments.CreateAmendmentAsync(creation), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal([$"amendment.contacts[0].{field}"], refusal.Fields);
    }

    [Fact]
    public async Task A_comment_is_text()
    {
        var creation = Steps.Creation(Steps.MetaCentrex);
        creation.Amendment.Comment = "a\0b";
        var refusal = await Refusal.OfAsync(Operator.Amendments.CreateAmendmentAsync(creation), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
        Assert.Equal(["amendment.comment"], refusal.Fields);
    }

    [Fact]
    public async Task A_product_that_the_offer_does_not_have_makes_no_ghost_of_a_line()
    {
        await Operator.ImportAsync([Streams.NewCustomer(711_000)]);
        var offer = Streams.NewOffer(711_000, 711_000);
        offer.Lines[0].Product = "APPEL_SIMULTANEE";
        var fault = Assert.Single((await Operator.ImportAsync([offer])).Faults);
        Assert.Equal(
            ("lines[0].product", "the offer has no product APPEL_SIMULTANEE (one that is no longer sold stays in it, without a tariff)"),
            (fault.Field, fault.Description));
    }

    [Fact]
    public async Task A_quantity_that_no_rule_of_today_would_let_in_is_told_and_taken()
    {
        await Operator.ImportAsync([Streams.NewCustomer(711_100)]);
        var offers = Enumerable.Range(711_100, 3).Select(i => Streams.NewOffer(711_100, i)).ToList();
        (offers[0].Offer, offers[0].Lines[0].Product, offers[0].Lines[0].Lots[0].Quantity) = ("offers/creation-portabilite", "TRANCHE_SDA", 12);
        offers[1].Lines[0].Lots[0].Quantity = 6_000;
        var summary = await Operator.ImportAsync(offers);
        Assert.Equal((3, 0, 2), (summary.CreatedCount, summary.FaultCount, summary.WarningCount));
        Assert.Equal(
            [
                (1, "lines[0].lots", "12 units of TRANCHE_SDA; the catalogue sells them by 10"),
                (2, "lines[0].lots", "6000 units of APPEL_SIMULTANE; the catalogue wants 1 to 5000"),
            ],
            summary.Warnings.Select(w => (w.Line, w.Field, w.Description)));
        Assert.Equal(12, (await Operator.ReadOfferAsync(offers[0].Name)).Lines.Single(l => l.Product == "TRANCHE_SDA").Quantity);
    }

    public static TheoryData<string, string> ExtremeOffers => new()
    {
        { "since 1899-12-31", "lines[0].lots[0].since" },
        { "since 3000-01-01", "lines[0].lots[0].since" },
        { "committed_until 9999-12-31", "lines[0].lots[0].committed_until" },
        { "leaving_on 9999-12-31", "lines[0].lots[0].leaving_on" },
        { "last_day 9999-12-31", "commitment.last_day" },
        { "start 0001-01-01", "commitment.start" },
        { "start 9999-12-31", "commitment.start" },
        { "unit_price", "lines[0].lots[0].unit_price" },
        { "quantity", "lines[0].lots[0].quantity" },
        { "created_on 1899-12-31", "created_on" },
    };

    [Theory]
    [MemberData(nameof(ExtremeOffers))]
    public async Task What_no_price_could_be_made_from_is_a_fault(string what, string field)
    {
        await Operator.ImportAsync([Streams.NewCustomer(712_000)]);
        var offer = Streams.NewOffer(712_000, 712_000);
        var lot = offer.Lines[0].Lots[0];
        var day = what.Split(' ') is [_, var text] ? Day(text) : null;
        offer.Commitment = new() { TermMonths = 12, Start = offer.DeliveredOn };
        switch (what.Split(' ')[0])
        {
            case "since": lot.Since = day; break;
            case "committed_until": lot.CommittedUntil = day; break;
            case "leaving_on": lot.LeavingOn = day; break;
            case "last_day": offer.Commitment.LastDay = day; break;
            case "start": offer.Commitment.Start = day; break;
            case "unit_price": lot.UnitPrice = new() { CurrencyCode = "EUR", Units = 999_999_999, Nanos = 999_900_000 }; break;
            case "quantity": lot.Quantity = 1_000_001; break;
            case "created_on": offer.CreatedOn = day; break;
            default: throw new XunitException(what);
        }
        Assert.Equal([field], (await Operator.ImportAsync([offer])).Faults.Select(f => f.Field));

        static Date Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is var d ? new() { Year = d.Year, Month = d.Month, Day = d.Day } : null!;
    }

    [Fact]
    public async Task A_copy_on_an_offer_follows_its_customer_and_its_etag_does_too_without_a_version_of_its_own()
    {
        await Operator.ImportAsync([Streams.NewCustomer(713_000)]);
        await Operator.ImportAsync([Streams.NewOffer(713_000, 713_000), Streams.NewOffer(713_000, 713_001)]);
        var before = await Operator.ReadOfferAsync("customers/713000/contractedOffers/OC713001");
        var customer = Streams.NewCustomer(713_000);
        (customer.CompanyName, customer.Account, customer.Sites[0].Address.City) = ("Été", "C9", "LYON");
        Assert.Equal(1, (await Operator.ImportAsync([customer])).UpdatedCount);
        Assert.NotEqual(before.Etag, (await Operator.ReadOfferAsync(before.Name)).Etag);
        await using (var storage = fixture.Server.OpenStorage())
            Assert.All(
                await storage.ContractedOffers.Where(o => o.CustomerId == 713_000).ToListAsync(TestContext.Current.CancellationToken),
                o => Assert.Equal(("ETE", "C9", "LYON", 1), (o.CustomerSearchName, o.Account, o.SiteCity, o.RowVersion)));

        var request = new UpdateSitesRequest
        {
            Name = before.Name,
            Etag = (await Operator.ReadOfferAsync(before.Name)).Etag,
            RequestId = Steps.NewId(),
            InstallationSite = new Site { Address = new() { City = "NICE" } },
            UpdateMask = new() { Paths = { "installation_site.address.city" } },
        };
        await Operator.ContractedOffers.UpdateSitesAsync(request);
        await using var after = fixture.Server.OpenStorage();
        Assert.All(
            await after.ContractedOffers.Where(o => o.CustomerId == 713_000).ToListAsync(TestContext.Current.CancellationToken),
            o => Assert.Equal(("NICE", 1), (o.SiteCity, o.RowVersion)));
    }
}
