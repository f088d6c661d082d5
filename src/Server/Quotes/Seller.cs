namespace MyOpenIP.Server.Quotes;

/// <summary>Who sells to the end customer: what the law wants of it on a quote (C. com. R123-237), and how it looks.</summary>
internal sealed record Seller
{
    /// <summary>Code of the reseller; empty: the operator itself, and whoever has no entry.</summary>
    public string Reseller { get; init; } = "";

    /// <summary>Name under which it trades.</summary>
    public required string Brand { get; init; }

    /// <summary>Company name.</summary>
    public required string Name { get; init; }

    /// <summary>Legal form and capital, such as "SAS au capital de 100 000 €".</summary>
    public required string Form { get; init; }

    /// <summary>SIREN.</summary>
    public required string Siren { get; init; }

    /// <summary>Town of the trade register (RCS).</summary>
    public required string Register { get; init; }

    /// <summary>VAT number.</summary>
    public required string VatNumber { get; init; }

    /// <summary>Address, on one line.</summary>
    public required string Address { get; init; }

    /// <summary>Telephone, E.164; empty: none.</summary>
    public string Telephone { get; init; } = "";

    /// <summary>E-mail address; empty: none.</summary>
    public string Email { get; init; } = "";

    /// <summary>Web site; empty: none.</summary>
    public string Website { get; init; } = "";

    /// <summary>Colour of its brand, #RRGGBB; dark enough for white letters on it.</summary>
    public required string Color { get; init; }

    /// <summary>Name of its logo's file in data/logos; empty: its name stands alone.</summary>
    public string Logo { get; init; } = "";

    /// <summary>Further words at the foot of each page; empty: none.</summary>
    public string Mentions { get; init; } = "";

    /// <summary>The logo, a PNG; empty: none.</summary>
    public byte[] LogoImage { get; init; } = [];

    /// <summary>Who it is by law, on one line.</summary>
    public string LegalLine =>
        $"{Name}, {Form}, {Address}. SIREN {FrenchSiren(Siren)}, RCS {Register}, TVA {VatNumber}.";

    /// <summary>As in "444 660 120".</summary>
    public static string FrenchSiren(string siren) => siren.Length == 9 ? $"{siren[..3]}\u00A0{siren[3..6]}\u00A0{siren[6..]}" : siren;
}
