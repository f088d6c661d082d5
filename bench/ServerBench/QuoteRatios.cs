using MyOpenIP.Bench.Measuring;
using MyOpenIP.Bench.Requests;
using MyOpenIP.Pricing;
using MyOpenIP.Server.Amendments;
using MyOpenIP.Server.Quotes;
using MyOpenIP.Server.Storage.Formats;

namespace MyOpenIP.ServerBench;

/// <summary>P10: what the PDF of a quote of ten lines costs, from what was priced to its bytes, and how long it is.</summary>
internal static class QuoteRatios
{
    private const int Lines = 10;
    private const int Rounds = 31;
    private const int WarmUps = 200;

    public static void Print()
    {
        var request = TypicalRequest.Of(1, Lines);
        var outcome = new AmendmentPricer().Price(request);
        var quote = new Quote
        {
            Reseller = "destiny",
            AmendmentNumber = "DEV000050763",
            Revision = 1,
            IssuedAt = new(2026, 11, 10, 9, 0, 0, TimeSpan.Zero),
            IssuedBy = "operator",
            ExpiresAt = new(2026, 12, 9, 23, 0, 0, TimeSpan.Zero),
            PricingDate = outcome.PricingDate,
            EffectiveDate = outcome.EffectiveDate,
            Price = [],
            Fingerprint = new string('a', 64),
            RuleSetVersion = outcome.RuleSetVersion,
            Documents = [new("CGAS", "Conditions Générales d'Accès aux Services", "2026-01", new string('b', 64))],
        };
        var (priced, parties) = (Priced.Frozen(request, outcome, quote.Fingerprint), Parties());
        byte[] Pdf() => QuotePdf.Of(QuoteSheets.Of(quote, priced, parties, []));

        for (var i = 0; i < WarmUps; i++)
            Pdf();
        var spent = new List<double>(Rounds);
        for (var i = 0; i < Rounds; i++)
        {
            var start = ThreadTime.Now();
            Pdf();
            spent.Add((ThreadTime.Now() - start) / 1_000_000.0);
        }
        Console.WriteLine($"P10.cpu_ms {Median.Of(spent):F1}");
        Console.WriteLine($"P10.kb {Pdf().Length / 1000.0:F1}");
    }

    private static StoredParties Parties()
    {
        var site = new StoredSite { Name = "Siège Social", Street = "12 Cours Mirabeau", PostalCode = "13100", City = "AIX-EN-PROVENCE", Complement = "Hôtel d'entreprises", Telephone = "+33442262424" };
        return new()
        {
            Seller = new()
            {
                Brand = "openIP by DESTINY",
                Name = "openIP",
                Form = "SAS au capital de 100 000 €",
                Siren = "900000001",
                Register = "Paris",
                VatNumber = "FR68900000001",
                Address = "1 Rue de l'Exemple, 75001 Paris",
                Color = "#0B4F8A",
            },
            Buyer = new() { Identifier = 44660, Name = "MétaCentrex Provence", Siren = "444660120", VatNumber = "FR94444660120" },
            Offer = new() { Reference = "OC138637", Name = "Com'Unifiées MetaCentrex", CreatedOn = 20171122, DeliveredOn = 20171122 },
            InstallationSite = site,
            BillingSite = site,
            Contacts = { new StoredOnSiteContact { Name = "Camille Martin", Telephone = "+33320000000" } },
        };
    }
}
