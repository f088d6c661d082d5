using System.Globalization;
using Bogus;
using MyOpenIP.Pricing;
using MyOpenIP.Server.ContractedOffers;
using MyOpenIP.Server.Customers;
using MyOpenIP.Server.Json;
using MyOpenIP.Server.Lists;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Tests.Data;

/// <summary>Makes the customers and contracted offers of the demonstration: the same ones every time.</summary>
internal static class DemonstrationGenerator
{
    private const int Seed = 44_660;
    private const int Customers = 200;
    private const int Offers = 2_000;

    private static readonly DateTime Reference = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Resellers = ["destiny", "armor-telecom", "rhone-reseaux", "sud-connect", "nord-voix"];

    private static readonly (string City, string PostalCode, string Insee, string Territory, string Country)[] Cities =
    [
        ("PARIS", "75011", "75111", "FR", "FR"), ("LYON", "69003", "69123", "FR", "FR"), ("MARSEILLE", "13008", "13208", "FR", "FR"),
        ("TOULOUSE", "31000", "31555", "FR", "FR"), ("NICE", "06000", "06088", "FR", "FR"), ("NANTES", "44000", "44109", "FR", "FR"),
        ("STRASBOURG", "67000", "67482", "FR", "FR"), ("BORDEAUX", "33000", "33063", "FR", "FR"), ("LILLE", "59000", "59350", "FR", "FR"),
        ("RENNES", "35000", "35238", "FR", "FR"), ("REIMS", "51100", "51454", "FR", "FR"), ("GRENOBLE", "38000", "38185", "FR", "FR"),
        ("DIJON", "21000", "21231", "FR", "FR"), ("AJACCIO", "20000", "2A004", "FR_CORSE", "FR"), ("SAINT-DENIS", "97400", "97411", "RE", "RE"),
        ("FORT-DE-FRANCE", "97200", "97209", "MQ", "MQ"), ("CAYENNE", "97300", "97302", "GF", "GF"),
    ];

    public static (string Customers, string Offers) Make()
    {
        var faker = new Faker("fr") { Random = new Randomizer(Seed), DateTimeReference = Reference };
        var customers = Enumerable.Range(0, Customers).Select(i => MakeCustomer(faker, 50_000 + (i * 7))).ToArray();
        var offers = Enumerable.Range(0, Offers).Select(i => MakeOffer(faker, 200_000 + (i * 3), customers[i % Customers]));
        return (Lines(customers), Lines(offers));
    }

    private static string Lines<T>(IEnumerable<T> values) => string.Concat(values.Select(v => DataJson.Write(v) + "\n"));

