using System.Text.Json;
using MyOpenIP.V1;

namespace MyOpenIP.ServerBench;

/// <summary>
/// Contracted offers of ten lines and the changes that are priced of them: half of the lines, two additions for one reduction,
/// a committed offer, agreed and volume discounts.
/// </summary>
internal static class StoredOffers
{
    /// <summary>Offers whose changes are previewed.</summary>
    public const int Count = 50;

    /// <summary>Offers that get one draft each.</summary>
    public const int Drafts = 3_000;

    private const int Lines = 10;
    private const long Customer = 44660;

    private static readonly int[] Terms = [0, 12, 24, 36];
    private static readonly DateOnly Since = new(2025, 4, 1);

    /// <summary>The catalogue as a file of the published schema.</summary>
    public static string Catalogue() => JsonSerializer.Serialize(new
    {
        version = "2026-11",
        source = "For measuring",
        offers = new[]
        {
            new
            {
                code = "metacentrex",
                name = "MetaCentrex",
                commitmentTerms = Terms,
                products = Enumerable.Range(0, Lines).Select(i => new
                {
                    code = $"P{i}",
                    name = $"Licence MetaCentrex {i}",
                    family = $"F{i % 4}",
                    maximumQuantity = 10_000,
                    tariffs = new[]
                    {
                        new { validFrom = "2016-01-01", setupPrice = "20.00", tiers = new[] { new { from = 1, unitPrice = $"{5 + i}.90" } } },
                    },
                }),
                discounts = new[]
                {
                    new { code = "VOLUME_0", source = "VOLUME", family = "F0", fromQuantity = 15, recurringPercent = "5" },
                    new { code = "VOLUME_1", source = "VOLUME", family = "F1", fromQuantity = 15, recurringPercent = "5" },
                },
            },
        },
    });

    /// <summary>The contracted offers as lines of a file of the published schema.</summary>
    public static IEnumerable<string> Contracts() => Enumerable.Range(1, Count + Drafts).Select(n => JsonSerializer.Serialize(new
    {
        reference = Reference(n),
        customer = Customer,
        offer = "metacentrex",
        state = "DELIVERED",
        installationSite = 1,
        billingSite = 1,
        createdOn = $"{Since:yyyy-MM-dd}",
        deliveredOn = $"{Since:yyyy-MM-dd}",
        billing = new { day = 1 },
        commitment = new { termMonths = 36, start = $"{Since:yyyy-MM-dd}" },
        lines = Enumerable.Range(0, Lines).Select(i => new
        {
            productCode = $"P{i}",
            lots = new[] { new { number = 1, quantity = Quantity(n, i), unitPrice = $"{4 + i}.90", since = $"{Since:yyyy-MM-dd}" } },
        }),
    }));

    /// <summary>One change of each offer.</summary>
    public static PreviewAmendmentRequest[] Changes() => [.. Enumerable.Range(1, Count).Select(Change)];

    /// <summary>A draft of the same change, of an offer that has none yet.</summary>
    /// <param name="n">Which, from 0.</param>
    public static CreateAmendmentRequest Draft(int n)
    {
        var change = Change(Count + 1 + n);
        var draft = new Amendment { ContractedOffer = change.ContractedOffer };
        draft.Lines.Add(change.Lines);
        draft.Contacts.Add(change.Contacts);
        return new CreateAmendmentRequest { Parent = $"customers/{Customer}", RequestId = $"{Guid.NewGuid()}", Amendment = draft };
    }

    private static PreviewAmendmentRequest Change(int n)
    {
        var change = new PreviewAmendmentRequest { ContractedOffer = $"customers/{Customer}/contractedOffers/{Reference(n)}" };
        for (var i = 0; i < Lines; i += 2)
            change.Lines.Add(new WantedLine { Product = $"P{i}", FinalQuantity = i % 6 == 4 ? 2 : Quantity(n, i) + 1 + (n + i) % 5 });
        change.Contacts.Add(new Contact { DisplayName = "Camille Durand", Telephone = "+33442262424" });
        return change;
    }

    private static string Reference(int n) => $"OC{900_000 + n}";

    private static int Quantity(int n, int line) => 3 + (n + 3 * line) % 9;
}
