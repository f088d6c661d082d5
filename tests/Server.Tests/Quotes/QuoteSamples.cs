using Bogus;
using Google.Protobuf;
using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.Server.Tests.Quotes;

/// <summary>Quotes from anywhere in the space of those that can be issued. One seed, one quote.</summary>
internal static class QuoteSamples
{
    private static readonly AmendmentPricer Pricer = new();

    /// <summary>A quote of a generated request.</summary>
    public static QuoteSample Of(ulong seed, int mostProducts)
    {
        var faker = new Faker("fr") { Random = new Randomizer((int)seed) };
        var request = GeneratedRequest.Of(seed, mostProducts) with { DeliveredOn = null };
        var catalogue = request.Catalogue with
        {
            Products = [.. request.Catalogue.Products.Select(p => p with { Name = $"{faker.Commerce.ProductName()} {p.Code}" })],
        };
        return Of(request with { Catalogue = catalogue }, Parties(faker), faker.Random.Int(1, 12));
    }

    /// <summary>A quote of a request.</summary>
    public static QuoteSample Of(PricingRequest request, StoredParties? parties, int revision = 1)
    {
        var outcome = Pricer.Price(request);
        var issued = new DateTimeOffset(outcome.PricingDate, new TimeOnly(22, 30), TimeSpan.Zero);
        var quote = new Quote
        {
            Reseller = "destiny",
            AmendmentNumber = "DEV000050763",
            Revision = revision,
            IssuedAt = issued,
            IssuedBy = "operator",
            ExpiresAt = ParisClock.StartOf(ParisTime.DayOf(issued).AddDays(30)),
            PricingDate = outcome.PricingDate,
            EffectiveDate = outcome.EffectiveDate,
            Price = [],
            Fingerprint = "f2:" + new string('a', 64),
            RuleSetVersion = outcome.RuleSetVersion,
            Documents =
            [
                new("CGAS", "Conditions Générales d'Accès aux Services", "2026-01", new string('b', 64)),
                new("CTE", "Catalogue Tarifaire Entreprises", "2026-11", new string('c', 64)),
            ],
        };
        return new(quote, Priced.Frozen(request, outcome, quote.Fingerprint), parties);
    }

    /// <summary>Whom and what a quote names.</summary>
    public static StoredParties Parties(Faker faker, byte[]? logo = null) => new()
    {
        Seller = new()
        {
            Brand = faker.Company.CompanyName(),
            Name = faker.Company.CompanyName(),
            Form = "SAS au capital de 100 000 €",
            Siren = "900000001",
            Register = faker.Address.City(),
            VatNumber = "FR68900000001",
            Address = faker.Address.FullAddress(),
            Telephone = "+33184787880",
            Email = faker.Internet.Email(),
            Color = faker.PickRandom("#0B4F8A", "#A63A1E", "#1D5C4A"),
            Mentions = faker.Random.Bool() ? faker.Lorem.Sentence(faker.Random.Int(3, 60)) : "",
            Logo = ByteString.CopyFrom(logo ?? []),
        },
        Buyer = new()
        {
            Identifier = 44660,
            Name = faker.Company.CompanyName(),
            Siren = faker.Random.Bool() ? "444660120" : "",
            VatNumber = "FR94444660120",
            Account = "CPT-44660",
            Reference = faker.Random.Bool() ? "MCP" : "",
        },
        Offer = new() { Reference = "OC138637", Name = faker.Commerce.ProductName(), Telephone = "+33442262424", CreatedOn = 20171122, DeliveredOn = 20171122 },
        InstallationSite = Site(faker),
        BillingSite = Site(faker),
        Contacts = { Enumerable.Range(0, faker.Random.Int(0, 4)).Select(_ => Contact(faker)) },
    };

    private static StoredSite Site(Faker faker) => new()
    {
        Name = faker.Company.CompanyName(),
        Street = faker.Address.StreetAddress(),
        PostalCode = faker.Address.ZipCode(),
        City = faker.Address.City().ToUpperInvariant(),
        CountryCode = faker.PickRandom("FR", "RE", "BE"),
        Complement = faker.Random.Bool() ? faker.Lorem.Sentence(5) : "",
        Building = faker.Random.Bool() ? "B" : "",
        Floor = faker.Random.Bool() ? "2" : "",
        AccessNote = faker.Random.Bool() ? faker.Lorem.Sentence(20) : "",
        Telephone = "+33442262424",
    };

    private static StoredOnSiteContact Contact(Faker faker) => new()
    {
        Name = faker.Name.FullName(),
        Telephone = "+33612345678",
        Email = faker.Internet.Email(),
        AccessHours = faker.Random.Bool() ? faker.Lorem.Sentence(12) : "",
    };
}

/// <summary>A quote with all that it froze.</summary>
/// <param name="Quote">The quote.</param>
/// <param name="Priced">Its price.</param>
/// <param name="Parties">Whom and what it names.</param>
internal sealed record QuoteSample(Quote Quote, Priced Priced, StoredParties? Parties)
{
    /// <summary>What it was issued with.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    public QuoteSheet Sheet => QuoteSheets.Of(Quote, Priced, Parties, Attachments);

    public byte[] Pdf => QuotePdf.Of(Sheet);

    public string Html => QuotePage.Of(Sheet);
}
