using Bogus;

namespace MyOpenIP.Server.Tests.Data;

/// <summary>What a made-up contracted offer holds: an offer of the demonstration catalogue and a plausible basket of it.</summary>
internal static class DemonstrationOffers
{
    public static (string Offer, (string Code, int Quantity, decimal UnitPrice)[] Products) Pick(Faker faker) => faker.Random.Int(0, 5) switch
    {
        0 => ("metacentrex",
        [
            ("SDA_SIMPLE", faker.Random.Int(1, 20), 9.90m),
            ("SDA_FULL", faker.Random.Int(1, 40), 18.90m),
            ("SDA_FULL_PLUS", faker.Random.Int(1, 10), 21.80m),
        ]),
        1 => ("sip-trunk-touch", [("APPEL_SIMULTANE", faker.Random.Int(1, 60), faker.PickRandom(6.00m, 4.00m, 3.00m))]),
        2 => ("creation-portabilite",
        [
            ("CREATION_NUMERO", faker.Random.Int(1, 10), 0.50m),
            ("TRANCHE_SDA", 10 * faker.Random.Int(1, 10), 0.40m),
        ]),
        3 => ("numero-geographique", [("NUMERO_GEOGRAPHIQUE", faker.Random.Int(1, 10), 1.00m)]),
        4 => ("acces-internet",
        [
            ("ACCES_FTTH_PRO", 1, faker.PickRandom(39.90m, 34.90m)),
            ("IP_FIXE", faker.Random.Int(1, 8), 3.00m),
            ("MISE_A_DISPOSITION_ROUTEUR", 1, 8.00m),
        ]),
        _ => ("vga",
        [
            ("LIGNE_VGA", faker.Random.Int(1, 4), 16.50m),
            ("RENVOI_TERMINAL", 1, 2.00m),
        ]),
    };
}
