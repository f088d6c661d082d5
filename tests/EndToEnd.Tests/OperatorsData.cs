using System.Globalization;
using System.Text.Json;
using Bogus;

namespace MyOpenIP.EndToEnd.Tests;

/// <summary>A hundred customers of an operator, each with a contract of one of the three offers of data/examples.</summary>
internal static class OperatorsData
{
    /// <summary>Number of the first customer and, behind OC, of the first contract.</summary>
    public const int First = 700_000;

    /// <summary>How many there are.</summary>
    public const int Count = 100;

    private static readonly (string Offer, string Product, string Price)[] Offers =
        [("poste-ip", "POSTE", "4.50"), ("fibre-pro", "ACCES", "49.00"), ("trunk-voix", "CANAL", "8.00")];

    /// <summary>The customers, as lines of a file.</summary>
    public static string Customers()
    {
        var french = French();
        return Lines(i => new
        {
            reseller = i % 2 == 0 ? "sud-telecom" : "nord-telecom",
            id = First + i,
            name = french.Company.CompanyName(),
            email = $"contact{i}@client.example",
            createdOn = Day(french.Date.Between(new(2019, 1, 1), new(2023, 12, 31))),
            size = french.PickRandom("MICRO", "SMALL", "MEDIUM", "LARGE"),
            territory = "FR",
            taxStatus = "BUSINESS",
            sites = new[]
            {
                new
                {
                    number = 1, name = "Siège", street = french.Address.StreetAddress(),
                    postalCode = string.Create(CultureInfo.InvariantCulture, $"{french.Random.Int(1_000, 95_999):00000}"), city = french.Address.City(), building = "A",
                },
            },
        });
    }

    /// <summary>Their contracts, as lines of a file.</summary>
    public static string Contracts()
    {
        var french = French();
        return Lines(i =>
        {
            var (offer, product, price) = Offers[i % Offers.Length];
            var delivered = Day(french.Date.Between(new(2024, 1, 2), new(2026, 6, 30)));
            return new
            {
                reference = $"OC{First + i}",
                customer = First + i,
                offer,
                state = "DELIVERED",
                installationSite = 1,
                billingSite = 1,
                createdOn = "2024-01-01",
                deliveredOn = delivered,
                billing = new { day = french.Random.Int(1, 28) },
                lines = new[] { new { productCode = product, lots = new[] { new { number = 1, quantity = french.Random.Int(1, 9), unitPrice = price, since = delivered } } } },
            };
        });
    }

    private static Faker French() => new("fr") { Random = new Randomizer(20_261_128) };

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Lines(Func<int, object> line) => string.Join('\n', Enumerable.Range(0, Count).Select(i => JsonSerializer.Serialize(line(i)))) + "\n";
}