    private static Customer MakeCustomer(Faker faker, long id)
    {
        var place = faker.PickRandom(Cities);
        var siren = WithLuhn(faker.Random.ReplaceNumbers("9#######"));
        var name = faker.Company.CompanyName();
        var domain = FoldedText.Fold(name).ToLowerInvariant();
        domain = string.Concat(domain.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        var size = faker.PickRandom<CustomerSize>();
        var customer = new Customer
        {
            Reseller = faker.PickRandom(Resellers),
            Id = id,
            Name = name,
            Account = FormattableString.Invariant($"CPT-{id}"),
            Reference = faker.Random.ReplaceNumbers("REF-#####"),
            Siren = siren,
            Siret = WithLuhn(siren + "0001"),
            VatNumber = $"FR{Identities.VatKey(siren)}{siren}",
            Email = $"contact@{domain}.example",
            Telephone = Telephone(faker, place.Country),
            LegalStatus = faker.PickRandom("SAS", "SARL", "SA", "Association", "Autres"),
            CreatedOn = DateOnly.FromDateTime(faker.Date.Past(10)),
            Size = size,
            ProtectionWaived = size is CustomerSize.Small && faker.Random.Bool(),
            Territory = place.Territory,
            TaxStatus = "BUSINESS",
        };
        for (var number = 1; number <= faker.Random.Int(1, 4); number++)
            customer.Sites.Add(MakeSite(faker, number, number == 1 ? place : faker.PickRandom(Cities), siren));
        for (var number = 1; number <= faker.Random.Int(1, 3); number++)
            customer.Contacts.Add(MakeContact(faker, number, domain));
        return customer;
    }

    private static Site MakeSite(
        Faker faker, int number, (string City, string PostalCode, string Insee, string Territory, string Country) place, string siren) => new()
        {
            Number = number,
            Name = number == 1 ? "Siège Social" : $"Site {CultureInfo.InvariantCulture.TextInfo.ToTitleCase(place.City.ToLowerInvariant())}",
            Siret = WithLuhn(siren + number.ToString("D4", CultureInfo.InvariantCulture)),
            Street = faker.Address.StreetAddress(),
            PostalCode = place.PostalCode,
            City = place.City,
            CountryCode = place.Country,
            InseeCode = place.Insee,
            Building = faker.Random.Bool() ? faker.PickRandom("A", "B", "C") : "",
            Floor = faker.Random.Bool() ? faker.Random.Int(0, 6).ToString(CultureInfo.InvariantCulture) : "",
            AccessNote = faker.Random.Bool(0.3f) ? "Se présenter à l'accueil" : "",
            Telephone = Telephone(faker, place.Country),
        };

    private static Contact MakeContact(Faker faker, int number, string domain)
    {
        var person = faker.Name.FullName();
        return new()
        {
            Number = number,
            Name = person,
            Telephone = Telephone(faker, "FR"),
            Email = $"contact{number}@{domain}.example",
            AccessHours = faker.PickRandom("Du lundi au vendredi, 9 h à 18 h", "Tous les jours, 8 h à 20 h", "Sur rendez-vous"),
            Role = faker.PickRandom("accueil", "responsable informatique", "gérant", "services généraux"),
        };
    }

    private static ContractedOfferRecord MakeOffer(Faker faker, long number, Customer customer)
    {
        var (offer, products) = DemonstrationOffers.Pick(faker);
        var created = DateOnly.FromDateTime(faker.Date.Past(8));
        var state = faker.Random.WeightedRandom(
            [ContractState.Delivered, ContractState.Ordered, ContractState.Suspended, ContractState.Terminated], [0.94f, 0.03f, 0.02f, 0.01f]);
        var delivered = created.AddDays(faker.Random.Int(3, 45));
        var since = state is ContractState.Ordered ? created : delivered;
        var term = faker.PickRandom(0, 0, 12, 24, 36);
        return new()
        {
            Reference = FormattableString.Invariant($"OC{number}"),
            Customer = customer.Id,
            Offer = offer,
            State = state,
            OrderType = faker.Random.Bool(0.1f) ? OrderType.Migration : OrderType.Creation,
            Owner = faker.PickRandom("Charlotte M.", "Karim B.", "Élodie P.", "Thomas L.", ""),
            OrderReference = FormattableString.Invariant($"COM{10_000 + (number % 29_000)}"),
            InstallationSite = faker.PickRandom(customer.Sites).Number,
            BillingSite = 1,
            Telephone = customer.Telephone,
            CreatedOn = created,
            DeliveredOn = state is ContractState.Ordered ? null : delivered,
            Billing = new(faker.PickRandom(1, 1, 1, 15, 31), faker.PickRandom(1, 1, 1, 3, 12)),
            Commitment = term == 0 ? null : new(term, since),
            Lines = [.. products.Select(p => new ContractLine(p.Code, [new Lot { Number = 1, Quantity = p.Quantity, UnitPrice = p.UnitPrice, Since = since }]))],
        };
    }

    private static string Telephone(Faker faker, string country)
    {
        var pattern = country switch { "RE" => "+262262######", "MQ" => "+596596######", "GF" => "+594594######", _ => $"+33{faker.Random.Int(1, 5)}########" };
        string number;
        do
            number = faker.Random.ReplaceNumbers(pattern);
        while (!Identities.IsTelephone(number));
        return number;
    }

    private static string WithLuhn(string digits) =>
        Enumerable.Range(0, 10).Select(d => digits + d.ToString(CultureInfo.InvariantCulture))
            .Single(n => n.Length == 9 ? Identities.IsSiren(n) : Identities.IsSiret(n));
}
