using Microsoft.Extensions.DependencyInjection;
using MyOpenIP.Pricing;
using MyOpenIP.Pricing.Tests.Cases;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Catalogue;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Tests.Services;
using MyOpenIP.Server.Tests.Signing;
using MyOpenIP.Server.Tests.Storage;
using MyOpenIP.Server.Wire;
using MyOpenIP.V1;
using Amendment = MyOpenIP.V1.Amendment;
using Customer = MyOpenIP.Server.Customers.Customer;
using Site = MyOpenIP.Server.Customers.Site;

namespace MyOpenIP.Server.Tests.Cases;

/// <summary>
/// The stories that the core tells, told by the server: the same contract, catalogue and VAT table out of a real SQLite
/// file, the same wish through real gRPC.
/// </summary>
public sealed class StoriesThroughTheServerTests(StoryServer stories) : IClassFixture<StoryServer>
{
    private static readonly AmendmentPricer Core = new();

    public static TheoryData<string> Stories => [.. CaseFiles.Names];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task A_story_ends_through_the_server_as_it_is_told(string story)
    {
        var told = CaseFiles.Request(story);
        Assert.Empty(Expectation.Differences(CaseFiles.Expected(story), Core.Price(told)));

        // A preview has accepted nothing yet.
        var expected = Core.Price(told with { Acceptance = new(false, false) });
        var recap = await stories.PreviewAsync(told);
        var known = RecapMessages.Recap(expected, told.Contract.Policies.Proration, recap.AcceptanceConditions.SelectMany(c => c.Documents), recap.Fingerprint);
        (known.CatalogueVersion, known.TaxTableVersion) = (recap.CatalogueVersion, recap.TaxTableVersion);
        Assert.Equal(known, recap);
    }
}

/// <summary>A server whose database holds what the stories need, one after the other.</summary>
public sealed class StoryServer(DemonstrationDatabase demonstration) : IAsyncLifetime
{
    private const string Reseller = "story";

    /// <summary>A commune without copper, for the stories that are told there.</summary>
    private const string ClosedCommune = "59999";

    private static readonly DateOnly ClosedSince = new(2026, 1, 31);

    private readonly string folder = Directory.CreateTempSubdirectory("myopenip-").FullName;
    private TestServer server = null!;
    private int told;

    public async ValueTask InitializeAsync()
    {
        var database = Path.Combine(folder, "myopenip.db");
        File.Copy(demonstration.File, database);
        var authority = CaseFiles.Request(CaseFiles.Names[0]).Authority;
        server = await TestServer.StartAsync(database, TestServer.Today, services =>
        {
            var policies = (Policies)services.Last(s => s.ServiceType == typeof(Policies)).ImplementationInstance!;
            // The catalogues of stories are stored, not imported: nobody draws price lists of them.
            services.AddSingleton(policies with { Authority = authority, Documents = [.. policies.Documents.Where(d => d.Source is DocumentSource.File)] });
            services.AddSingleton(new CopperClosures([new CopperClosure(ClosedCommune, null, null, ClosedSince)]));
        });
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Stores what a request is made from, and asks for the same change as a client does.</summary>
    internal async Task<Recap> PreviewAsync(PricingRequest request)
    {
        var wish = await StoreAsync(request);
        var preview = new PreviewAmendmentRequest { ContractedOffer = wish.ContractedOffer, EffectiveDate = wish.EffectiveDate };
        preview.Lines.AddRange(wish.Lines);
        preview.Discounts.AddRange(wish.Discounts);
        preview.Contacts.AddRange(wish.Contacts);
        return (await AskerOf(request).Amendments.PreviewAmendmentAsync(preview)).Recap;
    }

    /// <summary>The same as a draft, by who asks for it.</summary>
    internal async Task<Amendment> DraftAsync(PricingRequest request)
    {
        var wish = await StoreAsync(request);
        return (await AskerOf(request).Amendments.CreateAmendmentAsync(new() { Parent = "customers/-", Amendment = wish, RequestId = Steps.NewId() })).Amendment;
    }

    /// <summary>The operator.</summary>
    internal Clients Operator => server.Operator;

    /// <summary>The reseller of the stories.</summary>
    internal Clients Seller => server.As($"Dev reseller:{Reseller}");

    /// <summary>The mails that were sent.</summary>
    internal Mailbox Mailbox => new(Path.Combine(folder, "mail"));

    /// <summary>Where pages are served.</summary>
    internal Uri Http => server.Http;

    private Clients AskerOf(PricingRequest request) =>
        request.ManualDiscounts.Any(d => d.AskedBy is AskerRole.Reseller) ? server.As($"Dev reseller:{Reseller}") : server.Operator;

    private async Task<Amendment> StoreAsync(PricingRequest request)
    {
        var number = 900_000 + ++told;
        server.Time.AdjustTime(new DateTimeOffset(request.PricingDate, new TimeOnly(12, 0), TimeSpan.Zero));
        await StoreAsync(request, number);
        var wish = new Amendment
        {
            ContractedOffer = $"customers/{number}/contractedOffers/OC{number}",
            EffectiveDate = request.RequestedEffectiveDate is { } day ? new() { Year = day.Year, Month = day.Month, Day = day.Day } : null,
        };
        wish.Lines.AddRange(request.Wanted.Select(w => Steps.Want(w.ProductCode, w.FinalQuantity)));
        wish.Discounts.AddRange(request.ManualDiscounts.Select(d => new RequestedDiscount
        {
            Product = d.ProductCode,
            SetupPercent = WireValues.Decimal(d.SetupPercent),
            RecurringPercent = WireValues.Decimal(d.RecurringPercent),
            Scope = SameName.To<Pricing.DiscountScope, V1.DiscountScope>(d.Scope),
        }));
        wish.Contacts.AddRange(Enumerable.Repeat(Steps.OnSite, request.Site.OnSiteContacts));
        return wish;
    }

    private async Task StoreAsync(PricingRequest request, int number)
    {
        await using var storage = server.OpenStorage();
        var catalogue = new CatalogueVersion
        {
            Version = $"story.{number}",
            Digest = $"catalogue of {number}",
            ImportedAt = TestServer.Today,
            Activation = number,
        };
        var sold = new OfferData
        {
            Code = request.Catalogue.Code,
            Name = "Story",
            RequiresSiteComplement = request.Catalogue.RequiresSiteComplement,
            Products = request.Catalogue.Products,
            Discounts = request.Catalogue.Discounts,
        };
        var row = new CatalogueOfferRow { Version = catalogue.Version, Code = sold.Code, Position = 0, Name = sold.Name, Content = DataJson.Write(sold) };
        catalogue.Offers.Add(row);
        catalogue.Offers.Add(Elsewhere(request, catalogue.Version));
        storage.Add(catalogue);
        storage.Add(new TaxTableVersion
        {
            Version = $"story.{number}",
            Digest = $"taxes of {number}",
            ImportedAt = TestServer.Today,
            Activation = number,
            Content = DataJson.Write(request.Taxes),
        });
        var customer = CustomerOf(request, number);
        storage.Add(customer);
        var offer = await OfferOfAsync(storage, request, customer);
        storage.Add(offer);
        if (request.OpenAmendment is { } other)
        {
            var open = Samples.Amendment($"{other}.{number}", $"OC{number}");
            (open.Reseller, open.CustomerId) = (Reseller, number);
            storage.Add(open);
            offer.OpenAmendment = open.Number;
        }
        await storage.SaveAsync();
    }

    /// <summary>Another offer, with the products of the wish that this one does not have.</summary>
    private static CatalogueOfferRow Elsewhere(PricingRequest request, string version)
    {
        var others = request.Wanted.Select(w => w.ProductCode).Except(request.Catalogue.Products.Select(p => p.Code)).ToArray();
        var offer = new OfferData { Code = "elsewhere", Name = "Elsewhere", Products = [] };
        var row = new CatalogueOfferRow { Version = version, Code = offer.Code, Position = 1, Name = offer.Name, Content = DataJson.Write(offer) };
        row.Products.AddRange(others.Select((code, position) => new CatalogueProductRow
        {
            Version = version,
            OfferCode = offer.Code,
            Code = code,
            Position = position,
            Name = code,
        }));
        return row;
    }

    private static string Closed(DateOnly since)
    {
        Assert.Equal(ClosedSince, since);
        return ClosedCommune;
    }

    private static Customer CustomerOf(PricingRequest request, int number)
    {
        var customer = new Customer
        {
            Reseller = Reseller,
            Id = number,
            Name = "Story",
            CreatedOn = new DateOnly(2020, 1, 1),
            Size = request.Customer.Size,
            ProtectionWaived = request.Customer.ProtectionWaived,
            Territory = request.Customer.Territory,
            TaxStatus = request.Customer.TaxStatus,
        };
        customer.Sites.Add(new Site
        {
            Reseller = Reseller,
            CustomerId = number,
            Number = 1,
            Name = "Site",
            Street = "1 Rue Neuve",
            PostalCode = "59000",
            City = "LILLE",
            Building = request.Site.HasComplement ? "A" : "",
            InseeCode = request.Site.CopperClosedSince is { } since ? Closed(since) : "",
        });
        return customer;
    }

    private static async Task<ContractedOffers.ContractedOffer> OfferOfAsync(StorageContext storage, PricingRequest request, Customer customer)
    {
        var offer = new ContractedOffers.ContractedOffer
        {
            Reseller = Reseller,
            Reference = $"OC{customer.Id}",
            ReferenceNumber = customer.Id,
            CustomerId = customer.Id,
            OfferCode = request.Catalogue.Code,
            Name = "Story",
            State = request.Contract.State,
            CustomerSearchName = "STORY",
            SiteCity = "LILLE",
            InstallationSiteNumber = 1,
            BillingSiteNumber = 1,
            CreatedOn = new DateOnly(2020, 1, 1),
            DeliveredOn = request.Contract.DeliveredOn ?? ContractedOffers.ContractedOffer.NotDelivered,
        };
        await storage.AppendVersionAsync(offer, request.Contract, new DateOnly(2020, 1, 1), "", TestServer.Today, default, imported: true);
        return offer;
    }
}
